// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Sealed sessions in a sorted map. */
final class MemoryVault implements SessionVault {
    private final TreeMap<SessionName, Bytes> sessions = new TreeMap<>();

    @Override
    public synchronized CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
        return Answer.of(Optional.ofNullable(sessions.get(session)));
    }

    @Override
    public synchronized CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
        sessions.put(session, sealed);
        return Answer.of(true);
    }

    @Override
    public synchronized CompletionStage<Outcome<Boolean>> delete(SessionName session) {
        return Answer.of(sessions.remove(session) != null);
    }

    @Override
    public synchronized CompletionStage<Outcome<List<SessionName>>> list() {
        return Answer.of(List.copyOf(sessions.keySet()));
    }
}
