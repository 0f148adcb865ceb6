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

/** The users' own keys and values, apart from everything else. */
@Implementable
public interface Values {
    /** The value, if it is set and its time is not over. */
    CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now);

    /** Sets the value, for ever or for a time; always true. */
    CompletionStage<Outcome<Boolean>> set(String key, Bytes value, @Nullable Duration timeToLive, Instant now);

    /** Removes it; true where there was one. */
    CompletionStage<Outcome<Boolean>> delete(String key, Instant now);
}
