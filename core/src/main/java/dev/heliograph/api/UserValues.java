// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Values;
import dev.heliograph.spi.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keys and values of the application, kept where the fleet keeps its state and apart from it. */
@Stable
public final class UserValues {
    private final Values values;
    private final Timeline timeline;

    UserValues(Values values, Timeline timeline) {
        this.values = values;
        this.timeline = timeline;
    }

    /** The text under the key, if it is set and its time is not over. */
    public CompletableFuture<Outcome<Optional<String>>> get(String key) {
        return getBytes(key)
                .thenApply(outcome ->
                        outcome.map(found -> found.map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8))));
    }

    /** The bytes under the key, if it is set and its time is not over. */
    public CompletableFuture<Outcome<Optional<Bytes>>> getBytes(String key) {
        return values.get(key, timeline.instant()).toCompletableFuture();
    }

    /** Sets a text for ever. */
    public CompletableFuture<Outcome<Boolean>> set(String key, String text) {
        return values.set(key, utf8(text), null, timeline.instant()).toCompletableFuture();
    }

    /** Sets a text for a time, which is above 0. */
    public CompletableFuture<Outcome<Boolean>> set(String key, String text, Duration timeToLive) {
        return values.set(key, utf8(text), timeToLive, timeline.instant()).toCompletableFuture();
    }

    /** Sets bytes for ever. */
    public CompletableFuture<Outcome<Boolean>> set(String key, Bytes bytes) {
        return values.set(key, bytes, null, timeline.instant()).toCompletableFuture();
    }

    /** Removes the key; true where it was set. */
    public CompletableFuture<Outcome<Boolean>> delete(String key) {
        return values.delete(key, timeline.instant()).toCompletableFuture();
    }

    private static Bytes utf8(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
