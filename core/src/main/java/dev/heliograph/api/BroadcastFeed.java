// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Drafts;
import dev.heliograph.engine.Guarded;
import dev.heliograph.engine.OutboxPump;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the audience of a broadcast part by part. The audience is the user's code: it is read on a strand of its own, where
 * it may block. All else runs on the strand of the pump.
 */
final class BroadcastFeed {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastFeed.class);
    private static final int BATCH = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What becomes of the feeding; called on the strand of the pump. */
    interface Listener {
        /** So many messages more are stored. */
        void stored(long fresh);

        /** Somebody withdrew the job while it is being stored. */
        void withdrawn();

        /** There is nothing more to store: the audience is at its end, or broke, or nobody wants the rest. */
        void ended(boolean complete, @Nullable Throwable broken);
    }

    private final Broadcast.Builder plan;
    private final Stream<OutgoingMessage> audience;
    private final OutboxPump pump;
    private final Strand feeder;
    private final Observance observance;
    private final Listener listener;
    /** Whether messages for later stay in the outbox until their time, since Telegram would not keep them. */
    private final boolean keepsSchedules;

    private @Nullable Iterator<OutgoingMessage> messages;
    private long line;
    private Duration pause = FIRST_PAUSE;
    private boolean storing;
    private boolean over;
    /** Read by the feeder: whether anybody wants more. */
    private volatile boolean wanted = true;

    BroadcastFeed(
            Broadcast.Builder plan,
            Stream<OutgoingMessage> audience,
            OutboxPump pump,
            Observance observance,
            Listener listener) {
        this.plan = plan;
        this.audience = audience;
        this.pump = pump;
        this.observance = observance;
        this.listener = listener;
        this.keepsSchedules = plan.keepsSchedules();
        this.feeder = plan.heliograph.timeline().blockingStrand("broadcast/" + plan.job);
    }

    void start() {
        feeder.execute(this::read);
    }

    /** Nobody wants the rest; what is being stored is stored. A read that blocks is not waited for. */
    void stop() {
        wanted = false;
        if (!storing) {
            end(false, null);
        }
    }

    private void read() {
        List<OutboxDraft> drafts = new ArrayList<>(BATCH);
        Throwable broken = Guarded.run(() -> {
            Iterator<OutgoingMessage> rest = messages == null ? audience.iterator() : messages;
            messages = rest;
            while (drafts.size() < BATCH && wanted && rest.hasNext()) {
                drafts.add(draft(rest.next()));
            }
        });
        pump.strand().execute(() -> handOver(drafts, broken));
    }

    /** What was read before an audience broke is stored all the same: the job resumes behind it. */
    private void handOver(List<OutboxDraft> drafts, @Nullable Throwable broken) {
        if (over) {
            return;
        }
        if (!wanted || drafts.isEmpty()) {
            end(wanted && broken == null, broken);
        } else {
            store(drafts, broken);
        }
    }

    private void store(List<OutboxDraft> drafts, @Nullable Throwable broken) {
        storing = true;
        pump.append(drafts).whenCompleteAsync((outcome, bug) -> stored(drafts, broken, outcome), pump.strand());
    }

    private void stored(
            List<OutboxDraft> drafts, @Nullable Throwable broken, @Nullable Outcome<List<Appended>> outcome) {
        storing = false;
        if (over) {
            return;
        }
        List<Appended> rows = outcome == null ? null : outcome.value();
        if (rows != null) {
            pause = FIRST_PAUSE;
            listener.stored(rows.stream().filter(Appended::fresh).count());
        }
        if (!wanted || (rows != null && broken != null)) {
            end(false, broken);
        } else if (rows == null) {
            pump.strand().after(pause, () -> handOver(drafts, broken));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        } else {
            observance
                    .isWithdrawn()
                    .whenCompleteAsync((withdrawn, bug) -> goOn(Boolean.TRUE.equals(withdrawn)), pump.strand());
        }
    }

    /** Whoever withdraws a job from beside cannot withdraw what is not stored yet. */
    private void goOn(boolean withdrawn) {
        if (over) {
            return;
        }
        if (withdrawn) {
            listener.withdrawn();
        }
        if (wanted) {
            feeder.execute(this::read);
        }
    }

    private void end(boolean complete, @Nullable Throwable broken) {
        if (over) {
            return;
        }
        over = true;
        // behind a read that may still be under way: a stream is not for two threads
        feeder.execute(this::close);
        listener.ended(complete, broken);
    }

    private void close() {
        close(audience, plan.job);
    }

    /** Closes an audience; code of the user, which may throw. */
    static void close(Stream<OutgoingMessage> audience, String job) {
        Throwable thrown = Guarded.run(audience::close);
        if (thrown != null) {
            Guarded.log(LOG, thrown).addKeyValue("job", job).log("the audience could not be closed");
        }
    }

    private OutboxDraft draft(OutgoingMessage message) {
        line++;
        OutgoingMessage.Builder copy = message.toBuilder().trafficClass(plan.trafficClass);
        if (plan.whenUnsure != null) {
            copy.whenUnsure(plan.whenUnsure);
        }
        String key = plan.job + "/" + (message.key() == null ? "#" + line : message.key());
        Instant now = plan.heliograph.timeline().instant();
        String reason = observance.reason(message);
        if (reason != null) {
            return Drafts.passedOver(message, reason, key, plan.job, line, now);
        }
        return keepsSchedules
                ? Drafts.scheduled(copy.build(), key, plan.job, line, now)
                : Drafts.of(copy.build(), key, plan.job, line, now);
    }
}
