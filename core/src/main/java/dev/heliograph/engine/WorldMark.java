// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Mark in the state that says to which Telegram what is kept there belongs: what was sent in a rehearsal must not count as sent
 * in earnest. A store that is used with several has a mark of each session besides. May be used from any thread; stages
 * complete on any.
 */
@Stable
public final class WorldMark {
    private static final String KEY = "world";
    private static final String FORMAT = "world 1";
    private static final int CONFLICT = 409;
    private static final int TRIES = 10;
    private static final int PAGE = 1_000;

    private final Fleet fleet;
    private final SortedMap<String, String> bySession;
    private final SortedSet<String> worlds;
    private @Nullable CompletionStage<Outcome<SortedSet<String>>> marked;

    /** That of the store of a fleet whose sessions, by name, live in these worlds. */
    public WorldMark(Fleet fleet, SortedMap<String, String> bySession) {
        this.fleet = fleet;
        this.bySession = new TreeMap<>(bySession);
        this.worlds = new TreeSet<>(bySession.values());
    }

    /** Why the store must not be used, or done where nothing speaks against it; marks nothing. */
    public CompletionStage<Outcome<Boolean>> look() {
        if (!fleet.state().durable()) {
            return agreed();
        }
        return read(KEY).thenCompose(outcome -> {
            SortedSet<String> found = outcome.value();
            if (found == null || found.isEmpty()) {
                return CompletableFuture.completedStage(outcome.map(none -> true));
            }
            Failure other = misfit(found);
            return other == null ? sessions(List.copyOf(bySession.keySet()), 0, found) : refused(other);
        });
    }

    private CompletionStage<Outcome<Boolean>> sessions(List<String> names, int from, SortedSet<String> found) {
        if (found.size() == 1 || from == names.size()) {
            return agreed();
        }
        return read(key(names.get(from))).thenCompose(outcome -> {
            SortedSet<String> own = outcome.value();
            Failure other = own == null ? null : misfit(names.get(from), own);
            return other == null ? sessions(names, from + 1, found) : refused(other);
        });
    }

    /** Marks the store, where nobody did; then that session, where the store is used with several worlds. */
    public CompletionStage<Outcome<Boolean>> claim(SessionName session) {
        if (!fleet.state().durable()) {
            return agreed();
        }
        return claim().thenCompose(outcome -> {
            SortedSet<String> found = outcome.value();
            return found == null || found.size() == 1
                    ? CompletableFuture.completedStage(outcome.map(marks -> true))
                    : mark(key(session.value()), new TreeSet<>(List.of(world(session.value()))), TRIES)
                            .thenApply(own -> judged(session.value(), own));
        });
    }

    /** Marks the store, where nobody did; asks it once. */
    public CompletionStage<Outcome<SortedSet<String>>> claim() {
        synchronized (this) {
            if (marked != null) {
                return marked;
            }
        }
        CompletionStage<Outcome<SortedSet<String>>> stage = mark(KEY, worlds, TRIES)
                .thenApply(outcome -> {
                    SortedSet<String> found = outcome.value();
                    Failure other = found == null ? null : misfit(found);
                    return other == null ? outcome : Outcome.failed(other);
                });
        stage.thenAccept(outcome -> keep(stage, outcome));
        return stage;
    }

    private synchronized void keep(
            CompletionStage<Outcome<SortedSet<String>>> stage, Outcome<SortedSet<String>> outcome) {
        if (outcome.isDone()) {
            marked = stage;
        }
    }

    /** The worlds that a store is marked with; none where nothing that belongs to one was kept yet. */
    public CompletionStage<Outcome<SortedSet<String>>> worlds() {
        return read(KEY);
    }

    /** Forgets all marks: whoever connects a session next marks the store anew. */
    public CompletionStage<Outcome<Boolean>> forget() {
        Cells cells = fleet.state().cells();
        return Ports.ask(() -> cells.list(KEY, "", PAGE, fleet.timeline().instant()))
                .thenCompose(outcome -> {
                    List<Cell> found = outcome.value();
                    if (found == null) {
                        return CompletableFuture.completedStage(outcome.map(none -> false));
                    }
                    List<Cell> marks = found.stream()
                            .filter(cell -> cell.key().equals(KEY) || cell.key().startsWith(KEY + "/"))
                            .toList();
                    return forget(cells, marks, 0);
                });
    }

    private CompletionStage<Outcome<Boolean>> forget(Cells cells, List<Cell> marks, int from) {
        if (from == marks.size()) {
            return marks.isEmpty() ? agreed() : forget();
        }
        Change change = Change.delete(marks.get(from).key(), marks.get(from).version());
        return Ports.ask(() -> cells.swap(change, fleet.timeline().instant()))
                .thenCompose(done -> done.isDone()
                        ? forget(cells, marks, from + 1)
                        : CompletableFuture.completedStage(done.map(swap -> false)));
    }

    private CompletionStage<Outcome<SortedSet<String>>> mark(String key, SortedSet<String> wanted, int tries) {
        Cells cells = fleet.state().cells();
        return Ports.ask(() -> cells.read(key, fleet.timeline().instant())).thenCompose(outcome -> {
            Cell cell = outcome.value();
            SortedSet<String> found = cell == null ? null : lines(cell.bytes());
            if (cell == null || found == null || !found.isEmpty() || tries == 0) {
                return CompletableFuture.completedStage(outcome.map(known -> lines(known.bytes())));
            }
            Change change = Change.write(key, cell.version(), text(wanted));
            return Ports.ask(() -> cells.swap(change, fleet.timeline().instant()))
                    .thenCompose(done -> {
                        Swap swap = done.value();
                        return swap == null || swap.swapped()
                                ? CompletableFuture.completedStage(done.map(unused -> wanted))
                                : mark(key, wanted, tries - 1);
                    });
        });
    }

    private CompletionStage<Outcome<SortedSet<String>>> read(String key) {
        return Ports.ask(() -> fleet.state().cells().read(key, fleet.timeline().instant()))
                .thenApply(outcome -> outcome.map(cell -> lines(cell.bytes())));
    }

    private Outcome<Boolean> judged(String session, Outcome<SortedSet<String>> own) {
        SortedSet<String> found = own.value();
        Failure other = found == null ? null : misfit(session, found);
        return other == null ? own.map(marks -> true) : Outcome.failed(other);
    }

    private @Nullable Failure misfit(SortedSet<String> found) {
        return found.containsAll(worlds) ? null : other("it was used", found, String.join(", ", worlds));
    }

    private @Nullable Failure misfit(String session, SortedSet<String> own) {
        return own.isEmpty() || own.contains(world(session))
                ? null
                : other("session " + session + " was used", own, world(session));
    }

    private static Failure other(String what, SortedSet<String> found, String wanted) {
        return new Failure.Rejected(
                SendStatus.FAILED,
                CONFLICT,
                "OTHER_WORLD: state: " + what + " with " + String.join(", ", found) + ", and is wanted with " + wanted
                        + " now: messages of the one would count as sent in the other");
    }

    private String world(String session) {
        return bySession.getOrDefault(session, "");
    }

    private static String key(String session) {
        return KEY + "/" + session;
    }

    private static CompletionStage<Outcome<Boolean>> agreed() {
        return CompletableFuture.completedStage(Outcome.done(true));
    }

    private static CompletionStage<Outcome<Boolean>> refused(Failure why) {
        return CompletableFuture.completedStage(Outcome.failed(why));
    }

    private static Bytes text(SortedSet<String> worlds) {
        return Bytes.copyOf((FORMAT + "\n" + String.join("\n", worlds)).getBytes(StandardCharsets.UTF_8));
    }

    /** The worlds of a mark; none where there is no mark. A mark of a later form is a world that nobody has. */
    private static SortedSet<String> lines(Bytes bytes) {
        SortedSet<String> found = new TreeSet<>();
        if (bytes.size() > 0) {
            List<String> lines = Arrays.asList(new String(bytes.toArray(), StandardCharsets.UTF_8).split("\n", -1));
            found.addAll(lines.get(0).equals(FORMAT) ? lines.subList(1, lines.size()) : lines);
        }
        return found;
    }
}
