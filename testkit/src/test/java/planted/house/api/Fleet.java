// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.api;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import planted.house.engine.Dispatcher;
import planted.house.model.Stable;
import planted.house.time.RealTimeline;

/** Clean: all that the public API may use, with a logger and nullness marks. */
@Stable
public final class Fleet {
    private final Logger log = LoggerFactory.getLogger(Fleet.class);

    @Nullable
    Dispatcher dispatcher;

    @Nullable
    RealTimeline timeline;
}
