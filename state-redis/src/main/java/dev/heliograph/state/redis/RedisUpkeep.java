// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Inspection;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks after what is stored while others use it: in portions, so that they get their turn. */
final class RedisUpkeep implements Upkeep {
    private final StateStore store;
    private final Wire wire;
    private final String prefix;
    private final RedisCells cells;
    private final RedisValues values;
    private final RedisVault vault;
    private final Executor blocking;
    /** The names that an export goes through, from its first page to its last. */
    private volatile @Nullable Keyspace exported;

    RedisUpkeep(
            StateStore store,
            Wire wire,
            String prefix,
            RedisCells cells,
            RedisValues values,
            RedisVault vault,
            Executor blocking) {
        this.store = store;
        this.wire = wire;
        this.prefix = prefix;
        this.cells = cells;
        this.values = values;
        this.vault = vault;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Outcome<Inspection>> inspect(Instant now) {
        return inPortions(() -> new Audit(store, wire, prefix, Keyspace.read(wire.line(), prefix), now).inspection());
    }

    @Override
    public CompletionStage<Outcome<Long>> compact(Duration retention, Instant now) {
        return inPortions(() -> {
            long forgotten = 0;
            for (String queue : Keyspace.read(wire.line(), prefix).queueNames()) {
                forgotten += Refusal.orRefuse(store.outbox().compact(Names.unescaped(queue), retention, now));
            }
            Refusal.orRefuse(cells.forget(now));
            return forgotten;
        });
    }

    @Override
    public CompletionStage<Outcome<RecordPage>> export(String cursor, int limit, Instant now) {
        Export.Place place = Export.Place.read(cursor);
        if (place == null) {
            return CompletableFuture.completedFuture(Outcome.failed(
                    new Failure.Unavailable(Failure.Origin.SERVER, "'" + cursor + "' is no cursor of this store")));
        }
        return inPortions(() -> {
            Keyspace known = exported;
            if (known == null || cursor.isEmpty()) {
                known = Keyspace.read(wire.line(), prefix);
            }
            RecordPage page =
                    new Export(known, wire, prefix, cells, values, vault, now).page(place, Math.max(1, limit));
            exported = page.next().isEmpty() ? null : known;
            return page;
        });
    }

    @Override
    public CompletionStage<Outcome<Long>> restore(List<StateRecord> records, Instant now) {
        List<StateRecord> kept = List.copyOf(records);
        return inPortions(() -> new Restoring(wire, prefix, cells, values, vault, now).all(kept));
    }

    private <T> CompletionStage<Outcome<T>> inPortions(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Outcome.done(work.get());
                    } catch (Refusal refused) {
                        return Outcome.failed(refused.failure());
                    }
                },
                blocking);
    }
}
