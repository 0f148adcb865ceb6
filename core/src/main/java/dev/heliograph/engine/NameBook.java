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
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Peer, Remembered> known = new LatestOnly<>(IN_MEMORY);
    private final Map<Peer, List<Consumer<Ending<Entity>>>> asked = new HashMap<>();

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

    /** Finds out, once the session is signed in; calls back on the strand, at once where it is known. */
    void find(Peer peer, Consumer<Ending<Entity>> then) {
        if (core.connection().self() == null) {
            // what is remembered is remembered by account
            core.connection().await(outcome -> {
                if (outcome.isDone()) {
                    find(peer, then);
                } else {
                    String gone = core.intake().gone();
                    then.accept(new Ending<>(
                            outcome.map(Entity.class::cast), gone == null ? "NOT_CONNECTED" : gone, null, peer));
                }
            });
            return;
        }
        Outcome<Entity> remembered = known(peer);
        if (remembered != null) {
            then.accept(ending(peer, remembered));
            return;
        }
        List<Consumer<Ending<Entity>>> others = asked.get(peer);
        if (others != null) {
            others.add(then);
            return;
        }
        asked.put(peer, new ArrayList<>(List.of(then)));
        Ports.ask(() -> core.cells().read(key(peer), core.timeline().instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Cell cell = outcome == null ? null : outcome.value();
                            EntityCodec.Known stored =
                                    cell == null || !cell.isPresent() ? null : EntityCodec.read(cell.bytes());
                            if (stored == null) {
                                ask(peer, cell == null ? 0 : cell.version());
                            } else {
                                answer(ending(
                                        peer,
                                        stored.entity() == null
                                                ? nobody(stored.reason())
                                                : Outcome.done(stored.entity())));
                            }
                        },
                        core.strand());
    }

    private void ask(Peer peer, long version) {
        core.intake().enter(peer, LinkCall.lookUp(core, ending -> {
            store(peer, version, ending.outcome());
            answer(ending);
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
        if (entity != null) {
            core.named(peer, entity.id());
        }
    }

    private void answer(Ending<Entity> ending) {
        Outcome<Entity> outcome = ending.outcome();
        if (outcome.isDone() || isNobody(outcome.failure())) {
            Duration keep = outcome.isDone() ? KEEP : KEEP_NOBODY;
            known.put(ending.peer(), new Remembered(outcome, core.timeline().nanos() + keep.toNanos()));
        }
        List<Consumer<Ending<Entity>>> waiting = asked.remove(ending.peer());
        if (waiting != null) {
            waiting.forEach(then -> then.accept(ending));
        }
    }

    private static Ending<Entity> ending(Peer peer, Outcome<Entity> outcome) {
        return new Ending<>(outcome, null, null, peer);
    }

    private String key(Peer peer) {
        SelfInfo self = core.connection().self();
        return Names.key(self == null ? "unknown" : self.account().toString(), peer);
    }

    private static boolean isNobody(@Nullable Failure failure) {
        return failure instanceof Failure.Rejected rejected && rejected.status() == SendStatus.NOT_FOUND;
    }

    private static Outcome<Entity> nobody(String reason) {
        return Outcome.failed(new Failure.Rejected(SendStatus.NOT_FOUND, 400, reason));
    }

    private record Remembered(Outcome<Entity> outcome, long until) {}
}
