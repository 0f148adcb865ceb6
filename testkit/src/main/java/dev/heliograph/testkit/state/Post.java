// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One queue of an outbox in few words, at a time that the test moves. */
final class Post {
    /** Who claims where it does not matter who. */
    static final Claimant ALPHA = new Claimant("alpha", 7);

    final Outbox outbox;
    final String queue;
    Instant now = Answers.NOW;
    private int drafted;

    Post(Outbox outbox, String queue) {
        this.outbox = outbox;
        this.queue = queue;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A draft of no job that is due. */
    OutboxDraft draft(String chat) {
        return draft(chat, "", 0, now);
    }

    OutboxDraft draft(String chat, String job, long line, Instant dueAt) {
        Bytes payload = Answers.bytes("message " + ++drafted);
        return new OutboxDraft("key " + drafted, job, line, chat, dueAt, payload);
    }

    List<Appended> append(OutboxDraft... drafts) {
        return Answers.appended(outbox.append(queue, List.of(drafts), now));
    }

    /** Appends a row of no job for each of the chats; answers with their ids. */
    List<Long> appendTo(String... chats) {
        OutboxDraft[] drafts = Arrays.stream(chats).map(this::draft).toArray(OutboxDraft[]::new);
        return append(drafts).stream().map(Appended::id).toList();
    }

    /** Appends so many rows of a job from the first line, each to a chat of its own. */
    List<Long> appendJob(String job, int count) {
        List<Long> ids = new ArrayList<>();
        for (int line = 1; line <= count; line++) {
            ids.add(append(draft(job + " " + line, job, line, now)).get(0).id());
        }
        return ids;
    }

    List<OutboxRow> claim(int limit) {
        return claim(ALPHA, limit);
    }

    List<OutboxRow> claim(Claimant claimant, int limit) {
        return Answers.of(outbox.claim(queue, claimant, limit, now));
    }

    List<Long> claimIds(int limit) {
        return ids(claim(limit));
    }

    static List<Long> ids(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::id).toList();
    }

    List<Long> send(Long... ids) {
        return send(ALPHA, ids);
    }

    List<Long> send(Claimant claimant, Long... ids) {
        List<Intent> intents = Arrays.stream(ids)
                .map(id -> new Intent(id, "session", 1_000 + id))
                .toList();
        return Answers.of(outbox.sending(queue, claimant, intents, now));
    }

    List<Long> settle(Settlement... settlements) {
        return settle(ALPHA, settlements);
    }

    List<Long> settle(Claimant claimant, Settlement... settlements) {
        return Answers.of(outbox.settle(queue, claimant, List.of(settlements), now));
    }

    static Settlement sent(long id) {
        return new Settlement(id, OutboxState.SENT, 50_000 + id, "", 1, null);
    }

    static Settlement failed(long id) {
        return new Settlement(id, OutboxState.FAILED, 0, "USER_IS_BLOCKED", 2, null);
    }

    static Settlement unknown(long id) {
        return new Settlement(id, OutboxState.UNKNOWN, 0, "ANSWER_LOST", 1, null);
    }

    static Settlement again(long id, Instant dueAt) {
        return new Settlement(id, OutboxState.QUEUED, 0, "FLOOD_WAIT", 1, dueAt);
    }

    List<OutboxRow> recover(Claimant claimant) {
        return Answers.of(outbox.recover(queue, claimant, now));
    }

    Instant nextDue() {
        return Answers.of(outbox.nextDue(queue, now));
    }

    List<OutboxRow> rows(String job) {
        return Answers.of(outbox.rows(queue, job, 0, 1_000));
    }

    /** The state of the only row of a job. */
    OutboxRow row(String job) {
        List<OutboxRow> rows = rows(job);
        if (rows.size() != 1) {
            throw new AssertionError("expected one row of " + job + ", found " + rows);
        }
        return rows.get(0);
    }

    Optional<OutboxRow> find(long id) {
        return Answers.of(outbox.row(queue, id));
    }

    boolean hold(String job, boolean held) {
        return Answers.of(outbox.hold(queue, job, held, now));
    }

    long cancel(String job) {
        return Answers.of(outbox.cancel(queue, job, "CANCELLED", now));
    }

    long compact(Duration retention) {
        return Answers.of(outbox.compact(queue, retention, now));
    }
}
