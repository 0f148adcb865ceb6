// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Drafts;
import dev.heliograph.engine.NotedPools;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were enqueued to pools. That a pool has some is noted in a durable state, so that a later process that has a
 * session of the pool connected, or serves, goes on with them. May be used from any thread.
 */
final class PooledQueues {
    private final Heliograph heliograph;
    private final NotedPools notes;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    PooledQueues(Heliograph heliograph) {
        this.heliograph = heliograph;
        this.notes = new NotedPools(heliograph.fleet());
    }

    /** Stores a message in the queue of that pool. */
    CompletableFuture<Outcome<Enqueued>> enqueue(ClientPool pool, OutgoingMessage message) {
        Queues queues = heliograph.queues();
        if (queues.areDurable() && noted.add(pool.name())) {
            notes.note(pool.name(), pool.strategy().name()).thenAccept(outcome -> {
                if (!outcome.isDone()) {
                    noted.remove(pool.name());
                }
            });
        }
        keep(pool);
        String given = message.key();
        String key = given == null ? heliograph.clients().get(0).core().newKey() : given;
        Instant now = heliograph.timeline().instant();
        boolean isOursToKeep = message.schedule() != null && queues.areDurable() && !pool.schedules();
        return queues.enqueue(
                pool.queue(),
                pool::chooseCore,
                isOursToKeep ? Drafts.scheduled(message, key, "", 0, now) : Drafts.of(message, key, "", 0, now));
    }

    private void keep(ClientPool pool) {
        if (kept.add(pool.name())) {
            heliograph
                    .queues()
                    .keep(pool.queue(), pool::chooseCore, pool::hasSomebodyHere)
                    .thenAccept(started -> {
                        if (!started.isDone()) {
                            kept.remove(pool.name());
                        }
                    });
        }
    }

    /** A session is connected, or a pool was made: what its pools left goes on. */
    void carryOn(List<ClientPool> pools) {
        if (heliograph.queues().areDurable()) {
            for (ClientPool pool : pools) {
                if (!kept.contains(pool.name())) {
                    notes.strategy(pool.name()).thenAccept(outcome -> {
                        String noted = outcome.value();
                        if (noted != null && !noted.isEmpty()) {
                            keep(pool);
                        }
                    });
                }
            }
        }
    }

    /** The same for all pools that the state knows, for a process that serves. */
    void carryOnAll() {
        if (heliograph.queues().areDurable()) {
            notes.all().thenAccept(outcome -> {
                List<NotedPools.Noted> all = outcome.value();
                if (all != null) {
                    all.forEach(one -> keep(heliograph.poolNamed(one.pool(), one.strategy())));
                }
            });
        }
    }

    /** The strategy of that name, or the usual one where a later version noted another. */
    static PoolStrategy strategy(@Nullable String name) {
        for (PoolStrategy strategy : PoolStrategy.values()) {
            if (strategy.name().equals(name)) {
                return strategy;
            }
        }
        return PoolStrategy.ROUND_ROBIN;
    }
}
