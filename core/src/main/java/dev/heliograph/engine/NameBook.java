// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.transport.EntityLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a name: asked once, remembered in memory and in state by account, since access to a peer belongs to the
 * account that looked it up. That there is nobody is remembered too, for a shorter time. Runs on the session's strand.
 */
final class NameBook {
    private static final int IN_MEMORY = 10_000;
    private static final Duration KEEP = Duration.ofDays(7);
    private static final Duration KEEP_NOBODY = Duration.ofMinutes(10);

    private final SessionCore core;
    private final Map<Peer, Remembered> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Peer, Remembered> eldest) {
            return size() > IN_MEMORY;
        }
    };
    private final Map<Peer, List<Consumer<Outcome<Entity>>>> asked = new HashMap<>();

    NameBook(SessionCore core) {
        this.core = core;
    }

    /** What is known without asking anybody, or null. */
    @Nullable
    Outcome<Entity> known(Peer peer) {
        Remembered remembered = known.get(peer);
        if (remembered == null || remembered.until < core.timeline().nanos()) {
            return null;
        }
        return remembered.outcome;
    }

    /** Finds out; calls back on the strand, at once where it is known. */
    void find(Peer peer, Consumer<Outcome<Entity>> then) {
        Outcome<Entity> remembered = known(peer);
        if (remembered != null) {
            then.accept(remembered);
            return;
        }
        List<Consumer<Outcome<Entity>>> others = asked.get(peer);
        if (others != null) {
            others.add(then);
            return;
        }
        asked.put(peer, new ArrayList<>(List.of(then)));
        core.cells()
                .read(key(peer), core.timeline().instant())
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Cell cell = outcome == null ? null : outcome.value();
                            EntityCodec.Known stored =
                                    cell == null || !cell.isPresent() ? null : EntityCodec.read(cell.bytes());
                            if (stored == null) {
                                ask(peer, cell == null ? 0 : cell.version());
                            } else {
                                answer(
                                        peer,
                                        stored.entity() == null
                                                ? nobody(stored.reason())
                                                : Outcome.done(stored.entity()));
                            }
                        },
                        core.strand());
    }

    private void ask(Peer peer, long version) {
        core.intake()
                .enter(
                        peer,
                        new LinkCall<Entity>(
                                core,
                                Domain.RESOLVE,
                                (link, present) -> link.facet(EntityLookup.class)
                                        .map(lookup -> lookup.lookUp(present))
                                        .orElseGet(() -> CompletableFuture.completedStage(
                                                Outcome.failed(new Failure.Unsupported("look-ups of names")))),
                                ending -> {
                                    store(peer, version, ending.outcome());
                                    answer(peer, ending.outcome());
                                }));
    }

    private void store(Peer peer, long version, Outcome<Entity> outcome) {
        Entity entity = outcome.value();
        Bytes bytes = null;
        if (entity != null) {
            bytes = EntityCodec.write(entity);
        } else if (isNobody(outcome.failure())) {
            bytes = EntityCodec.nobody(
                    outcome.failure() == null ? "" : outcome.failure().reason());
        }
        if (bytes != null) {
            Change change = Change.write(key(peer), version, bytes, entity == null ? KEEP_NOBODY : KEEP);
            // a lost write costs one more look-up later; it must not hold up the answer
            core.cells().swap(change, core.timeline().instant());
        }
    }

    private void answer(Peer peer, Outcome<Entity> outcome) {
        if (outcome.isDone() || isNobody(outcome.failure())) {
            Duration keep = outcome.isDone() ? KEEP : KEEP_NOBODY;
            known.put(peer, new Remembered(outcome, core.timeline().nanos() + keep.toNanos()));
        }
        List<Consumer<Outcome<Entity>>> waiting = asked.remove(peer);
        if (waiting != null) {
            waiting.forEach(then -> then.accept(outcome));
        }
    }

    private String key(Peer peer) {
        return "entity/" + core.accountKey() + "/" + peer;
    }

    private static boolean isNobody(@Nullable Failure failure) {
        return failure instanceof Failure.Rejected rejected && rejected.status() == SendStatus.NOT_FOUND;
    }

    private static Outcome<Entity> nobody(String reason) {
        return Outcome.failed(new Failure.Rejected(SendStatus.NOT_FOUND, 400, reason));
    }

    private record Remembered(Outcome<Entity> outcome, long until) {}
}
