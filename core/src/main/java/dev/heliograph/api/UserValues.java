// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.Promises;
import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Values;
import dev.heliograph.spi.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keys and values of the application, kept where the fleet keeps its state and apart from it. */
@Stable
public final class UserValues {
    private final Values values;
    private final Timeline timeline;
    private final Promises promises;

    UserValues(Fleet fleet) {
        this.values = fleet.state().values();
        this.timeline = fleet.timeline();
        this.promises = fleet.promises();
    }

    /** The text under the key, if it is set and its time is not over. */
    public CompletableFuture<Outcome<Optional<String>>> get(String key) {
        return getBytes(key)
                .thenApply(outcome ->
                        outcome.map(found -> found.map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8))));
    }

    /** The bytes under the key, if it is set and its time is not over. */
    public CompletableFuture<Outcome<Optional<Bytes>>> getBytes(String key) {
        return told(values.get(key, timeline.instant()));
    }

    /** Sets a text for ever. */
    public CompletableFuture<Outcome<Boolean>> set(String key, String text) {
        return told(values.set(key, utf8(text), null, timeline.instant()));
    }

    /** Sets a text for a time, which is above 0. */
    public CompletableFuture<Outcome<Boolean>> set(String key, String text, Duration timeToLive) {
        return told(values.set(key, utf8(text), timeToLive, timeline.instant()));
    }

    /** Sets bytes for ever. */
    public CompletableFuture<Outcome<Boolean>> set(String key, Bytes bytes) {
        return told(values.set(key, bytes, null, timeline.instant()));
    }

    /** Removes the key; true where it was set. */
    public CompletableFuture<Outcome<Boolean>> delete(String key) {
        return told(values.delete(key, timeline.instant()));
    }

    /** The answer of the store as it comes, or a failure where the fleet ends before. */
    private <T> CompletableFuture<Outcome<T>> told(CompletionStage<Outcome<T>> stage) {
        CompletableFuture<Outcome<T>> answer = stage.toCompletableFuture();
        return answer.isDone() ? answer : promises.told(answer);
    }

    private static Bytes utf8(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
