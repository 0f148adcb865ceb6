// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.ChatCells;
import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.NotedPeople;
import dev.heliograph.engine.Promises;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Chats that broadcasts pass over, kept in the state: those that want none, and those that earlier broadcasts could not reach.
 * A chat is noted as it is called, by number or public name; once a session of the store has found out whose a name is, the note
 * binds that person, whatever a message calls him. Futures complete where user code may run.
 */
@Stable
public final class Exclusions {
    /** For notes of earlier versions, which do not say until when they hold. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final String ALL = "*";

    private final NotedPeople optedOut;
    private final NotedPeople unreachable;
    private final Promises promises;
    private final Timeline timeline;

    Exclusions(Fleet fleet) {
        this.optedOut = new NotedPeople(fleet, "opt-out/", ChatCells.Lifetime.FOR_EVER);
        this.promises = fleet.promises();
        this.timeline = fleet.timeline();
        this.unreachable = new NotedPeople(fleet, "unreachable/", this::lifetime);
    }

    /** Has notes under a name bind whoever has it, once a session finds out who that is. */
    void follow(Fleet fleet) {
        fleet.whenNamed((name, id) -> {
            Object unused = optedOut.learned(name, id);
            unused = unreachable.learned(name, id);
        });
    }

    /** That chat wants no broadcasts from now on; running ones hear of it within a minute. False where that is known. */
    public CompletableFuture<Outcome<Boolean>> optOut(Peer chat) {
        List<String> since = List.of(timeline.instant().toString());
        return told(optedOut.change(chat.toString(), 0, before -> before == null ? since : before));
    }

    /** That chat gets broadcasts again, whatever it was called when it opted out. False where it did anyway. */
    public CompletableFuture<Outcome<Boolean>> optIn(Peer chat) {
        return told(optedOut.remove(chat));
    }

    /** The chats that want no broadcasts, as they were called when they opted out. */
    public CompletableFuture<Outcome<List<String>>> optedOut() {
        return told(optedOut.all()
                .thenApply(outcome -> outcome.map(
                        all -> all.stream().map(NotedPeople.Noted::chat).toList())));
    }

    /** As {@link #optedOut}, by everything that a message may call them: a name and, once it is known, its number. */
    public CompletableFuture<Outcome<Set<String>>> optedOutCalls() {
        return told(thoseOptedOut());
    }

    /** As {@link #unreachable}, by everything that a message may call them. */
    public CompletableFuture<Outcome<Set<String>>> unreachableCalls(List<String> sessions) {
        return told(thoseUnreachable(sessions).thenApply(outcome -> outcome.map(Map::keySet)));
    }

    /** The chats that none of these sessions can reach, by name, as messages called them. */
    public CompletableFuture<Outcome<List<String>>> unreachable(List<String> sessions) {
        return told(thoseUnreachable(sessions)
                .thenApply(outcome -> outcome.map(
                        chats -> chats.values().stream().distinct().sorted().toList())));
    }

    /** Nothing is known of that chat any more: the next broadcast tries it. False where nothing was known. */
    public CompletableFuture<Outcome<Boolean>> forget(Peer chat) {
        return told(unreachable.remove(chat));
    }

    /** By all that messages may call them; completes on any thread. */
    CompletionStage<Outcome<Set<String>>> thoseOptedOut() {
        return optedOut.all()
                .thenApply(outcome ->
                        outcome.map(all -> Set.copyOf(NotedPeople.calls(all).keySet())));
    }

    /** The same for a list of a job's own, whose names are looked for in the state. */
    CompletionStage<Set<String>> calls(Set<String> chats) {
        return optedOut.ids(chats).thenApply(ids -> {
            Set<String> calls = new HashSet<>(chats);
            ids.values().forEach(id -> calls.add(Long.toString(id)));
            return calls;
        });
    }

    /** Those that no session of these can reach, by all that messages may call them; completes on any thread. */
    CompletionStage<Outcome<Map<String, String>>> thoseUnreachable(List<String> sessions) {
        return unreachable
                .all()
                .thenApply(outcome -> outcome.map(all -> NotedPeople.calls(all.stream()
                        .filter(noted -> isClosedTo(noted, sessions))
                        .toList())));
    }

    private boolean isClosedTo(NotedPeople.Noted noted, List<String> sessions) {
        Instant now = timeline.instant();
        List<String> closedTo = noted.lines().stream()
                .filter(line -> until(line).isAfter(now))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        return closedTo.contains(ALL) || closedTo.containsAll(sessions);
    }

    /**
     * Notes what an end says of its chat, if anything.
     *
     * @param noted the chat that it was noted as unreachable under, or null
     */
    void learn(String chat, SendResult result, @Nullable String noted) {
        SessionName by = result.sentBy();
        if (result.isSuccess()) {
            if (noted != null) {
                Object unused = unreachable.change(noted, 0, before -> null);
            }
            return;
        }
        String whom = Recipients.isClosedToAll(result, chat) ? ALL : by == null ? null : by.value();
        Duration kept = Recipients.remembered(result, chat);
        if (whom != null && kept != null) {
            Instant now = timeline.instant();
            String line = whom + " " + result.status() + " " + result.reason() + " " + now.plus(kept);
            Object unused = unreachable.change(chat, result.chatId(), before -> with(before, whom, line, now));
        }
    }

    /** One line for each session, without those whose time is over. */
    private static List<String> with(@Nullable List<String> before, String whom, String line, Instant now) {
        List<String> lines = new ArrayList<>(List.of(line));
        if (before != null) {
            before.stream()
                    .filter(other ->
                            !other.startsWith(whom + " ") && until(other).isAfter(now))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** Until when a line holds; those of earlier versions hold as long as their note is kept. */
    private static Instant until(String line) {
        try {
            return Instant.parse(line.substring(line.lastIndexOf(' ') + 1));
        } catch (DateTimeParseException earlierVersion) {
            return Instant.MAX;
        }
    }

    private Duration lifetime(String note) {
        Instant now = timeline.instant();
        Instant last = note.lines()
                .filter(line -> !line.startsWith(NotedPeople.ID))
                .map(Exclusions::until)
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
        return last.equals(Instant.MAX) || !last.isAfter(now) ? REMEMBERED : Duration.between(now, last);
    }

    private <T> CompletableFuture<Outcome<T>> told(CompletionStage<Outcome<T>> stage) {
        return promises.told(stage);
    }
}
