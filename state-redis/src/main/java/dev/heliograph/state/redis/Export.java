// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the keys hold, kind by kind: by name, and the rows of a queue by id. */
final class Export {
    private static final Script NAMES = Script.reading("outbox", "outbox-names");
    private static final Script PAGE = Script.reading("outbox", "outbox-page");
    /** Rows of one call: payloads may be long. */
    private static final int MOST_ROWS = 500;

    private final Keyspace keys;
    private final Wire wire;
    private final String prefix;
    private final RedisCells cells;
    private final RedisValues values;
    private final RedisVault vault;
    private final Instant now;

    Export(
            Keyspace keys,
            Wire wire,
            String prefix,
            RedisCells cells,
            RedisValues values,
            RedisVault vault,
            Instant now) {
        this.keys = keys;
        this.wire = wire;
        this.prefix = prefix;
        this.cells = cells;
        this.values = values;
        this.vault = vault;
        this.now = now;
    }

    /**
     * How far an export is: all of that kind up to that name was told.
     *
     * @param after the name, for rows with a TAB and an id, or empty before the first one
     */
    record Place(StateRecord.Kind kind, String after) {
        /** The place that a cursor names; null where it names none. */
        static @Nullable Place read(String cursor) {
            if (cursor.isEmpty()) {
                return new Place(StateRecord.Kind.CELL, "");
            }
            int colon = cursor.indexOf(':');
            for (StateRecord.Kind kind : StateRecord.Kind.values()) {
                if (colon > 0 && kind.name().equals(cursor.substring(0, colon))) {
                    return new Place(kind, cursor.substring(colon + 1));
                }
            }
            return null;
        }

        /** The cursor of the place after that name; with null, that of the next kind, or empty after the last one. */
        String then(@Nullable String last) {
            if (last != null) {
                return kind + ":" + last;
            }
            List<StateRecord.Kind> kinds = List.of(StateRecord.Kind.values());
            int next = kinds.indexOf(kind) + 1;
            return next == kinds.size() ? "" : kinds.get(next) + ":";
        }
    }

    /** About that many records. */
    RecordPage page(Place place, int limit) {
        return switch (place.kind()) {
            case CELL -> cells(place, limit);
            case VALUE -> {
                List<String> names = after(place, keys.values(), limit);
                List<StateRecord> told = new ArrayList<>();
                Refusal.allOrRefuse(names.stream()
                                .map(name -> values.tell(name, now))
                                .toList())
                        .forEach(value -> value.ifPresent(told::add));
                yield page(place, names, limit, told);
            }
            case SESSION -> sessions(place, limit);
            case QUEUE, FENCE, HOLD -> queues(place, limit);
            case ROW -> rows(place, Math.min(limit, MOST_ROWS));
        };
    }

    private RecordPage cells(Place place, int limit) {
        List<Cell> some = Refusal.orRefuse(cells.list("", place.after(), limit, now));
        return page(
                place,
                some.stream().map(Cell::key).toList(),
                limit,
                some.stream()
                        .filter(cell -> !cell.key().startsWith(Cells.OWN))
                        .map(StateRecord.OfCell::new)
                        .toList());
    }

    private RecordPage sessions(Place place, int limit) {
        SortedSet<String> all = new TreeSet<>();
        Refusal.orRefuse(vault.list()).forEach(session -> all.add(session.value()));
        List<String> names = after(place, all, limit);
        List<Optional<Bytes>> sealed = Refusal.allOrRefuse(
                names.stream().map(name -> vault.load(SessionName.of(name))).toList());
        List<StateRecord> told = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SessionName name = SessionName.of(names.get(i));
            sealed.get(i).ifPresent(bytes -> told.add(new StateRecord.OfSession(name, bytes)));
        }
        return page(place, names, limit, told);
    }

    private RecordPage queues(Place place, int limit) {
        List<String> names = after(place, keys.queueNames(), limit);
        List<StateRecord> told = new ArrayList<>();
        for (String name : names) {
            Arguments jobs = new Arguments();
            if (place.kind() == StateRecord.Kind.HOLD) {
                keys.jobs(name).forEach(jobs::add);
            }
            Reply reply = Refusal.orRefuse(wire.run(NAMES, RedisOutbox.key(prefix, name), jobs.all()));
            tell(place.kind(), Names.unescaped(name), reply, told);
        }
        return page(place, names, limit, told);
    }

    private static void tell(StateRecord.Kind kind, String queue, Reply reply, List<StateRecord> told) {
        int held = Math.toIntExact(reply.number(1));
        if (kind == StateRecord.Kind.QUEUE) {
            told.add(new StateRecord.OfQueue(queue, reply.number(0)));
        } else if (kind == StateRecord.Kind.HOLD) {
            IntStream.range(2, 2 + held)
                    .mapToObj(i -> new StateRecord.OfHold(queue, Names.unescaped(reply.text(i))))
                    .forEach(told::add);
        } else {
            IntStream.iterate(2 + held, i -> i < reply.size(), i -> i + 2)
                    .mapToObj(i -> new Claimant(Names.unescaped(reply.text(i)), reply.number(i + 1)))
                    .sorted(Comparator.comparing(Claimant::owner))
                    .forEach(claimant -> told.add(new StateRecord.OfFence(queue, claimant)));
        }
    }

    /** A page is of one queue. */
    private RecordPage rows(Place place, int limit) {
        int tab = place.after().indexOf('\t');
        boolean isAmidst = tab >= 0;
        String before = isAmidst ? place.after().substring(0, tab) : place.after();
        String id = isAmidst ? place.after().substring(tab + 1) : "0";
        Optional<String> queue = isAmidst
                ? Optional.of(before)
                : after(place, keys.queueNames(), 1).stream().findFirst();
        if (queue.isEmpty()) {
            return new RecordPage(List.of(), place.then(null));
        }
        Arguments arguments = new Arguments().add(id).add(limit);
        Reply reply = Refusal.orRefuse(wire.run(PAGE, RedisOutbox.key(prefix, queue.get()), arguments.all()));
        String last = reply.text(0);
        String next = queue.get() + (last.isEmpty() ? "" : "\t" + last);
        return new RecordPage(RowFormat.records(Names.unescaped(queue.get()), reply, 1), place.then(next));
    }

    private static List<String> after(Place place, SortedSet<String> sorted, int limit) {
        return sorted.tailSet(place.after() + '\0').stream().limit(limit).toList();
    }

    private static RecordPage page(Place place, List<String> names, int limit, List<? extends StateRecord> records) {
        String last = names.size() < limit ? null : names.get(names.size() - 1);
        return new RecordPage(List.copyOf(records), place.then(last));
    }
}
