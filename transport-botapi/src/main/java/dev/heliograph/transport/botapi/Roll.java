// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The links of a transport. One that is disconnected is forgotten as soon as nobody else holds it, and takes no address
 * from another one. Who is present is confined to the transport's strand; the rest may be asked from any thread.
 */
final class Roll {
    private final BotApiSettings settings;
    /** The latest link of each session. */
    private final Map<SessionName, WeakReference<BotApiLink>> latest = new ConcurrentHashMap<>();
    /** Those that have something to end when the transport is closed. */
    private final Set<BotApiLink> present = new LinkedHashSet<>();

    private boolean closed;

    Roll(BotApiSettings settings) {
        this.settings = settings;
    }

    /** Adds a link that has not been connected. */
    void add(SessionName session, BotApiLink link) {
        latest.values().removeIf(known -> known.refersTo(null));
        latest.put(session, new WeakReference<>(link));
    }

    /** The latest link of that session. */
    Optional<BotApiLink> of(SessionName session) {
        WeakReference<BotApiLink> known = latest.get(session);
        return Optional.ofNullable(known == null ? null : known.get());
    }

    /** Whether another session that is in use has the address for deliveries which that one would have. */
    boolean isTaken(SessionName session) {
        String url = settings.webhookUrl(session);
        return !url.isEmpty()
                && latest.keySet().stream()
                        .anyMatch(other -> !other.equals(session)
                                && settings.webhookUrl(other).equals(url)
                                && of(other).filter(BotApiLink::isInUse).isPresent());
    }

    /** A link is about to be connected; says why it cannot be, or null. */
    @Nullable
    Failure enter(SessionName session, BotApiLink link) {
        if (closed) {
            return new Failure.Unavailable(Failure.Origin.NETWORK, "the transport is closed");
        }
        if (isTaken(session)) {
            return new Failure.Rejected(SendStatus.FAILED, 0, "another session has the address of its webhook by now");
        }
        present.add(link);
        return null;
    }

    /** A link has nothing to end any more. */
    void leave(BotApiLink link) {
        present.remove(link);
    }

    /** Lets nobody in any more, and gives those who are present. */
    List<BotApiLink> close() {
        closed = true;
        List<BotApiLink> last = new ArrayList<>(present);
        present.clear();
        return last;
    }
}
