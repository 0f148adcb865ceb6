// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose the public names are, as far as it was asked lately. To ask is dear: a few hundred look-ups may close the method to a
 * user for a day, those of names that nobody has no less than others.
 */
final class Names {
    private static final int MOST = 10_000;
    /** Names move seldom, and one that has moved is forgotten at the first refusal. */
    private static final Duration KNOWN = Duration.ofHours(6);
    /** Short: somebody who types a name wrong corrects it, somebody who waits for one looks again. */
    private static final Duration NOBODY = Duration.ofMinutes(5);

    private record Known(Outcome<Long> chat, long until) {}

    private final LongSupplier nanos;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    Names(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whose it is, or that it is nobody's; null where that is not known. */
    @Nullable
    Outcome<Long> find(String name) {
        Known found = known.get(name);
        if (found == null) {
            return null;
        }
        if (found.until() - nanos.getAsLong() <= 0) {
            known.remove(name);
            return null;
        }
        return found.chat();
    }

    /** Keeps an answer where it says whose it is or that it is nobody's. */
    void learn(String name, Outcome<Long> chat) {
        Failure failure = chat.failure();
        if (failure == null || Failures.isNotFound(failure)) {
            Duration keep = failure == null ? KNOWN : NOBODY;
            known.put(name, new Known(chat, nanos.getAsLong() + keep.toNanos()));
        }
    }

    /** What was known of it turned out wrong. */
    void forget(String name) {
        known.remove(name);
    }
}
