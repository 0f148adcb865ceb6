// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.JobSummary;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A broadcast that somebody named. Each call refuses a name that the state does not know. */
final class NamedJob {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Heliograph heliograph;
    private final String name;
    private final boolean durable;

    NamedJob(Heliograph heliograph, String name, boolean durable) {
        this.heliograph = heliograph;
        this.name = name;
        this.durable = durable;
    }

    JobSummary summary() {
        return known(heliograph.jobs().find(name).join().orThrow().orElse(null));
    }

    /** Holds or releases it; true where that is a change. */
    boolean hold(boolean held) {
        return known((held ? heliograph.jobs().pause(name) : heliograph.jobs().resume(name))
                .join()
                .orThrow()
                .orElse(null));
    }

    List<RecipientResult> results(long afterLine, int limit) {
        return known(heliograph
                .jobs()
                .results(name, afterLine, limit)
                .join()
                .orThrow()
                .orElse(null));
    }

    /**
     * Withdraws what waits, again and again: whoever sends the job gives back what it has claimed when it hears of the hold.
     * The hold is released once nothing waits, or a later run of the job would begin with a pause that nobody asked for; what
     * is in flight is waited for.
     *
     * @return how many were withdrawn
     */
    long withdraw(Duration patience) {
        Strand strand = heliograph.timeline().strand("withdraw");
        long until = heliograph.timeline().nanos() + patience.toNanos();
        long withdrawn = 0;
        while (true) {
            withdrawn += known(heliograph.jobs().cancel(name).join().orThrow().orElse(null));
            OutboxCounts counts = summary().counts();
            if (counts.open() == 0 || heliograph.timeline().nanos() - until >= 0) {
                // what still waits must not go out behind the back of whoever withdrew it
                if (counts.queued() + counts.claimed() == 0) {
                    Object unused = hold(false);
                }
                return withdrawn;
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            Object unused = strand.after(LOOK, () -> later.complete(null));
            later.join();
        }
    }

    private <T> T known(@Nullable T found) {
        if (found != null) {
            return found;
        }
        List<String> names = heliograph.jobs().list().join().orThrow().stream()
                .map(JobSummary::job)
                .toList();
        String instead = names.isEmpty() ? "there are no jobs" : "expected one of " + String.join(", ", names);
        throw new ConfigurationException("job '" + name + "': there is none of that name; "
                + (durable ? instead : "memory: keeps no jobs between processes"));
    }
}
