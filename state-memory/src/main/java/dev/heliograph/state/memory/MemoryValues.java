// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users' keys and values in a map of their own. */
final class MemoryValues implements Values {
    private final Map<String, Kept> values = new HashMap<>();
    private final Broom broom = new Broom();

    @Override
    public synchronized CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
        Kept kept = values.get(key);
        return Answer.of(kept == null || kept.isOver(now) ? Optional.empty() : Optional.of(kept.value()));
    }

    @Override
    public synchronized CompletionStage<Outcome<Boolean>> set(
            String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        values.put(key, new Kept(value, timeToLive == null ? null : now.plus(timeToLive)));
        if (broom.isDue(values.size())) {
            values.values().removeIf(kept -> kept.isOver(now));
            broom.swept(values.size());
        }
        return Answer.of(true);
    }

    @Override
    public synchronized CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
        Kept kept = values.remove(key);
        return Answer.of(kept != null && !kept.isOver(now));
    }

    private record Kept(Bytes value, @Nullable Instant expires) {
        boolean isOver(Instant now) {
            return expires != null && !now.isBefore(expires);
        }
    }
}
