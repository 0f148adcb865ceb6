// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.StateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores what was exported; what is there already stays as it is. */
final class Restoring {
    private static final Script CHECK = Script.reading("outbox", "outbox-restore");
    private static final Script WRITE = Script.writing("outbox", "outbox-restore");
    /** Records of one call. */
    private static final int PORTION = 500;

    private final Wire wire;
    private final String prefix;
    private final RedisCells cells;
    private final RedisValues values;
    private final RedisVault vault;
    private final Instant now;
    /** By the escaped name of a queue: its records, in portions. */
    private final Map<String, List<List<StateRecord>>> queues = new LinkedHashMap<>();

    Restoring(Wire wire, String prefix, RedisCells cells, RedisValues values, RedisVault vault, Instant now) {
        this.wire = wire;
        this.prefix = prefix;
        this.cells = cells;
        this.values = values;
        this.vault = vault;
        this.now = now;
    }

    /**
     * Returns how many were not there. Rows that cannot be are found before anything is written.
     *
     * @throws Refusal where they are, or where the server does not answer; then some may be stored
     */
    long all(List<StateRecord> records) {
        List<StateRecord> single = new ArrayList<>();
        for (StateRecord record : records) {
            String flaw = record.flaw();
            if (flaw != null) {
                throw new Refusal(new Failure.Rejected(SendStatus.FAILED, 0, flaw));
            }
            String queue = queue(record);
            if (queue == null) {
                single.add(record);
            } else {
                portion(queue).add(record);
            }
        }
        each(CHECK, "check");
        long fresh = 0;
        for (StateRecord record : single) {
            fresh += isFresh(record) ? 1 : 0;
        }
        return fresh + each(WRITE, "write");
    }

    private List<StateRecord> portion(String queue) {
        List<List<StateRecord>> portions = queues.computeIfAbsent(Names.escaped(queue), unseen -> new ArrayList<>());
        if (portions.isEmpty() || portions.get(portions.size() - 1).size() == PORTION) {
            portions.add(new ArrayList<>());
        }
        return portions.get(portions.size() - 1);
    }

    private long each(Script script, String step) {
        long fresh = 0;
        for (Map.Entry<String, List<List<StateRecord>>> queue : queues.entrySet()) {
            for (List<StateRecord> portion : queue.getValue()) {
                Arguments arguments = new Arguments().add(Micros.text(now)).add(step);
                portion.forEach(record -> add(record, arguments));
                Reply reply =
                        Refusal.orRefuse(wire.run(script, RedisOutbox.key(prefix, queue.getKey()), arguments.all()));
                if (reply.number(0) < 0) {
                    throw new Refusal(new Failure.Rejected(
                            SendStatus.FAILED,
                            0,
                            "message " + reply.number(1) + " of queue '" + Names.unescaped(queue.getKey())
                                    + "' is another one here: restore into a store without that queue"));
                }
                fresh += reply.number(0);
            }
        }
        return fresh;
    }

    private static @Nullable String queue(StateRecord record) {
        return switch (record.kind()) {
            case CELL, VALUE, SESSION -> null;
            case QUEUE -> ((StateRecord.OfQueue) record).queue();
            case FENCE -> ((StateRecord.OfFence) record).queue();
            case HOLD -> ((StateRecord.OfHold) record).queue();
            case ROW -> ((StateRecord.OfRow) record).queue();
        };
    }

    private static void add(StateRecord record, Arguments arguments) {
        switch (record.kind()) {
            case QUEUE -> arguments.add("Q").add(((StateRecord.OfQueue) record).lastId());
            case FENCE -> {
                StateRecord.OfFence fence = (StateRecord.OfFence) record;
                arguments
                        .add("F")
                        .add(Names.escaped(fence.claimant().owner()))
                        .add(fence.claimant().fence());
            }
            case HOLD -> arguments.add("H").add(Names.escaped(((StateRecord.OfHold) record).job()));
            case ROW -> {
                StateRecord.OfRow row = (StateRecord.OfRow) record;
                arguments
                        .add("R")
                        .add(row.row().id())
                        .add(RowFormat.text(row))
                        .add(Names.escaped(row.row().draft().key()))
                        .add(row.row().draft().payload().toArray());
            }
            case CELL, VALUE, SESSION -> throw new IllegalStateException("a " + record.kind() + " is of no queue");
        }
    }

    private boolean isFresh(StateRecord record) {
        if (record instanceof StateRecord.OfCell told) {
            Instant expires = told.cell().expires();
            return !told.cell().key().startsWith(Cells.OWN)
                    && !isOver(expires)
                    && Refusal.orRefuse(cells.swap(
                                    new Change(told.cell().key(), 0, told.cell().bytes(), left(expires)), now))
                            .swapped();
        }
        if (record instanceof StateRecord.OfValue told) {
            return !isOver(told.expires())
                    && Refusal.orRefuse(values.add(told.key(), told.value(), left(told.expires()), now));
        }
        StateRecord.OfSession told = (StateRecord.OfSession) record;
        return Refusal.orRefuse(vault.add(told.session(), told.sealed()));
    }

    private boolean isOver(@Nullable Instant expires) {
        return expires != null && !now.isBefore(expires);
    }

    private @Nullable Duration left(@Nullable Instant expires) {
        return expires == null ? null : Duration.between(now, expires);
    }
}
