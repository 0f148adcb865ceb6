// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Implementable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A way to Telegram for many sessions. */
@Implementable
public interface Transport {
    /** What it offers; constant while it is open. */
    Capabilities capabilities();

    /**
     * Makes the link of one session, without connecting it.
     *
     * @param config how the session signs in
     * @param sink where the session's events go from {@code connect} on
     * @throws dev.heliograph.model.ConfigurationException where the configuration lacks what this transport needs
     */
    Link link(ClientConfig config, EventSink sink);

    /**
     * Where it connects to, for people, such as {@code https://api.telegram.org}: without what an address may hold of secrets,
     * and empty where that says nothing.
     */
    default String server() {
        return "";
    }

    /** An ability of the transport as a whole, where it has it. */
    <F> Optional<F> facet(Class<F> type);

    /** Disconnects every link and frees what {@code open} took; completes when nothing more can be delivered. */
    CompletionStage<Void> close();
}
