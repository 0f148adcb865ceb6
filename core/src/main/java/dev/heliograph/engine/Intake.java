// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.policy.Gates;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where calls come in: refuses what cannot be sent, finds the lane of a chat, and ends what waits when the session goes
 * away. Runs on the session's strand.
 */
final class Intake {
    private final SessionCore core;
    /** Calls whose chat is still being looked up by its name. */
    private final Map<Call<?>, Peer> resolving = new LinkedHashMap<>();

    Intake(SessionCore core) {
        this.core = core;
    }

    /** The reason word of a session that does not come back by itself, or null. */
    @Nullable
    String gone() {
        return switch (core.state()) {
            case LOST -> "SESSION_LOST";
            case CLOSED -> "CLOSED";
            case DISCONNECTED -> "NOT_CONNECTED";
            case CONNECTING, AUTHORIZING, READY, RESTING, QUARANTINED -> null;
        };
    }

    /** Why no call can be taken now, or null. */
    @Nullable
    Failure down() {
        return switch (core.state()) {
            case LOST -> new Failure.SessionLost("SESSION_LOST");
            case CLOSED -> new Failure.Unavailable(Failure.Origin.NETWORK, "the client is closed");
            case DISCONNECTED -> new Failure.Unavailable(Failure.Origin.NETWORK, "the client is not connected");
            case CONNECTING, AUTHORIZING, READY, RESTING, QUARANTINED ->
                core.isDraining() ? new Failure.Unavailable(Failure.Origin.NETWORK, "the client is closing") : null;
        };
    }

    /** Why the message is refused before anything is sent, or null. */
    @Nullable
    SendResult refusal(OutgoingMessage message) {
        Failure down = down();
        if (down != null) {
            String gone = gone();
            return refused(
                    SendStatus.FAILED, "sent to " + message.peer(), gone == null ? "CLOSED" : gone, down.reason());
        }
        return unfit(message);
    }

    /** The end of what nobody could take any more. */
    SendResult closed() {
        return SendResult.refused(
                SendStatus.FAILED,
                "CLOSED",
                Promises.closed().reason(),
                core.config().sessionName());
    }

    /** The end of a call that nobody answered before the fleet ended: it may have left. */
    SendResult unanswered(Call<?> call) {
        return call.flying || call.unsure
                ? SendResult.refused(
                        SendStatus.UNKNOWN,
                        "ANSWER_LOST",
                        "the fleet was closed before it was answered",
                        core.config().sessionName())
                : closed();
    }

    /** Why no session of this transport could ever send the message, or null. */
    @Nullable
    SendResult unfit(OutgoingMessage message) {
        int most = message.media() == null
                ? core.capabilities().maxTextLength()
                : core.capabilities().maxCaptionLength();
        if (message.text().length() > most) {
            return tooLong("sent to " + message.peer(), message.text().length(), most);
        }
        return Needs.missing(message, core.capabilities())
                .map(feature -> refused(
                        SendStatus.FAILED,
                        "sent to " + message.peer(),
                        "UNSUPPORTED",
                        "the transport '" + core.config().transport() + "' does not offer " + feature))
                .orElse(null);
    }

    /** Puts a call into the lane of its chat, by its numeric id where that can be found out. */
    <T> void submit(Peer peer, Call<T> call) {
        Failure down = down();
        if (down != null) {
            String gone = gone();
            end(call, peer, down, gone == null ? "CLOSED" : gone);
            return;
        }
        if (call.deadline != Call.NEVER) {
            Duration left = Duration.ofNanos(call.deadline - core.timeline().nanos());
            call.alarm = core.strand().after(left, () -> expire(call, peer));
        }
        switch (peer.kind()) {
            case ID -> enter(present(peer), call);
            case SELF -> whenKnown(peer, call, self -> enter(self, call));
            case USERNAME -> {
                if (core.capabilities().offers(Feature.ENTITIES)) {
                    resolving.put(call, peer);
                    core.names().find(peer, found -> resolved(peer, call, found));
                } else {
                    enter(peer, call);
                }
            }
        }
    }

    private <T> void resolved(Peer peer, Call<T> call, Ending<Entity> found) {
        Entity entity = found.outcome().value();
        Failure failure = found.outcome().failure();
        resolving.remove(call);
        if (call.over) {
            return;
        }
        if (entity != null) {
            Peer known = present(Peer.of(entity.id()));
            String reason = call.passesOver(known);
            if (reason == null) {
                enter(known, call);
            } else {
                end(call, known, new Failure.Unavailable(Failure.Origin.SERVER, PassedOver.WHY), reason);
            }
        } else {
            Failure why = failure == null ? new Failure.Ambiguous("no answer") : failure;
            call.conclude(new Ending<>(Outcome.failed(why), reason(call, found, why), found.retryAfter(), peer));
        }
    }

    /** A look-up that could not be made says nothing of the recipient: a row waits in the outbox for another one. */
    private static @Nullable String reason(Call<?> call, Ending<Entity> found, Failure why) {
        boolean mayAskAgain = call.isRow() && found.outcome().failure() != null && why.kind() != Failure.Kind.REJECTED;
        boolean isAnswer = found.reason() != null && why.kind() != Failure.Kind.THROTTLED;
        return mayAskAgain && !isAnswer ? "NOT_RESOLVED" : found.reason();
    }

    /** Takes a row of the outbox; it is refused as a message of a caller would be. */
    void submitRow(RowCall call) {
        SendResult refusal = refusal(call.message);
        if (refusal != null) {
            call.refuse(refusal);
        } else {
            submit(call.message.peer(), call);
        }
    }

    private <T> void whenKnown(Peer peer, Call<T> call, Consumer<Peer> then) {
        core.connection().await(outcome -> {
            if (call.over) {
                return;
            }
            SelfInfo self = outcome.value();
            if (self != null) {
                then.accept(Peer.of(self.account().value()));
            } else {
                end(call, peer, outcome.failure(), "NOT_CONNECTED");
            }
        });
    }

    /** Puts a call into the lane of that chat, unless a gate is closed for longer than its caller wants to wait. */
    <T> void enter(Peer peer, Call<T> call) {
        if (call.over) {
            return;
        }
        String gone = gone();
        if (gone != null) {
            end(call, peer, down(), gone);
            return;
        }
        Admission admission = core.dispatcher().admission(call.domain(peer), peer);
        long wait = admission.at() - core.timeline().nanos();
        boolean gated = admission.hold() == Admission.Hold.CHAT_GATE || admission.hold() == Admission.Hold.ACCOUNT_GATE;
        long patience = Math.min(
                call.floodPatience(),
                call.deadline == Call.NEVER
                        ? Call.NEVER
                        : call.deadline - core.timeline().nanos());
        if (gated && admission.at() != Gates.PROBING && wait > patience) {
            Duration pause = Duration.ofNanos(wait);
            call.conclude(new Ending<>(
                    Outcome.failed(new Failure.Throttled(pause, FloodScope.REQUEST, "FLOOD_WAIT")),
                    "FLOOD_WAIT",
                    pause,
                    peer));
            return;
        }
        core.dispatcher().add(peer, call);
    }

    private <T> void expire(Call<T> call, Peer peer) {
        if (!call.over && !call.flying) {
            end(
                    call,
                    peer,
                    new Failure.Unavailable(Failure.Origin.NETWORK, "its turn did not come in time"),
                    "DEADLINE");
        }
    }

    /** The id that a chat has now. */
    Peer present(Peer peer) {
        return core.account().movedChats().present(peer);
    }

    long chatId(Peer peer) {
        return switch (peer.kind()) {
            case ID -> ((Peer.Id) peer).value();
            case USERNAME -> {
                Outcome<Entity> known = core.names().known(peer);
                Entity entity = known == null ? null : known.value();
                yield entity == null ? 0 : entity.id();
            }
            case SELF -> {
                SelfInfo self = core.connection().self();
                yield self == null ? 0 : self.account().value();
            }
        };
    }

    /**
     * Ends every call that waits; those in flight are answered by their link.
     *
     * @return how many calls of callers were ended; rows of the outbox are kept there and do not count
     */
    int abandon(Failure failure, String reason) {
        int ended = 0;
        for (Lanes.Waiting waiting : core.dispatcher().lanes().drain()) {
            if (!waiting.call().over) {
                ended += waiting.call().isRow() ? 0 : 1;
                end(waiting.call(), waiting.peer(), failure, reason);
            }
        }
        core.tally().depth(core.dispatcher().lanes().size());
        return ended;
    }

    /** Gives the rows of a job that wait for that chat back to the outbox: it has refused one of them for good. */
    void takeBack(Peer peer, String job) {
        takeBack(core.dispatcher().lanes().take(peer, call -> isRowOf(job, call) && !call.unsure));
    }

    /** Gives the rows of a job that wait in lanes back to the outbox. */
    void takeBack(String job) {
        takeBack(call -> isRowOf(job, call) && !call.unsure);
    }

    /** Gives the rows of a queue back: another process may send them next. One whose answer was lost stays unknown. */
    void takeBack(OutboxPump pump) {
        takeBack(call -> call.isRowOf(pump) && !call.over);
    }

    /** Gives the rows of all queues back: another process may connect the session next. */
    void takeBackRows() {
        takeBack(call -> call.isRow() && !call.over);
    }

    private void takeBack(Predicate<Call<?>> rows) {
        takeBack(core.dispatcher().lanes().take(rows));
        takeBack(List.copyOf(resolving.entrySet()).stream()
                .filter(waiting -> rows.test(waiting.getKey()))
                .map(waiting -> new Lanes.Waiting(waiting.getValue(), waiting.getKey()))
                .toList());
    }

    private static boolean isRowOf(String job, Call<?> call) {
        return call.isRow() && !call.over && call.job.name.equals(job);
    }

    private void takeBack(List<Lanes.Waiting> rows) {
        Failure failure = new Failure.Unavailable(Failure.Origin.SERVER, "it is not to be sent now, or not at all");
        rows.forEach(waiting -> end(waiting.call(), waiting.peer(), failure, "TAKEN_BACK"));
        core.tally().depth(core.dispatcher().lanes().size());
    }

    private <T> void end(Call<T> call, Peer peer, @Nullable Failure failure, @Nullable String reason) {
        Failure why = failure == null ? new Failure.Ambiguous("no answer") : failure;
        call.conclude(new Ending<>(Outcome.failed(why), reason, null, peer));
    }

    void migrate(Event.ChatMigrated change) {
        Peer from = Peer.of(change.from());
        Peer to = Peer.of(change.to());
        core.account().movedChats().moved(change.from(), change.to());
        core.dispatcher().lanes().rename(from, to);
        core.account().renamed(from, to);
        core.dispatcher().pumpSoon();
    }

    SendResult tooLong(String deed, int length, int most) {
        return refused(
                SendStatus.TOO_LONG,
                deed,
                "MESSAGE_TOO_LONG",
                "it has " + length + " characters after parsing; at most " + most + " are allowed");
    }

    private SendResult refused(SendStatus status, String deed, String reason, String explanation) {
        String error = Reasons.sentence(status, deed, reason, explanation);
        return SendResult.refused(status, reason, error, core.config().sessionName());
    }
}
