// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.metrics;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Implementable;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TrafficClass;
import java.time.Duration;

/** The moments worth counting. None of them names a chat, since the number of chats has no bound. */
@Implementable
public interface Metrics extends AutoCloseable {
    /** A message is with Telegram; {@code took} runs from its hand-over to the engine. */
    void sent(SessionName session, TrafficClass trafficClass, Duration took);

    /** A message ended otherwise than in success. */
    void failed(SessionName session, SendStatus status);

    /** Telegram asked for a pause. */
    void flooded(SessionName session, FloodScope scope, Duration wait);

    /** So many gates are closed now. */
    void gatesClosed(SessionName session, int gates);

    /**
     * Floods have shown that the account is granted so much of its configured limits; 1 and 1 once nothing is held back.
     *
     * @param rate share of the rate, above 0 to 1
     * @param burst share of what may be sent at once, above 0 to 1
     */
    default void limited(SessionName session, double rate, double burst) {}

    /** So many messages wait now. */
    void queued(SessionName session, TrafficClass trafficClass, int depth);

    /** A call is tried again after a passing failure of that kind. */
    void retried(SessionName session, Failure.Kind cause);

    /** The connection is now in that state. */
    void connection(SessionName session, ConnectionState state);

    /** A connection that was lost is back. */
    void reconnected(SessionName session);

    /** A handler of the user threw. */
    void handlerFailed(SessionName session);

    /**
     * So many messages and intents to send were stored although a replica of the store did not confirm them in time: lost if
     * the store's first server is lost now.
     */
    default void unreplicated(long count) {}

    /** Frees what {@code open} took. */
    @Override
    void close();
}
