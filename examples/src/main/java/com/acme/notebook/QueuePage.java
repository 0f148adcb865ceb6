// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One queue, searched from its start for every question: fine for thousands of rows, not for millions. */
final class QueuePage {
    private static final int OPEN_PER_CHAT = 2;
    private static final Claimant NOBODY = new Claimant("", 0);

    private final TreeMap<Long, Line> lines = new TreeMap<>();
    private final Map<String, Long> ids = new TreeMap<>();
    private final Map<String, Long> fences = new TreeMap<>();
    private final TreeSet<String> held = new TreeSet<>();
    private long lastId;

    /** A row, who claimed it, and whether it was declared unknown without him. */
    private record Line(OutboxRow row, Claimant holder, boolean interrupted) {
        boolean isSendingBy(Intent intent) {
            return row.state() == OutboxState.SENDING
                    && row.session().equals(intent.session())
                    && row.randomId() == intent.randomId();
        }

        boolean isOpen() {
            return row.state() == OutboxState.CLAIMED || row.state() == OutboxState.SENDING;
        }

        /** Nothing is of no job. */
        boolean isOf(String job) {
            return !job.isEmpty() && row.draft().job().equals(job);
        }

        /** Whether its holder may bring it into that state. */
        boolean mayBecome(OutboxState next) {
            boolean known = next == OutboxState.SENT || next == OutboxState.FAILED;
            return switch (row.state()) {
                case CLAIMED -> next == OutboxState.FAILED || next == OutboxState.QUEUED;
                case SENDING -> next != OutboxState.SENDING;
                case UNKNOWN -> interrupted && known;
                case QUEUED, SENT, FAILED -> false;
            };
        }
    }

    Appended append(OutboxDraft draft, Instant now) {
        Long known = ids.get(draft.key());
        if (known != null) {
            return new Appended(known, false);
        }
        long id = ++lastId;
        ids.put(draft.key(), id);
        lines.put(id, new Line(new OutboxRow(id, draft, OutboxState.QUEUED, "", 0, 0, 0, "", now), NOBODY, false));
        return new Appended(id, true);
    }

    List<OutboxRow> claim(Claimant claimant, int limit, Instant now) {
        List<OutboxRow> claimed = new ArrayList<>();
        if (claimant.fence() < fences.getOrDefault(claimant.owner(), Long.MIN_VALUE)) {
            return claimed;
        }
        Map<String, Integer> room = new TreeMap<>();
        lines.values().stream()
                .filter(Line::isOpen)
                .forEach(line -> room.merge(line.row().draft().chat(), OPEN_PER_CHAT - 1, (left, one) -> left - 1));
        for (OutboxRow row : waiting().toList()) {
            String chat = row.draft().chat();
            int left = room.getOrDefault(chat, OPEN_PER_CHAT);
            if (claimed.size() < limit && left > 0) {
                boolean due = !row.draft().dueAt().isAfter(now);
                // a row that is not yet due holds back the younger ones of its chat
                room.put(chat, due ? left - 1 : 0);
                if (due) {
                    OutboxRow next = moved(row, OutboxState.CLAIMED, row.reason(), now);
                    lines.put(row.id(), new Line(next, claimant, false));
                    claimed.add(next);
                }
            }
        }
        return claimed;
    }

    boolean sending(Claimant claimant, Intent intent, Instant now) {
        Line line = heldBy(claimant, intent.id());
        if (line == null || line.row().state() != OutboxState.CLAIMED) {
            // one that is written already was asked again because its answer was lost
            return line != null && line.isSendingBy(intent);
        }
        OutboxRow row = line.row();
        OutboxRow next = new OutboxRow(
                row.id(),
                row.draft(),
                OutboxState.SENDING,
                intent.session(),
                intent.randomId(),
                row.attempts(),
                0,
                "",
                now);
        lines.put(row.id(), new Line(next, claimant, false));
        return true;
    }

    boolean settle(Claimant claimant, Settlement settlement, Instant now) {
        Line line = heldBy(claimant, settlement.id());
        if (line == null || !line.mayBecome(settlement.state())) {
            return false;
        }
        OutboxRow row = line.row();
        OutboxDraft draft = row.draft();
        boolean queued = settlement.state() == OutboxState.QUEUED;
        if (queued) {
            Instant dueAt = settlement.dueAt() == null ? now : settlement.dueAt();
            draft = new OutboxDraft(draft.key(), draft.job(), draft.line(), draft.chat(), dueAt, draft.payload());
        }
        OutboxRow next = new OutboxRow(
                row.id(),
                draft,
                settlement.state(),
                row.session(),
                row.randomId(),
                settlement.attempts(),
                settlement.state() == OutboxState.SENT ? settlement.messageId() : 0,
                settlement.state().isSettled() ? settlement.reason() : "",
                now);
        lines.put(row.id(), new Line(next, claimant, false));
        return true;
    }

    List<OutboxRow> recover(Claimant claimant, Instant now) {
        fences.merge(claimant.owner(), claimant.fence(), Math::max);
        List<OutboxRow> unknown = new ArrayList<>();
        for (Line line : List.copyOf(lines.values())) {
            Claimant holder = line.holder();
            if (line.isOpen() && holder.owner().equals(claimant.owner()) && holder.fence() < claimant.fence()) {
                boolean nothingLeft = line.row().state() == OutboxState.CLAIMED;
                OutboxRow next = nothingLeft
                        ? moved(line.row(), OutboxState.QUEUED, line.row().reason(), now)
                        : moved(line.row(), OutboxState.UNKNOWN, Outbox.INTERRUPTED, now);
                lines.put(next.id(), new Line(next, holder, !nothingLeft));
                if (!nothingLeft) {
                    unknown.add(next);
                }
            }
        }
        return unknown;
    }

    Instant nextDue(Instant now) {
        return heads().map(row -> row.draft().dueAt().isAfter(now) ? row.draft().dueAt() : now)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    Optional<OutboxRow> row(long id) {
        return Optional.ofNullable(lines.get(id)).map(Line::row);
    }

    List<OutboxRow> rows(String job, long afterLine, int limit) {
        return lines.values().stream()
                .filter(line -> line.isOf(job) && line.row().draft().line() > afterLine)
                .map(Line::row)
                .sorted(Comparator.comparingLong(row -> row.draft().line()))
                .limit(limit)
                .toList();
    }

    OutboxCounts counts(String job) {
        Map<OutboxState, Long> counts = new EnumMap<>(OutboxState.class);
        for (OutboxState state : OutboxState.values()) {
            counts.put(state, 0L);
        }
        lines.values().stream()
                .filter(line -> job.isEmpty() || line.isOf(job))
                .forEach(line -> counts.merge(line.row().state(), 1L, Long::sum));
        return new OutboxCounts(
                counts.getOrDefault(OutboxState.QUEUED, 0L),
                counts.getOrDefault(OutboxState.CLAIMED, 0L),
                counts.getOrDefault(OutboxState.SENDING, 0L),
                counts.getOrDefault(OutboxState.SENT, 0L),
                counts.getOrDefault(OutboxState.FAILED, 0L),
                counts.getOrDefault(OutboxState.UNKNOWN, 0L),
                held.contains(job));
    }

    long cancel(String job, String reason, Instant now) {
        List<Line> queued = lines.values().stream()
                .filter(line -> line.isOf(job) && line.row().state() == OutboxState.QUEUED)
                .toList();
        for (Line line : queued) {
            OutboxRow next = moved(line.row(), OutboxState.FAILED, reason, now);
            lines.put(next.id(), new Line(next, line.holder(), false));
        }
        return queued.size();
    }

    List<OutboxRow> open(long afterId, int limit) {
        return lines.tailMap(afterId, false).values().stream()
                .map(Line::row)
                .filter(row -> !row.state().isSettled())
                .limit(Math.max(0, limit))
                .toList();
    }

    boolean withdraw(long id, String reason, Instant now) {
        Line line = lines.get(id);
        if (line == null || line.row().state() != OutboxState.QUEUED) {
            return false;
        }
        lines.put(id, new Line(moved(line.row(), OutboxState.FAILED, reason, now), line.holder(), false));
        return true;
    }

    boolean hold(String job, boolean wanted) {
        return !job.isEmpty() && (wanted ? held.add(job) : held.remove(job));
    }

    long compact(Instant settledBefore) {
        long before = lines.size();
        lines.values()
                .removeIf(line ->
                        line.row().state().isSettled() && line.row().changedAt().isBefore(settledBefore));
        ids.values().removeIf(id -> !lines.containsKey(id));
        return before - lines.size();
    }

    /** Rows that are QUEUED and of no held job, oldest first. */
    private Stream<OutboxRow> waiting() {
        return lines.values().stream()
                .map(Line::row)
                .filter(row -> row.state() == OutboxState.QUEUED
                        && !held.contains(row.draft().job()));
    }

    /** Of each chat that has room, the oldest row that waits. */
    private Stream<OutboxRow> heads() {
        Map<String, OutboxRow> oldest = new TreeMap<>();
        waiting().forEach(row -> oldest.putIfAbsent(row.draft().chat(), row));
        Map<String, Integer> open = new TreeMap<>();
        lines.values().stream()
                .filter(Line::isOpen)
                .forEach(line -> open.merge(line.row().draft().chat(), 1, Integer::sum));
        return oldest.values().stream()
                .filter(row -> open.getOrDefault(row.draft().chat(), 0) < OPEN_PER_CHAT);
    }

    private @Nullable Line heldBy(Claimant claimant, long id) {
        Line line = lines.get(id);
        return line != null && line.holder().equals(claimant) ? line : null;
    }

    private static OutboxRow moved(OutboxRow row, OutboxState state, String reason, Instant now) {
        return new OutboxRow(
                row.id(),
                row.draft(),
                state,
                row.session(),
                row.randomId(),
                row.attempts(),
                row.messageId(),
                reason,
                now);
    }
}
