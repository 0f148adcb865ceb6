// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Limit;

/**
 * The server's own count against one limit. Written apart from the client's arithmetic on purpose: it is what judges it.
 */
sealed interface Meter {
    /** Nanoseconds until one more is let through; 0 for now. */
    long waitNanos(long now);

    /** Counts one. */
    void take(long now);

    static Meter of(Limit limit) {
        return switch (limit.kind()) {
            case RATE -> new Tokens((Limit.Rate) limit);
            case WINDOW -> new Sliding((Limit.Window) limit);
        };
    }

    /** A bucket of tokens that refills steadily. */
    final class Tokens implements Meter {
        private final long nanosPerToken;
        private final long capacity;
        private long tokens;
        private long countedAt;
        private boolean used;

        private Tokens(Limit.Rate rate) {
            this.nanosPerToken = rate.intervalNanos();
            this.capacity = rate.burst();
        }

        @Override
        public long waitNanos(long now) {
            refill(now);
            return tokens > 0 ? 0 : countedAt + nanosPerToken - now;
        }

        @Override
        public void take(long now) {
            refill(now);
            tokens = Math.max(0, tokens - 1);
        }

        private void refill(long now) {
            long gained = used ? (now - countedAt) / nanosPerToken : capacity;
            if (!used || tokens + gained >= capacity) {
                tokens = capacity;
                countedAt = now;
            } else {
                tokens += gained;
                countedAt += gained * nanosPerToken;
            }
            used = true;
        }
    }

    /** The times of the latest ones, in a ring: never more than so many in any span. */
    final class Sliding implements Meter {
        private final long[] times;
        private final long span;
        private long taken;

        private Sliding(Limit.Window window) {
            this.times = new long[window.count()];
            this.span = window.span().toNanos();
        }

        @Override
        public long waitNanos(long now) {
            // the slot that comes next holds the oldest of the last "count" ones
            return taken < times.length ? 0 : Math.max(0, times[slot()] + span - now);
        }

        @Override
        public void take(long now) {
            times[slot()] = now;
            taken++;
        }

        private int slot() {
            return (int) (taken % times.length);
        }
    }
}
