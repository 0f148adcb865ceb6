// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.QuietTimes;
import dev.heliograph.engine.Withdrawal;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a broadcast observes while it runs: who is passed over, and the hours in which it is held. Reads the state before the
 * first row moves, and now and then after. Works on a strand of its own; {@link #reason} may be called from any thread.
 */
final class Observance {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(60);
    private static final int TRIES = 10;
    /** Reading long lists must stay a small part of what the store does. */
    private static final int SHARE_OF_READING = 20;

    private final Broadcast.Builder plan;
    private final List<String> sessions;
    private final Exclusions exclusions;
    private final QuietTimes quiet;
    private final Withdrawal withdrawal;
    private final Timeline timeline;
    private final Strand strand;
    private final CompletableFuture<Outcome<Boolean>> begun = new CompletableFuture<>();
    private volatile Set<String> optedOut = Set.of();
    private volatile Map<String, String> unreachable = Map.of();
    /** Those of the job's own list, by all that messages may call them. */
    private volatile Set<String> listed;

    private volatile long withdrawals;
    private volatile boolean stopped;
    private @Nullable BroadcastRun run;
    private @Nullable Alarm alarm;
    private Instant quietNext = Instant.MAX;
    private long readAgainAt;

    Observance(Broadcast.Builder plan, ClientPool pool) {
        this.plan = plan;
        this.sessions =
                pool.clients().stream().map(client -> client.name().value()).toList();
        this.exclusions = plan.heliograph.exclusions();
        this.listed = Set.copyOf(plan.optOuts);
        this.quiet = new QuietTimes(plan.heliograph.fleet(), pool.name(), plan.job);
        this.withdrawal = new Withdrawal(plan.heliograph.fleet(), pool.name(), plan.job);
        this.timeline = plan.heliograph.timeline();
        this.strand = timeline.strand("broadcast/" + plan.job + "/observed");
    }

    /** Learns what holds now; a store that is ill is asked again for some seconds. Completes on any thread. */
    CompletionStage<Outcome<Boolean>> begin() {
        begin(TRIES);
        return begun;
    }

    private void begin(int tries) {
        exclusions
                .calls(plan.optOuts)
                .thenCompose(calls -> {
                    listed = calls;
                    return read();
                })
                .thenCompose(known ->
                        known.isDone() ? withdrawal.latest() : CompletableFuture.completedStage(known.map(none -> 0L)))
                .thenCompose(earlier -> {
                    withdrawals = earlier.isDone() && earlier.value() != null ? earlier.value() : withdrawals;
                    return earlier.isDone()
                            ? quiet.begin(plan.quietHours, plan.goesOn)
                            : CompletableFuture.completedStage(earlier.map(none -> Instant.MAX));
                })
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Instant next = outcome == null ? null : outcome.value();
                            if (next != null) {
                                quietNext = next;
                                begun.complete(Outcome.done(true));
                            } else if (tries == 1 || outcome == null) {
                                begun.complete(Outcome.failed(why(outcome)));
                            } else {
                                alarm = strand.after(SECOND, () -> begin(tries - 1));
                            }
                        },
                        strand);
    }

    private static Failure why(@Nullable Outcome<Instant> outcome) {
        Failure failure = outcome == null ? null : outcome.failure();
        return failure == null
                ? new Failure.Unavailable(Failure.Origin.SERVER, "the state did not say who is passed over")
                : failure;
    }

    /** The run has begun: from now on it is held and released, and told of those who opted out since. */
    void attach(BroadcastRun started) {
        strand.execute(() -> {
            run = started;
            if (!optedOut.isEmpty() || !plan.optOuts.isEmpty() || !unreachable.isEmpty()) {
                // rows of an earlier run may have entered lanes before anybody could be asked
                started.reconsider();
            }
            sleep();
        });
    }

    void stop() {
        stopped = true;
        strand.execute(() -> {
            if (alarm != null) {
                alarm.cancel();
            }
        });
    }

    /** Why that message is not to be stored for sending, or null. */
    @Nullable
    String reason(OutgoingMessage message) {
        String known = reason(message.peer().toString());
        return known == null && plan.skip.test(message) ? Recipients.SKIPPED : known;
    }

    /** Why nothing is to be sent to that chat, or null. */
    @Nullable
    String reason(String chat) {
        if (optedOut.contains(chat) || listed.contains(chat)) {
            return Recipients.OPTED_OUT;
        }
        return plan.skipsUnreachable && unreachable.containsKey(chat) ? Recipients.KNOWN_UNREACHABLE : null;
    }

    /** Whether somebody withdrew the job since it began, from whichever process; where the state does not say, no. */
    CompletionStage<Boolean> isWithdrawn() {
        return withdrawal
                .latest()
                .thenApply(outcome -> outcome.isDone() && outcome.value() != null && outcome.value() > withdrawals);
    }

    /** A message has its end. */
    void ended(String chat, SendResult result) {
        if (plan.remembersUnreachable) {
            exclusions.learn(chat, result, unreachable.get(chat));
        }
    }

    /** Somebody holds the job: quiet hours do not release it. */
    CompletionStage<Outcome<Boolean>> leaveHeld() {
        return quiet.leaveHeld();
    }

    private void sleep() {
        if (!stopped) {
            Duration untilQuiet =
                    quietNext.equals(Instant.MAX) ? LOOK : Duration.between(timeline.instant(), quietNext);
            Duration wait = untilQuiet.compareTo(LOOK) < 0 ? untilQuiet : LOOK;
            alarm = strand.after(wait.isNegative() ? Duration.ZERO : wait, this::look);
        }
    }

    private void look() {
        BroadcastRun present = run;
        if (stopped || present == null) {
            return;
        }
        CompletionStage<Outcome<Instant>> looked = quietNext.equals(Instant.MAX)
                ? CompletableFuture.completedStage(Outcome.done(Instant.MAX))
                : quiet.look(held -> present.hold(held).thenApply(Observance::known));
        looked.whenCompleteAsync(
                (outcome, bug) -> {
                    Instant next = outcome == null ? null : outcome.value();
                    quietNext = next == null ? timeline.instant().plus(SECOND) : next;
                    lookAtLists();
                },
                strand);
    }

    private static Outcome<Boolean> known(boolean stored) {
        return stored
                ? Outcome.done(true)
                : Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "the hold was not stored"));
    }

    private void lookAtLists() {
        if (timeline.nanos() - readAgainAt < 0) {
            sleep();
            return;
        }
        Set<String> before = optedOut;
        read().whenCompleteAsync(
                        (outcome, bug) -> {
                            BroadcastRun present = run;
                            if (present != null && !before.containsAll(optedOut)) {
                                present.reconsider();
                            }
                            sleep();
                        },
                        strand);
    }

    private CompletionStage<Outcome<Boolean>> read() {
        long begin = timeline.nanos();
        return exclusions.thoseOptedOut().thenCompose(outcome -> {
            optedOut = outcome.isDone() && outcome.value() != null ? outcome.value() : optedOut;
            if (!outcome.isDone() || !(plan.skipsUnreachable || plan.remembersUnreachable)) {
                readAgainAt = begin + SHARE_OF_READING * (timeline.nanos() - begin);
                return CompletableFuture.completedStage(outcome.map(chats -> true));
            }
            return exclusions.thoseUnreachable(sessions).thenApply(closed -> {
                unreachable = closed.isDone() && closed.value() != null ? closed.value() : unreachable;
                readAgainAt = begin + SHARE_OF_READING * (timeline.nanos() - begin);
                return closed.map(chats -> true);
            });
        });
    }
}
