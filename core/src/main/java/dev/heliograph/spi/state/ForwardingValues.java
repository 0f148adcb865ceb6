// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The values of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingValues implements Values {
    private final Values target;

    /** Hands every call to the target. */
    protected ForwardingValues(Values target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
        return target.get(key, now);
    }

    @Override
    public CompletionStage<Outcome<Boolean>> set(String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        return target.set(key, value, timeToLive, now);
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
        return target.delete(key, now);
    }
}
