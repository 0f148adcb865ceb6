// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.state.OutboxRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which session the rows of a chat go through, and which chats refused a job for good. While rows of a chat are in lanes,
 * the others of that chat go the same way: their order depends on it. Runs on the strand of the pump.
 */
final class ChatRoutes {
    private final Chooser chooser;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    /** A message that no session could send. */
    private @Nullable OutgoingMessage stranded;

    private final Map<String, Map<String, SendResult>> refusals = new HashMap<>();

    ChatRoutes(Chooser chooser) {
        this.chooser = chooser;
    }

    /** The session of a row that is about to enter its lane, or null where none can send. */
    @Nullable
    SessionCore enter(String chat, OutgoingMessage message) {
        Route route = routes.get(chat);
        if (route == null) {
            SessionCore chosen = chooser.choose(message).orElse(null);
            if (chosen == null) {
                stranded = message;
                return null;
            }
            route = new Route(chosen);
            routes.put(chat, route);
        }
        route.rows++;
        return route.session;
    }

    /** Whether some session can send again what none could. */
    boolean hasSomebody() {
        return stranded == null || chooser.choose(stranded).isPresent();
    }

    /** The sessions that have rows in their lanes. */
    Set<SessionCore> sessions() {
        Set<SessionCore> sessions = new LinkedHashSet<>();
        routes.values().forEach(route -> sessions.add(route.session));
        return sessions;
    }

    /** Number of rows of the chat that are in lanes. */
    int rows(String chat) {
        Route route = routes.get(chat);
        return route == null ? 0 : route.rows;
    }

    /** The session that the rows of the chat go through now, or null. */
    @Nullable
    SessionCore session(String chat) {
        Route route = routes.get(chat);
        return route == null ? null : route.session;
    }

    /** A row has left its lane. */
    void left(OutboxRow row) {
        Route route = routes.get(row.draft().chat());
        if (route != null && --route.rows == 0) {
            routes.remove(row.draft().chat());
        }
    }

    /** A row has its end, which may say something of its chat. */
    void ended(OutboxRow row, SendResult result) {
        if (!row.draft().job().isEmpty() && Recipients.isClosedBy(result)) {
            refusals.computeIfAbsent(row.draft().job(), job -> new HashMap<>())
                    .putIfAbsent(row.draft().chat(), result);
        }
    }

    /** The end of a row whose chat has refused the job already, or null: nobody is knocked at twice. */
    @Nullable
    SendResult refusal(OutboxRow row) {
        Map<String, SendResult> ofJob = refusals.get(row.draft().job());
        SendResult first = ofJob == null ? null : ofJob.get(row.draft().chat());
        return first == null
                ? null
                : new SendResult(
                        first.status(),
                        0,
                        first.chatId(),
                        first.reason(),
                        first.error(),
                        null,
                        Duration.ZERO,
                        0,
                        first.sentBy());
    }

    /** The job is over. */
    void forget(String job) {
        refusals.remove(job);
    }

    private static final class Route {
        private final SessionCore session;
        private int rows;

        Route(SessionCore session) {
            this.session = session;
        }
    }
}
