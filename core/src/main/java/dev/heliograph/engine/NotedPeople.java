// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Stable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Notes about people and other chats, in lines. A note under a public name holds the id too, once it is known, and is then
 * one about whoever has that id, whatever a message calls him. Used from any strand; stages complete on any thread.
 */
@Stable
public final class NotedPeople {
    /** Begins the line that holds the id. */
    public static final String ID = "# ";

    /**
     * What is noted of a chat.
     *
     * @param chat as messages called it when it was noted
     * @param id its id, or 0 where it is not known yet
     * @param lines what
     */
    @Stable
    public record Noted(String chat, long id, List<String> lines) {
        /** Copies the list. */
        public Noted {
            lines = List.copyOf(lines);
        }

        static Noted of(ChatCells.Noted cell) {
            long id = idOf(cell.chat());
            List<String> lines = new ArrayList<>();
            for (String line : cell.text().lines().toList()) {
                if (line.startsWith(ID)) {
                    id = idOf(line.substring(ID.length()));
                } else {
                    lines.add(line);
                }
            }
            return new Noted(cell.chat(), id, lines);
        }

        private static long idOf(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException name) {
                return 0;
            }
        }

        private String text() {
            return (id == 0 || chat.equals(Long.toString(id)) ? "" : ID + id + "\n") + String.join("\n", lines);
        }
    }

    private final ChatCells cells;
    private final Names names;

    /** Those under that prefix. */
    public NotedPeople(Fleet fleet, String prefix, ChatCells.Lifetime kept) {
        this.cells = new ChatCells(fleet, prefix, kept);
        this.names = new Names(fleet.state().cells(), fleet.timeline());
    }

    /** All notes, by chat. */
    public CompletionStage<Outcome<List<Noted>>> all() {
        return cells.all()
                .thenApply(outcome ->
                        outcome.map(all -> all.stream().map(Noted::of).toList()));
    }

    /** The same chats by everything that messages may call them, each with the chat that the note is under. */
    public static Map<String, String> calls(Collection<Noted> notes) {
        Map<String, String> calls = new HashMap<>();
        for (Noted noted : notes) {
            calls.put(noted.chat(), noted.chat());
            if (noted.id() != 0) {
                calls.putIfAbsent(Long.toString(noted.id()), noted.chat());
            }
        }
        return calls;
    }

    /** The ids of those of the names that any account of the store found out, by name. */
    public CompletionStage<Map<String, Long>> ids(Collection<String> chats) {
        return names.ids(chats);
    }

    /**
     * Changes what is noted of a chat, and learns its id where the store knows it.
     *
     * @param known the id of the chat as far as the caller knows, or 0
     * @param change what is to stand there in place of what does; null for nothing
     * @return whether that made a difference
     */
    public CompletionStage<Outcome<Boolean>> change(
            String chat, long known, UnaryOperator<@Nullable List<String>> change) {
        CompletionStage<Outcome<Boolean>> changed = cells.change(chat, before -> {
            Noted noted = before == null ? null : Noted.of(new ChatCells.Noted(chat, before));
            List<String> next = change.apply(noted == null ? null : noted.lines());
            return next == null ? null : new Noted(chat, noted == null ? known : newer(known, noted.id()), next).text();
        });
        // the note first, then the look: whoever looks the name up meanwhile finds the note
        return !chat.startsWith("@") || known != 0
                ? changed
                : changed.thenCompose(outcome -> names.ids(List.of(chat)).thenCompose(ids -> {
                    Long id = ids.get(chat);
                    return id == null
                            ? CompletableFuture.completedStage(outcome)
                            : learned(chat, id).thenApply(done -> outcome);
                }));
    }

    private static long newer(long known, long noted) {
        return known == 0 ? noted : known;
    }

    /** That name was looked up: a note under it is one about that id from now on. */
    public CompletionStage<Outcome<Boolean>> learned(String name, long id) {
        return cells.change(name, before -> {
            Noted noted = before == null ? null : Noted.of(new ChatCells.Noted(name, before));
            return noted == null || noted.id() != 0 ? before : new Noted(name, id, noted.lines()).text();
        });
    }

    /** Nothing is noted of that chat any more, whatever the notes call it; false where nothing was. */
    public CompletionStage<Outcome<Boolean>> remove(Peer chat) {
        String called = chat.toString();
        return names.ids(List.of(called))
                .thenCompose(ids -> all().thenCompose(outcome -> {
                    List<Noted> all = outcome.value();
                    if (all == null) {
                        return CompletableFuture.completedStage(outcome.map(none -> false));
                    }
                    Set<Long> same = new HashSet<>(ids.values());
                    all.stream()
                            .filter(noted -> noted.chat().equals(called))
                            .map(Noted::id)
                            .forEach(same::add);
                    if (chat instanceof Peer.Id id) {
                        same.add(id.value());
                    }
                    same.remove(0L);
                    Iterator<String> gone = all.stream()
                            .filter(noted -> noted.chat().equals(called) || same.contains(noted.id()))
                            .map(Noted::chat)
                            .iterator();
                    return remove(gone, Outcome.done(false));
                }));
    }

    private CompletionStage<Outcome<Boolean>> remove(Iterator<String> chats, Outcome<Boolean> sofar) {
        return chats.hasNext()
                ? cells.change(chats.next(), before -> null)
                        .thenCompose(outcome -> outcome.isDone()
                                ? remove(chats, Boolean.TRUE.equals(sofar.value()) ? sofar : outcome)
                                : CompletableFuture.completedStage(outcome))
                : CompletableFuture.completedStage(sofar);
    }
}
