// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The processes that serve a fleet: each writes a cell of its own now and then, and counts the others as alive as long as
 * theirs change. Confined to its strand.
 */
@Stable
public final class NodeList {
    private static final String PREFIX = "node/";
    private static final String LEASES = "lease/session/";
    private static final int PAGE = 1_000;
    /** After it the cell of a dead node is forgotten. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Cells cells;
    private final LeaseTerms terms;
    private final Sightings sightings;
    private final Timeline timeline;
    private final Strand strand;
    private long version;

    /** The list as this fleet's process sees it; its stages complete on the strand. */
    public NodeList(Fleet fleet, Strand strand) {
        this.cells = fleet.state().cells();
        this.terms = fleet.terms();
        this.sightings = fleet.sightings();
        this.timeline = fleet.timeline();
        this.strand = strand;
    }

    /** How often it should be looked at. */
    public Duration rhythm() {
        return terms.renewal();
    }

    /** This node's own name. */
    public String self() {
        return terms.self().node();
    }

    /**
     * Says that this node lives, and tells which do; a look at all leases besides, so that one which its holder does not renew
     * can be taken over as soon as that is safe.
     */
    public CompletionStage<Outcome<List<String>>> look() {
        Change sign = Change.write(PREFIX + self(), version, terms.self().write(), KEPT);
        return Ports.ask(() -> cells.swap(sign, timeline.instant()))
                .thenComposeAsync(
                        outcome -> {
                            if (outcome.value() == null) {
                                return CompletableFuture.completedStage(outcome.map(none -> List.<String>of()));
                            }
                            version = outcome.value().cell().version();
                            return leases("").thenComposeAsync(seen -> nodes(), strand);
                        },
                        strand);
    }

    /** Nobody need wait to see that this node is gone. */
    public CompletionStage<Boolean> leave() {
        return Ports.ask(() -> cells.swap(Change.delete(PREFIX + self(), version), timeline.instant()))
                .thenApply(Outcome::isDone);
    }

    private CompletionStage<Outcome<List<String>>> nodes() {
        return Ports.ask(() -> cells.list(PREFIX, "", PAGE, timeline.instant()))
                .thenApplyAsync(outcome -> outcome.map(this::alive), strand);
    }

    private List<String> alive(List<Cell> found) {
        List<String> names = new ArrayList<>();
        for (Cell cell : found) {
            String name = cell.key().substring(PREFIX.length());
            long since = sightings.see(cell.key(), cell.version(), timeline.nanos());
            boolean isSilent = timeline.nanos() - since >= terms.length().toNanos();
            if (name.equals(self()) || !(isSilent || isGone(cell))) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean isGone(Cell cell) {
        try {
            return terms.isGone().test(Holder.read(cell.bytes()));
        } catch (IllegalArgumentException ofAnotherVersion) {
            return false;
        }
    }

    private CompletionStage<Boolean> leases(String after) {
        return Ports.ask(() -> cells.list(LEASES, after, PAGE, timeline.instant()))
                .thenComposeAsync(
                        outcome -> {
                            List<Cell> page = outcome.value();
                            if (page == null) {
                                return CompletableFuture.completedStage(false);
                            }
                            page.forEach(cell -> sightings.see(cell.key(), cell.version(), timeline.nanos()));
                            return page.size() < PAGE
                                    ? CompletableFuture.completedStage(true)
                                    : leases(page.get(PAGE - 1).key());
                        },
                        strand);
    }
}
