// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Buckets.Take;
import dev.heliograph.spi.state.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The permits of an account that several processes use at the same time. Here a permit counts from the moment it is given,
 * and not from the answer as within one process: what lies between the two differs from message to message. So a part of
 * each limit is left to Telegram's own count.
 */
final class SharedPace {
    private static final double PART_OF_RATE = 0.99;
    private static final double PART_OF_BURST = 0.75;
    private static final Duration MORE_SPAN = Duration.ofSeconds(1);

    private final Buckets buckets;
    private final String prefix;

    SharedPace(Buckets buckets, AccountId account) {
        this.buckets = buckets;
        this.prefix = "pace/" + account + "/";
    }

    /**
     * One permit of every limit that a call to that chat falls under, or none and when to ask again.
     *
     * @param limits as configured, which all processes agree upon
     * @param learned as far as this process knows that they are granted
     */
    CompletionStage<Outcome<Grant>> take(Domain domain, Peer peer, Limits limits, Limits learned, Instant now) {
        List<Take> takes = new ArrayList<>();
        switch (domain) {
            case PRIVATE -> {
                add(takes, "session", limits.session(), learned.session());
                add(takes, "chat/" + peer, limits.chat(), learned.chat());
            }
            case GROUP -> {
                add(takes, "session", limits.session(), learned.session());
                add(takes, "groups", limits.groups(), learned.groups());
                add(takes, "chat/" + peer, limits.group(), learned.group());
            }
            case EDIT -> {
                add(takes, "session", limits.session(), learned.session());
                add(takes, "edit/" + peer, limits.edit(), learned.edit());
            }
            case RESOLVE -> add(takes, "resolve", limits.resolve(), learned.resolve());
            case HISTORY -> add(takes, "history", limits.history(), learned.history());
        }
        return Ports.ask(() -> buckets.take(takes, now));
    }

    private void add(List<Take> takes, String name, List<Limit> limits, List<Limit> learned) {
        for (int i = 0; i < limits.size(); i++) {
            add(takes, name + "/" + i, limits.get(i), learned.get(i));
        }
    }

    /**
     * What is learned has a bucket of its own. Processes hear of it one after the other: one bucket under two limits in turns would
     * lose a part of a permit each time.
     */
    private void add(List<Take> takes, String name, Limit limit, Limit learned) {
        takes.add(new Take(prefix + name, lessThan(limit)));
        if (!learned.equals(limit)) {
            takes.add(new Take(prefix + name + "/" + learned.toString().replace(' ', '-'), lessThan(learned)));
        }
    }

    /** What is asked for, so that messages which overtake each other on their way stay within what was published. */
    static Limit lessThan(Limit limit) {
        return switch (limit.kind()) {
            case RATE -> {
                Limit.Rate rate = (Limit.Rate) limit;
                int burst = Math.max(1, (int) (rate.burst() * PART_OF_BURST));
                yield Limit.rate(rate.perSecond() * PART_OF_RATE, burst);
            }
            case WINDOW -> {
                Limit.Window window = (Limit.Window) limit;
                yield Limit.window(window.count(), window.span().plus(MORE_SPAN));
            }
        };
    }
}
