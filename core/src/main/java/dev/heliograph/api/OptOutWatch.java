// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.OutboxPump;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who opted out from the broadcasts of other processes, whose rows this one moves: nobody else here knows of
 * them. Works on a strand of its own.
 */
final class OptOutWatch {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(60);
    /** Reading long lists must stay a small part of what the store does. */
    private static final int SHARE_OF_READING = 20;

    private final Exclusions exclusions;
    private final Timeline timeline;
    private final Strand strand;
    private final List<OutboxPump> pumps = new ArrayList<>();
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private volatile Set<String> optedOut = Set.of();
    private volatile boolean stopped;
    private boolean started;

    OptOutWatch(Fleet fleet) {
        this.exclusions = new Exclusions(fleet);
        this.timeline = fleet.timeline();
        this.strand = timeline.strand("opted-out");
    }

    /** Has that pump ask here; completes once it is known who opted out, however long the state needs to say so. */
    CompletionStage<Void> guard(OutboxPump pump) {
        pump.guard(this::reason);
        strand.execute(() -> {
            pumps.add(pump);
            if (!started) {
                started = true;
                look();
            }
        });
        return known;
    }

    void stop() {
        stopped = true;
    }

    private @Nullable String reason(String chat) {
        return optedOut.contains(chat) ? Recipients.OPTED_OUT : null;
    }

    private void look() {
        if (stopped) {
            return;
        }
        long begin = timeline.nanos();
        exclusions
                .thoseOptedOut()
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Set<String> found = outcome == null ? null : outcome.value();
                            if (found == null) {
                                strand.after(SECOND, this::look);
                                return;
                            }
                            take(found);
                            Duration rest =
                                    Duration.ofNanos(timeline.nanos() - begin).multipliedBy(SHARE_OF_READING);
                            strand.after(rest.compareTo(LOOK) < 0 ? LOOK : rest, this::look);
                        },
                        strand);
    }

    private void take(Set<String> found) {
        boolean more = !optedOut.containsAll(found);
        optedOut = found;
        known.complete(null);
        if (more) {
            pumps.forEach(OutboxPump::reconsider);
        }
    }
}
