// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.SessionName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which links of a transport have their databases open, or may be about to. May be used from any thread. */
final class Roll {
    private final Map<SessionName, TdLink> links = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

    /** Whether the link may open the session's database now: nobody else of this transport has it. */
    boolean enter(SessionName session, TdLink link) {
        TdLink holder = links.putIfAbsent(session, link);
        return holder == null || holder == link;
    }

    void leave(SessionName session, TdLink link) {
        boolean unused = links.remove(session, link);
    }

    boolean isClosed() {
        return closed;
    }

    /** Lets nobody in any more, and tells who is in. */
    List<TdLink> close() {
        closed = true;
        return List.copyOf(links.values());
    }
}
