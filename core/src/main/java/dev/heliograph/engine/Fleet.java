// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Peer;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.FaultLog;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What all sessions of a fleet share. */
@Stable
public final class Fleet {
    private final Timeline timeline;
    private final StateStore state;
    private final StateWatch watch;
    private final Metrics metrics;
    private final Accounts accounts;
    private final LeaseTerms terms;
    private final Unconfirmed unconfirmed;
    private final Sightings sightings = new Sightings();
    private final Promises promises;
    private volatile ObjLongConsumer<String> named = (name, id) -> {};
    private final Heartbeats heartbeats;
    private volatile @Nullable WorldMark world;

    /** Shares these among the sessions of one fleet; closes none of them. */
    public Fleet(Timeline timeline, StateStore state, Metrics metrics, LeaseTerms terms) {
        this.timeline = timeline;
        FaultLog faults = new FaultLog(StateStore.class, "the state", timeline);
        this.watch = new StateWatch(state, timeline, terms.renewal(), faults);
        this.state = new WatchedState(state, watch, faults);
        this.metrics = new GuardedMetrics(metrics);
        this.promises = new Promises(timeline.blocking());
        this.terms = terms;
        this.unconfirmed = new Unconfirmed(this.state.outbox(), this.metrics);
        this.accounts = new Accounts(this.state, timeline);
        this.heartbeats = new Heartbeats(this.state, timeline, terms);
    }

    /** Time and chance. */
    public Timeline timeline() {
        return timeline;
    }

    /** What is remembered, as long as the store is the one that was opened. */
    public StateStore state() {
        return state;
    }

    /** Has that told of every name that was looked up, with its id. On the strand of the session that did. */
    public void whenNamed(ObjLongConsumer<String> listener) {
        named = listener;
    }

    void named(Peer name, long id) {
        named.accept(name.toString(), id);
    }

    /** What is owed to callers. */
    public Promises promises() {
        return promises;
    }

    /** Whether it is; not started. */
    public StateWatch watch() {
        return watch;
    }

    /** Says to which Telegram the sessions belong; before the first of them is made. */
    public void world(WorldMark mark) {
        world = mark;
    }

    /** The lease of a session, refused where a durable store belongs to another Telegram. */
    Lease belonging(SessionName session, Strand strand, Lease lease) {
        WorldMark mark = world;
        return mark == null || !state.durable() ? lease : new WorldLease(mark, session, strand, lease);
    }

    /** What processes say of the sessions that they have. */
    public Heartbeats heartbeats() {
        return heartbeats;
    }

    Metrics metrics() {
        return metrics;
    }

    Accounts accounts() {
        return accounts;
    }

    LeaseTerms terms() {
        return terms;
    }

    Unconfirmed unconfirmed() {
        return unconfirmed;
    }

    Sightings sightings() {
        return sightings;
    }

    /** A lease of that name; where the store is this process's own, nobody else could hold it. */
    Lease lease(String name, Strand strand, Consumer<String> lost) {
        return state.shared() ? new CellLease(name, this, strand, lost) : Lease.FREE;
    }
}
