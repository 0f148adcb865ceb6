// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.SessionName;
import java.util.Optional;

/** The facet of a Bot API transport that receives by webhook ({@code updates=webhook}). May be used from any thread. */
@FunctionalInterface
public interface Webhooks {
    /** What takes the deliveries for that session, for as long as the transport is open; nothing where it has none. */
    Optional<WebhookHandler> handler(SessionName session);
}
