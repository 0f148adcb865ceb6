// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Limits that several takers share. A store grants exactly what {@link Bucket} grants. */
@Implementable
public interface Buckets {
    /**
     * Takes one permit of every limit, or of none, in one atomic step; a refusal changes nothing. A bucket that was kept
     * under another limit is put under the one given. A permit counts from {@code now}.
     *
     * @param takes limits to take from; the same one twice takes two permits
     * @return granted {@code now}, or refused until the latest of the limits' earliest times
     */
    CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now);

    /**
     * One limit to take from.
     *
     * @param key names the bucket
     * @param limit how fast it refills
     */
    @Stable
    record Take(String key, Limit limit) {}
}
