// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.ChatCells;
import dev.heliograph.engine.ChatCells.Noted;
import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.Promises;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Chats that broadcasts pass over, kept in the state: those that want none, and those that earlier broadcasts could not reach.
 * A chat is known by what messages call it: a number and a name of one chat are two. Futures complete where user code may run.
 */
@Stable
public final class Exclusions {
    /** After it somebody who could not be reached is tried again. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final String ALL = "*";

    private final ChatCells optedOut;
    private final ChatCells unreachable;
    private final Promises promises;
    private final Timeline timeline;

    Exclusions(Fleet fleet) {
        this.optedOut = new ChatCells(fleet, "opt-out/", null);
        this.unreachable = new ChatCells(fleet, "unreachable/", REMEMBERED);
        this.promises = fleet.promises();
        this.timeline = fleet.timeline();
    }

    /** That chat wants no broadcasts from now on; running ones hear of it within a minute. False where that is known. */
    public CompletableFuture<Outcome<Boolean>> optOut(Peer chat) {
        String since = timeline.instant().toString();
        return told(optedOut.change(chat.toString(), before -> before == null ? since : before));
    }

    /** That chat gets broadcasts again. False where it did anyway. */
    public CompletableFuture<Outcome<Boolean>> optIn(Peer chat) {
        return told(optedOut.change(chat.toString(), before -> null));
    }

    /** The chats that want no broadcasts, as messages call them. */
    public CompletableFuture<Outcome<List<String>>> optedOut() {
        return told(optedOut.all().thenApply(Exclusions::chats));
    }

    /** The chats that none of these sessions can reach, by name, as messages call them. */
    public CompletableFuture<Outcome<List<String>>> unreachable(List<String> sessions) {
        return told(thoseUnreachable(sessions)
                .thenApply(
                        outcome -> outcome.map(chats -> chats.stream().sorted().toList())));
    }

    /** Nothing is known of that chat any more: the next broadcast tries it. False where nothing was known. */
    public CompletableFuture<Outcome<Boolean>> forget(Peer chat) {
        return told(unreachable.change(chat.toString(), before -> null));
    }

    private static Outcome<List<String>> chats(Outcome<List<Noted>> outcome) {
        return outcome.map(all -> all.stream().map(Noted::chat).toList());
    }

    /** Completes on any thread. */
    CompletionStage<Outcome<Set<String>>> thoseOptedOut() {
        return optedOut.all()
                .thenApply(outcome -> outcome.map(all -> {
                    Set<String> chats = new HashSet<>();
                    all.forEach(one -> chats.add(one.chat()));
                    return chats;
                }));
    }

    /** Those that no session of these can reach; completes on any thread. */
    CompletionStage<Outcome<Set<String>>> thoseUnreachable(List<String> sessions) {
        return unreachable
                .all()
                .thenApply(outcome -> outcome.map(all -> {
                    Set<String> chats = new HashSet<>();
                    for (Noted one : all) {
                        List<String> closedTo = one.text()
                                .lines()
                                .map(line -> line.substring(0, line.indexOf(' ')))
                                .toList();
                        if (closedTo.contains(ALL) || closedTo.containsAll(sessions)) {
                            chats.add(one.chat());
                        }
                    }
                    return chats;
                }));
    }

    /** Notes what an end says of its chat, if anything. */
    void learn(String chat, SendResult result, boolean wasUnreachable) {
        SessionName by = result.sentBy();
        if (result.isSuccess() && wasUnreachable) {
            Object unused = unreachable.change(chat, before -> null);
            return;
        }
        String whom = Recipients.isClosedToAll(result, chat) ? ALL : by == null ? null : by.value();
        if (whom != null && Recipients.isWorthRemembering(result)) {
            String line = whom + " " + result.status() + " " + result.reason();
            Object unused = unreachable.change(chat, before -> with(before, whom, line));
        }
    }

    /** One line for each session. */
    private static String with(@Nullable String before, String whom, String line) {
        StringBuilder lines = new StringBuilder(line);
        if (before != null) {
            before.lines()
                    .filter(other -> !other.startsWith(whom + " "))
                    .forEach(other -> lines.append('\n').append(other));
        }
        return lines.toString();
    }

    private <T> CompletableFuture<Outcome<T>> told(CompletionStage<Outcome<T>> stage) {
        return promises.told(stage);
    }
}
