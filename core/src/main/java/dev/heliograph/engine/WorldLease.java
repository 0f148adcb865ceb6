// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.time.Strand;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lease of a session that is refused where the store belongs to another Telegram than the session. Confined to its strand. */
final class WorldLease implements Lease {
    private final WorldMark world;
    private final SessionName session;
    private final Strand strand;
    private final Lease lease;
    /** Counts the releases: what was asked for before one is wanted no more. */
    private long releases;

    WorldLease(WorldMark world, SessionName session, Strand strand, Lease lease) {
        this.world = world;
        this.session = session;
        this.strand = strand;
        this.lease = lease;
    }

    @Override
    public void take(Consumer<@Nullable Failure> then) {
        long asked = releases;
        world.claim(session)
                .whenCompleteAsync(
                        (belongs, bug) -> {
                            Failure other = belongs == null ? null : belongs.failure();
                            if (asked != releases) {
                                then.accept(
                                        new Failure.Unavailable(Failure.Origin.NETWORK, "the lease is wanted no more"));
                            } else if (other != null && other.kind() == Failure.Kind.REJECTED) {
                                then.accept(other);
                            } else {
                                // a store that does not answer refuses the lease itself
                                lease.take(then);
                            }
                        },
                        strand);
    }

    @Override
    public boolean isHeld() {
        return lease.isHeld();
    }

    @Override
    public void release(Runnable then) {
        releases++;
        lease.release(then);
    }
}
