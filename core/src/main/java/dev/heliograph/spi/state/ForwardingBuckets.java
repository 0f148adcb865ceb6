// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The buckets of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingBuckets implements Buckets {
    private final Buckets target;

    /** Hands every call to the target. */
    protected ForwardingBuckets(Buckets target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
        return target.take(takes, now);
    }
}
