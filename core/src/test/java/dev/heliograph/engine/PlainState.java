// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.state.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Cells in a map; signals are lost, and there is no other port: a session asks for nothing else. */
final class PlainState implements StateStore, Cells {
    final SortedMap<String, Cell> cells = new TreeMap<>();
    /** The keys that were read, in order. */
    final List<String> reads = new ArrayList<>();

    boolean broken;
    /** What is written is kept, but nobody learns that it was. */
    boolean silent;

    boolean shared;
    /** Why it is not the store that was opened, if it can tell. */
    Optional<String> replaced = Optional.empty();

    boolean durable;
    /** Another process, which is faster than the next write; it comes once. */
    Runnable faster = () -> {};

    private long versions;

    @Override
    public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
        reads.add(key);
        if (broken) {
            return CompletableFuture.completedStage(down());
        }
        return CompletableFuture.completedStage(Outcome.done(present(key, now)));
    }

    @Override
    public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
        Runnable other = faster;
        faster = () -> {};
        other.run();
        if (broken) {
            return CompletableFuture.completedStage(down());
        }
        Cell before = present(change.key(), now);
        if (before.version() != change.expected()) {
            return CompletableFuture.completedStage(Outcome.done(new Swap(false, before)));
        }
        Bytes bytes = change.bytes();
        Cell after = bytes == null
                ? Cell.absent(change.key())
                : new Cell(
                        change.key(),
                        bytes,
                        ++versions,
                        change.timeToLive() == null ? null : now.plus(change.timeToLive()));
        cells.put(change.key(), after);
        return CompletableFuture.completedStage(silent ? down() : Outcome.done(new Swap(true, after)));
    }

    @Override
    public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
        return CompletableFuture.completedStage(Outcome.done(cells.tailMap(prefix).values().stream()
                .filter(cell -> cell.key().startsWith(prefix) && cell.key().compareTo(after) > 0)
                .map(cell -> present(cell.key(), now))
                .filter(Cell::isPresent)
                .limit(limit)
                .toList()));
    }

    private Cell present(String key, Instant now) {
        Cell cell = cells.getOrDefault(key, Cell.absent(key));
        return cell.isOver(now) ? Cell.absent(key) : cell;
    }

    private static <T> Outcome<T> down() {
        return Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "the store is down"));
    }

    @Override
    public boolean durable() {
        return durable;
    }

    @Override
    public boolean shared() {
        return shared;
    }

    @Override
    public Optional<String> replaced() {
        return replaced;
    }

    @Override
    public Cells cells() {
        return this;
    }

    @Override
    public Buckets buckets() {
        throw new UnsupportedOperationException("a session shares no buckets");
    }

    @Override
    public Outbox outbox() {
        // a fleet is made with one, which no session asks anything
        return new ForwardingOutbox(null) {};
    }

    @Override
    public Signals signals() {
        return new Signals() {
            @Override
            public void publish(String topic, String text) {}

            @Override
            public Subscription listen(String topic, Consumer<String> listener) {
                return () -> {};
            }
        };
    }

    @Override
    public Values values() {
        throw new UnsupportedOperationException("values are the users'");
    }

    @Override
    public SessionVault vault() {
        throw new UnsupportedOperationException("the engine seals nothing");
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedStage(null);
    }
}
