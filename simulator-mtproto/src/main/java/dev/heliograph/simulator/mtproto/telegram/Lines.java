// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.mtproto.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All sessions that clients began. May be used from any thread. */
final class Lines {
    private final Map<Session, AuthKey> sessions = new LinkedHashMap<>();

    synchronized void add(AuthKey key, Session session) {
        sessions.keySet().removeIf(Session::isClosed);
        sessions.put(session, key);
    }

    /** Cuts all connections. */
    void cut() {
        all().forEach(Session::disconnect);
    }

    /** Cuts the connections of a key. */
    synchronized void cut(AuthKey key) {
        sessions.forEach((session, other) -> {
            if (other == key) {
                session.disconnect();
            }
        });
    }

    private synchronized List<Session> all() {
        return new ArrayList<>(sessions.keySet());
    }
}
