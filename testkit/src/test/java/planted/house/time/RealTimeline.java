// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.time;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import planted.house.model.Stable;
import planted.house.spi.time.Timeline;

/** Clean: the one place that may do all of this. */
@Stable
public final class RealTimeline implements Timeline {
    @Override
    public long now() {
        Executors.newSingleThreadExecutor().shutdown();
        CompletableFuture.runAsync(() -> {}).orTimeout(1, TimeUnit.SECONDS);
        new Thread(() -> {}).start();
        return System.nanoTime()
                + ThreadLocalRandom.current().nextInt()
                + UUID.randomUUID().hashCode();
    }
}
