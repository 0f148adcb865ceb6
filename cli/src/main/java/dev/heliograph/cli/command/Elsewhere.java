// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Progress;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What other processes said of sessions, by the state that they share with this one. */
final class Elsewhere {
    private Elsewhere() {}

    /** What was said last of each session of the fleet, in its order; empty where nothing was, or the state did not answer. */
    static List<Optional<Heartbeat>> heard(Heliograph heliograph) {
        return heard(heliograph.clients());
    }

    private static List<Optional<Heartbeat>> heard(List<TelegramClient> clients) {
        List<CompletableFuture<Outcome<Optional<Heartbeat>>>> asked =
                clients.stream().map(TelegramClient::heartbeat).toList();
        return asked.stream()
                .map(CompletableFuture::join)
                .map(outcome -> {
                    Optional<Heartbeat> found = outcome.value();
                    return found == null ? Optional.<Heartbeat>empty() : found;
                })
                .toList();
    }

    /** Whether some process that is not silent has one of those sessions. */
    static boolean isServed(Heliograph heliograph, List<TelegramClient> clients) {
        Instant now = heliograph.timeline().instant();
        return heard(clients).stream()
                .flatMap(Optional::stream)
                .anyMatch(beat -> beat.isServed() && !beat.isStale(now));
    }

    /** Why a process that said nothing for long is not relied upon. */
    static String silence(Heartbeat beat, Instant now) {
        return beat.node() + ", which has the session, has said nothing for "
                + Progress.span(Duration.between(beat.at(), now).toSeconds())
                + ": it hangs, is cut off from the state, or was killed";
    }
}
