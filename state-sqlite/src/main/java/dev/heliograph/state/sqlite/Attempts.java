// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How messages that were claimed go on, and who may say so. */
final class Attempts {
    private static final String FIND =
            "SELECT id, state, job, chat, owner, fence, recovered, session, random_id FROM message ";
    private static final String INTEND =
            "UPDATE message SET state = 2, session = ?, random_id = ?, changed = ? WHERE id = ?";
    private static final String SETTLE = "UPDATE message SET state = ?, attempts = ?, message_id = ?, reason = ?,"
            + " recovered = 0, due = coalesce(?, due), changed = ? WHERE id = ?";
    private static final String RECOVER =
            "UPDATE message SET state = ?, reason = ?, recovered = ?, changed = ? WHERE id = ? RETURNING "
                    + Messages.COLUMNS;

    private Attempts() {}

    /** What is asked of a message before it is moved. */
    private record Held(
            long id,
            OutboxState state,
            long job,
            String chat,
            @Nullable Claimant claimant,
            boolean recovered,
            String session,
            long randomId) {
        static Held read(ResultSet row) throws SQLException {
            String owner = row.getString(5);
            return new Held(
                    row.getLong(1),
                    Messages.state(row.getInt(2)),
                    row.getLong(3),
                    row.getString(4),
                    owner == null ? null : new Claimant(owner, row.getLong(6)),
                    row.getInt(7) == 1,
                    row.getString(8),
                    row.getLong(9));
        }

        boolean isStored(Intent intent) {
            return state == OutboxState.SENDING && session.equals(intent.session()) && randomId == intent.randomId();
        }

        boolean mayBecome(OutboxState next) {
            return switch (state) {
                case CLAIMED -> next == OutboxState.FAILED || next == OutboxState.QUEUED;
                case SENDING -> next != OutboxState.SENDING;
                case UNKNOWN -> recovered && (next == OutboxState.SENT || next == OutboxState.FAILED);
                case QUEUED, SENT, FAILED -> false;
            };
        }
    }

    private static @Nullable Held held(Database db, long queue, long number, Claimant claimant) throws SQLException {
        Held held = db.first(FIND + "WHERE id = ?", Held::read, Messages.idOrNone(queue, number));
        return held != null && claimant.equals(held.claimant) ? held : null;
    }

    static List<Long> sending(Database db, long queue, Claimant claimant, List<Intent> intents, Instant now)
            throws SQLException {
        Tally tally = new Tally();
        Set<Long> sending = new LinkedHashSet<>();
        for (Intent intent : intents) {
            Held held = held(db, queue, intent.id(), claimant);
            if (held == null) {
                continue;
            }
            if (held.state == OutboxState.CLAIMED) {
                db.update(INTEND, intent.session(), intent.randomId(), Nanos.of(now), held.id);
                tally.moved(held.job, OutboxState.CLAIMED, OutboxState.SENDING);
                sending.add(intent.id());
            } else if (held.isStored(intent)) {
                sending.add(intent.id());
            }
        }
        tally.write(db);
        return List.copyOf(sending);
    }

    static List<Long> settle(Database db, long queue, Claimant claimant, List<Settlement> settlements, Instant now)
            throws SQLException {
        Chats chats = new Chats(db, queue, Nanos.of(now));
        Tally tally = new Tally();
        List<Long> settled = new ArrayList<>();
        for (Settlement settlement : settlements) {
            Held held = held(db, queue, settlement.id(), claimant);
            if (held == null || !held.mayBecome(settlement.state())) {
                continue;
            }
            OutboxState next = settlement.state();
            db.update(
                    SETTLE,
                    Messages.stored(next),
                    settlement.attempts(),
                    next == OutboxState.SENT ? settlement.messageId() : 0,
                    next.isSettled() ? settlement.reason() : "",
                    due(settlement, now),
                    Nanos.of(now),
                    held.id);
            tally.moved(held.job, held.state, next);
            if (Messages.isOpen(held.state) && !Messages.isOpen(next)) {
                chats.changed(held.chat, -1);
            }
            settled.add(settlement.id());
        }
        tally.write(db);
        return settled;
    }

    private static @Nullable Long due(Settlement settlement, Instant now) {
        if (settlement.state() != OutboxState.QUEUED) {
            return null;
        }
        Instant dueAt = settlement.dueAt();
        return Nanos.of(dueAt == null ? now : dueAt);
    }

    static List<OutboxRow> recover(Database db, long queue, Claimant claimant, Instant now) throws SQLException {
        db.update(
                "INSERT INTO fence (queue, owner, fence) VALUES (?, ?, ?)"
                        + " ON CONFLICT (queue, owner) DO UPDATE SET fence = max(fence, excluded.fence)",
                queue,
                claimant.owner(),
                claimant.fence());
        List<Held> open = db.list(
                FIND + "WHERE queue = ? AND owner = ? AND state IN (1, 2) AND fence < ? ORDER BY id",
                Held::read,
                queue,
                claimant.owner(),
                claimant.fence());
        Chats chats = new Chats(db, queue, Nanos.of(now));
        Tally tally = new Tally();
        List<OutboxRow> unknown = new ArrayList<>();
        for (Held held : open) {
            boolean isUnknown = held.state == OutboxState.SENDING;
            OutboxState next = isUnknown ? OutboxState.UNKNOWN : OutboxState.QUEUED;
            OutboxRow row = db.first(
                    RECOVER,
                    Messages::row,
                    Messages.stored(next),
                    isUnknown ? Outbox.INTERRUPTED : "",
                    isUnknown,
                    Nanos.of(now),
                    held.id);
            tally.moved(held.job, held.state, next);
            chats.changed(held.chat, -1);
            if (isUnknown && row != null) {
                unknown.add(row);
            }
        }
        tally.write(db);
        return unknown;
    }
}
