// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SessionState;
import dev.heliograph.spi.time.Alarm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * The end of a session: waits for the calls that it has, answers the rest, disconnects, and writes what is not written yet.
 * Runs on the strand of the session.
 */
final class Closing {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration LAST_WRITES = Duration.ofSeconds(2);

    private final SessionCore core;
    private final Mailbox mailbox;
    private final TallyMemory counts;
    private final long until;

    /** The last is how long it waits for calls at most. */
    Closing(SessionCore core, Mailbox mailbox, TallyMemory counts, Duration drain) {
        this.core = core;
        this.mailbox = mailbox;
        this.counts = counts;
        this.until = core.timeline().nanos() + drain.toNanos();
    }

    /** Begins; at the end tells how many calls it could not finish. */
    void begin(IntConsumer whenClosed) {
        Dispatcher dispatcher = core.dispatcher();
        boolean flies = dispatcher.inFlight() > 0;
        boolean idle = dispatcher.lanes().size() == 0 && !flies;
        boolean hopeless = !flies && core.state() != SessionState.READY && core.state() != SessionState.RESTING;
        if (!idle && !hopeless && core.timeline().nanos() < until) {
            core.strand().after(LOOK, () -> begin(whenClosed));
            return;
        }
        Failure closed = new Failure.Unavailable(Failure.Origin.NETWORK, "the session was closed");
        int left = dispatcher.callersInFlight() + core.intake().abandon(closed, "CLOSED");
        mailbox.close();
        core.connection().disconnect(true, () -> keep(() -> whenClosed.accept(left)));
    }

    /** Writes what is not written yet; a store that is ill must not hold up the end for long. */
    private void keep(Runnable then) {
        AtomicBoolean over = new AtomicBoolean();
        Runnable once = () -> {
            if (over.compareAndSet(false, true)) {
                then.run();
            }
        };
        Alarm patience = core.strand().after(LAST_WRITES, once);
        Runnable written = () -> {
            boolean unused = patience.cancel();
            once.run();
        };
        core.strand().execute(() -> counts.flush(() -> core.account().flush(written)));
    }
}
