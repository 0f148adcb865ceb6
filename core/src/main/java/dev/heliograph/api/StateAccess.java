// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.SessionHold;
import dev.heliograph.engine.WorldMark;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.metrics.NoMetrics;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.time.SystemTimeline;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The state of a fleet for programs that are no fleet, such as commands that look after sessions. Methods block and may be
 * called from any thread.
 */
@Stable
public final class StateAccess implements AutoCloseable {
    private final StateStore store;
    private final Fleet fleet;

    private StateAccess(StateStore store, Fleet fleet) {
        this.store = store;
        this.fleet = fleet;
        fleet.watch().start();
    }

    /**
     * Opens a store.
     *
     * @param lease the length that the fleet's leases have: a shorter one would take sessions that are in use
     * @throws ConfigurationException where it cannot be opened, or the lease is not 1 s to 10 min
     */
    public static StateAccess open(Plugins.Chosen<StateStoreProvider> chosen, Duration lease, SystemTimeline time) {
        String wrong = FleetPlan.wrongLease(lease);
        if (wrong != null) {
            throw new ConfigurationException(wrong);
        }
        StateStore store = chosen.provider().open(chosen.settings(), time.context("state"));
        return new StateAccess(store, new Fleet(time, store, new NoMetrics(), Whereabouts.real(null, lease, time)));
    }

    /** The store. */
    public StateStore store() {
        return fleet.state();
    }

    /**
     * Has a session, so that no other process connects it; waits where its last owner may live still.
     *
     * @param lost told with the reason when another process may take it
     * @throws ConfigurationException where another process has it
     * @throws FailureException where the store does not answer
     */
    public CommandContext.Custody own(SessionName session, Consumer<String> lost) {
        SessionHold hold = new SessionHold(fleet, session, lost);
        Failure refused = hold.take().toCompletableFuture().join().failure();
        if (refused != null && refused.kind() != Failure.Kind.REJECTED) {
            throw new FailureException(refused);
        }
        if (refused != null) {
            throw new ConfigurationException("session " + session + ": " + refused.reason());
        }
        return new CommandContext.Custody() {
            @Override
            public void check() {
                if (!hold.isHeld().toCompletableFuture().join()) {
                    throw new ConfigurationException("session " + session + ": its lease was lost");
                }
            }

            @Override
            public void close() {
                hold.release().toCompletableFuture().join();
            }
        };
    }

    /**
     * The worlds that the store was used with, as transports call them; none where it was used with none yet.
     *
     * @throws dev.heliograph.model.FailureException where the store does not answer
     */
    public SortedSet<String> worlds() {
        return mark().worlds().toCompletableFuture().join().orThrow();
    }

    /**
     * Makes the store forget with which worlds it was used: the next fleet that connects over it says so anew. What is kept there
     * stays, and counts for the new world.
     *
     * @throws dev.heliograph.model.FailureException where the store does not answer
     */
    public void forgetWorlds() {
        Object unused = mark().forget().toCompletableFuture().join().orThrow();
    }

    private WorldMark mark() {
        return new WorldMark(fleet, new TreeMap<>());
    }

    @Override
    public void close() {
        fleet.watch().stop();
        store.close().toCompletableFuture().join();
    }
}
