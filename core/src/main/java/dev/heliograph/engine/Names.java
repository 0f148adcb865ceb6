// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ids of public names, as any account of the store found them out. Stages complete on any thread. */
final class Names {
    static final String PREFIX = "entity/";
    /** Behind every name and before the next account. */
    private static final String END = "~";

    private final Cells cells;
    private final Timeline timeline;

    Names(Cells cells, Timeline timeline) {
        this.cells = cells;
        this.timeline = timeline;
    }

    /** The ids of those of the names that are known, by name; a state that does not answer knows none. */
    CompletionStage<Map<String, Long>> ids(Collection<String> names) {
        Map<String, Long> found = new HashMap<>();
        List<String> asked =
                names.stream().filter(name -> name.startsWith("@")).distinct().toList();
        return asked.isEmpty()
                ? CompletableFuture.completedStage(found)
                : accounts(PREFIX, new ArrayList<>()).thenCompose(accounts -> {
                    List<String[]> pairs = new ArrayList<>();
                    asked.forEach(name -> accounts.forEach(account -> pairs.add(new String[] {name, account})));
                    return look(pairs.iterator(), found);
                });
    }

    /** The accounts that looked anybody up. */
    private CompletionStage<List<String>> accounts(String after, List<String> found) {
        return Ports.ask(() -> cells.list(PREFIX, after, 1, timeline.instant())).thenCompose(outcome -> {
            List<Cell> page = outcome.value();
            if (page == null || page.isEmpty()) {
                return CompletableFuture.completedStage(found);
            }
            String key = page.get(0).key();
            int end = key.indexOf('/', PREFIX.length());
            if (end < 0) {
                return accounts(key, found);
            }
            String account = key.substring(0, end + 1);
            found.add(account);
            return accounts(account + END, found);
        });
    }

    private CompletionStage<Map<String, Long>> look(Iterator<String[]> pairs, Map<String, Long> found) {
        while (pairs.hasNext()) {
            String[] pair = pairs.next();
            if (found.containsKey(pair[0])) {
                continue;
            }
            CompletableFuture<Outcome<Cell>> read = Ports.ask(() -> cells.read(pair[1] + pair[0], timeline.instant()))
                    .toCompletableFuture();
            if (!read.isDone()) {
                // a long list over a store that answers at once must not become a deep stack
                return read.thenCompose(outcome -> {
                    note(pair[0], outcome, found);
                    return look(pairs, found);
                });
            }
            note(pair[0], read.join(), found);
        }
        return CompletableFuture.completedStage(found);
    }

    private static void note(String name, Outcome<Cell> outcome, Map<String, Long> found) {
        Cell cell = outcome.value();
        EntityCodec.Known known = cell == null || !cell.isPresent() ? null : EntityCodec.read(cell.bytes());
        Entity entity = known == null ? null : known.entity();
        if (entity != null) {
            found.put(name, entity.id());
        }
    }

    /** The key of what an account knows of somebody. */
    static String key(String account, Peer peer) {
        return PREFIX + account + "/" + peer;
    }
}
