// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Short texts about chats, a cell each, under one prefix. Used from any strand; stages complete on any thread. */
@Stable
public final class ChatCells {
    private static final int FORMAT = 1;
    private static final int PAGE = 1_000;
    private static final int TRIES = 10;
    private static final Failure BUSY = new Failure.Unavailable(
            Failure.Origin.SERVER, "others change what is noted of the chat all the time; nothing was changed");

    /**
     * What is noted of a chat.
     *
     * @param chat as messages name it
     * @param text what
     */
    @Stable
    public record Noted(String chat, String text) {}

    /** Time for which a note is kept after it was last changed. */
    @FunctionalInterface
    @Stable
    public interface Lifetime {
        /** No end. */
        Lifetime FOR_EVER = text -> null;

        /** The time for a note with that text, or null for no end. */
        @Nullable
        Duration of(String text);
    }

    private final String prefix;
    private final Cells cells;
    private final Timeline timeline;
    private final Lifetime kept;

    /** Those under that prefix. */
    public ChatCells(Fleet fleet, String prefix, Lifetime kept) {
        this.prefix = prefix;
        this.cells = fleet.state().cells();
        this.timeline = fleet.timeline();
        this.kept = kept;
    }

    /** All of them, by chat. */
    public CompletionStage<Outcome<List<Noted>>> all() {
        return all("", new ArrayList<>());
    }

    private CompletionStage<Outcome<List<Noted>>> all(String after, List<Noted> found) {
        return Ports.ask(() -> cells.list(prefix, after, PAGE, timeline.instant()))
                .thenCompose(outcome -> {
                    List<Cell> page = outcome.value();
                    if (page == null) {
                        return CompletableFuture.completedStage(outcome.map(none -> List.<Noted>of()));
                    }
                    for (Cell cell : page) {
                        String text = text(cell);
                        if (text != null) {
                            found.add(new Noted(cell.key().substring(prefix.length()), text));
                        }
                    }
                    return page.size() < PAGE
                            ? CompletableFuture.completedStage(Outcome.done(found))
                            : all(page.get(PAGE - 1).key(), found);
                });
    }

    /** What is noted of that one; empty for nothing. */
    CompletionStage<Outcome<String>> read(String chat) {
        return Ports.ask(() -> cells.read(prefix + chat, timeline.instant()))
                .thenApply(outcome -> outcome.map(cell -> {
                    String text = text(cell);
                    return text == null ? "" : text;
                }));
    }

    /**
     * Changes what is noted of a chat.
     *
     * @param change what is to stand there in place of what does; null for nothing
     * @return whether that made a difference; {@link Failure.Unavailable} where others change it all the time
     */
    public CompletionStage<Outcome<Boolean>> change(String chat, UnaryOperator<@Nullable String> change) {
        return change(prefix + chat, change, TRIES);
    }

    private CompletionStage<Outcome<Boolean>> change(String key, UnaryOperator<@Nullable String> change, int tries) {
        return Ports.ask(() -> cells.read(key, timeline.instant())).thenCompose(outcome -> {
            Cell cell = outcome.value();
            String before = cell == null ? null : text(cell);
            String next = change.apply(before);
            if (cell == null || (next == null ? before == null : next.equals(before))) {
                return CompletableFuture.completedStage(outcome.map(none -> false));
            }
            Change changed = next == null
                    ? new Change(key, cell.version(), null, null)
                    : new Change(key, cell.version(), bytes(next), kept.of(next));
            return Ports.ask(() -> cells.swap(changed, timeline.instant())).thenCompose(swapped -> {
                Swap swap = swapped.value();
                if (swap == null || swap.swapped()) {
                    return CompletableFuture.completedStage(swapped.map(Swap::swapped));
                }
                return tries == 1
                        ? CompletableFuture.completedStage(Outcome.failed(BUSY))
                        : change(key, change, tries - 1);
            });
        });
    }

    private static Bytes bytes(String text) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putText(text);
        return out.bytes();
    }

    private static @Nullable String text(Cell cell) {
        if (!cell.isPresent()) {
            return null;
        }
        try {
            ByteReader in = new ByteReader(cell.bytes());
            return in.format() == FORMAT ? in.getText() : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
