// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message, or the messages of one album, on the way through TDLib. It answers at once with a message that has an id of
 * its own, and later tells by an update what the server said; that update may be the earlier of the two.
 *
 * <p>TDLib waits out floods without a word. Such a wait is noticed, counted, and bounded by the patience: then the message
 * is taken back, see {@link Withdrawal}.
 */
final class Unsent {
    /** How long the server may think before it is held that TDLib waits. */
    static final Duration NOTICE = Duration.ofMillis(1500);

    private enum Phase {
        WAITING,
        PREPARING,
        ASKED,
        UNSENT,
        WITHDRAWING,
        ENDED
    }

    private final SendBook book;
    private final Draft draft;
    private final CompletableFuture<Outcome<SentMessage>> done;
    private final Parts parts = new Parts();
    private final List<JsonNode> early = new ArrayList<>();
    private final long posted;
    private Phase phase = Phase.WAITING;
    private Cargo cargo = Cargo.NONE;
    private Uploads uploads;
    private @Nullable Alarm alarm;
    private @Nullable JsonNode pending;
    private long asked;
    private long moved;
    private boolean noticed;
    private boolean wasAway;

    Unsent(SendBook book, Draft draft, CompletableFuture<Outcome<SentMessage>> done) {
        this.book = book;
        this.draft = draft;
        this.done = done;
        this.uploads = new Uploads(draft.progress(), 0);
        this.posted = book.desk().now();
    }

    long chat() {
        return draft.chat();
    }

    Parts parts() {
        return parts;
    }

    /** Whether the connection was away at some time since TDLib has it. */
    boolean wasAway() {
        return wasAway;
    }

    /** Whether it can be told by its text that it stands in the chat. */
    boolean isRecognizable() {
        return draft.recognizable();
    }

    /** The message as TDLib shows it while it is unsent; the first one of an album. */
    @Nullable
    JsonNode pending() {
        return pending;
    }

    /** How long TDLib has had it. */
    Duration age() {
        return Duration.ofNanos(book.desk().now() - asked);
    }

    void begin() {
        if (phase != Phase.WAITING) {
            return;
        }
        phase = Phase.PREPARING;
        Duration deadline = draft.deadline();
        if (deadline != null && book.desk().now() - posted > deadline.toNanos()) {
            finish(Outcome.failed(Failures.network("its deadline passed before it could be sent")));
            return;
        }
        draft.preparation().ready(this::prepared);
    }

    private void prepared(Outcome<Draft.Ready> outcome) {
        Draft.Ready ready = outcome.value();
        if (phase != Phase.PREPARING) {
            if (ready != null) {
                ready.cargo().unpack().run();
            }
            return;
        }
        if (ready == null) {
            finish(outcome.map(never -> {
                throw new IllegalStateException("a failure has no value");
            }));
            return;
        }
        phase = Phase.ASKED;
        cargo = ready.cargo();
        uploads = new Uploads(draft.progress(), cargo.bytes());
        wasAway = !book.isConnected();
        asked = book.desk().now();
        moved = asked;
        book.desk().requests().ask(ready.request(), this::answered);
    }

    private void answered(TdAnswer answer) {
        if (phase != Phase.ASKED) {
            return;
        }
        if (!answer.isObject()) {
            finish(book.desk()
                    .failures()
                    .ofChange(answer)
                    .<Outcome<SentMessage>>map(Outcome::failed)
                    .orElseGet(this::sentAlready));
            return;
        }
        phase = Phase.UNSENT;
        JsonNode list = answer.object().path("messages");
        Iterable<JsonNode> made = list.isArray() ? list : List.of(answer.object());
        for (JsonNode message : made) {
            add(message);
        }
        if (pending == null) {
            finish(Outcome.failed(Failures.refused("MESSAGE_NOT_SENDABLE")));
            return;
        }
        early.forEach(this::settled);
        early.clear();
        watch();
    }

    private void add(JsonNode message) {
        // null stands for what cannot be sent
        if (message.isObject()) {
            if (pending == null) {
                pending = message;
            }
            parts.add(message.path("id").asLong(0));
            uploads.watch(message);
        }
    }

    /** Takes an updateMessageSendSucceeded or an updateMessageSendFailed of the chat. */
    void settled(JsonNode update) {
        if (phase == Phase.ASKED) {
            early.add(update);
            return;
        }
        long id = update.path("old_message_id").asLong(0);
        if (!parts.has(id)) {
            return;
        }
        JsonNode message = update.path("message");
        if (update.path("@type").asString("").equals("updateMessageSendSucceeded")) {
            long finalId = message.path("id").asLong(0);
            if (TdIds.isServer(finalId)) {
                // the ids of those that wait are above all of the chat's
                book.learn(chat(), finalId);
            }
            parts.sent(id, finalId, MessageReader.sent(message));
        } else {
            Optional<Failure> failure = book.desk().failures().ofUnsent(update);
            failure.ifPresentOrElse(
                    why -> parts.refused(id, wasAway ? doubtful(why) : why),
                    () -> parts.sent(id, 0, sentAlready().orThrow()));
            forget(message.path("id").asLong(0));
        }
        settle();
    }

    /** Where the connection broke meanwhile TDLib has sent it twice, and only the second one is known to be refused. */
    private static Failure doubtful(Failure why) {
        return new Failure.Ambiguous("refused with " + why.word() + " after the answer to an earlier try was lost");
    }

    /** What was refused would stay in TDLib's memory until somebody deletes it. */
    private void forget(long refused) {
        book.desk().requests().tell(deletion(List.of(refused)).put("revoke", false));
    }

    /** A request that deletes messages of the chat. */
    ObjectNode deletion(List<Long> ids) {
        var request = TdClient.request("deleteMessages").put("chat_id", chat());
        ids.forEach(request.putArray("message_ids")::add);
        return request;
    }

    /** TDLib removed a message of the chat; answers whether it is one of these. */
    boolean removed(long id) {
        boolean own = phase.compareTo(Phase.ASKED) > 0 && parts.removed(id);
        if (own) {
            settle();
        }
        return own;
    }

    void file(JsonNode file) {
        if (phase == Phase.UNSENT && uploads.moved(file)) {
            moved = book.desk().now();
        }
    }

    void away() {
        wasAway = true;
    }

    private void settle() {
        if (phase == Phase.UNSENT && parts.unsent().isEmpty()) {
            finish(
                    parts.all(Parts.Fate.SENT, Parts.Fate.REFUSED)
                            ? parts.outcome()
                            : Outcome.failed(new Failure.Ambiguous("it was deleted while it was being sent")));
        }
    }

    /** Looks again when it may have to be noticed, or may have been unsent for too long. */
    private void watch() {
        if (phase != Phase.UNSENT) {
            return;
        }
        long now = book.desk().now();
        long left = draft.patience().toNanos() - (now - moved);
        long quiet = now - Math.max(moved, book.connectedAt());
        if (!noticed && book.isConnected() && quiet >= NOTICE.toNanos()) {
            notice();
        }
        if (left <= 0) {
            phase = Phase.WITHDRAWING;
            new Withdrawal(book, this).begin();
        } else {
            long pause = noticed ? left : Math.min(left, Math.max(NOTICE.toNanos() - quiet, NOTICE.toNanos() / 10));
            alarm = book.desk().parts().strand().after(Duration.ofNanos(pause), this::watch);
        }
    }

    private void notice() {
        noticed = true;
        book.desk().counts().noticed();
    }

    /** It was taken back: counts it. */
    void withdrawn() {
        if (!noticed && book.isConnected()) {
            notice();
        }
        if (noticed) {
            book.desk().counts().withdrawn();
        }
    }

    private Outcome<SentMessage> sentAlready() {
        return Outcome.done(new SentMessage(
                chat(), 0, book.desk().parts().context().timeline().instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The connection is over. */
    void end(Failure unsent) {
        boolean inTdlib = phase.compareTo(Phase.PREPARING) > 0;
        finish(Outcome.failed(
                inTdlib
                        ? new Failure.Ambiguous("the connection ended before it was told whether it is sent")
                        : unsent));
    }

    void finish(Outcome<SentMessage> outcome) {
        if (phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        if (alarm != null) {
            boolean unused = alarm.cancel();
        }
        if (noticed) {
            book.desk().counts().ended(age());
        }
        if (outcome.isDone()) {
            uploads.done();
        }
        cargo.unpack().run();
        book.leave(this);
        done.complete(outcome);
    }
}
