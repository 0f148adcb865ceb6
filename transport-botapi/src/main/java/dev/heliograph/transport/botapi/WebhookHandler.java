// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Implementable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the deliveries of Telegram to the webhook of one session. Mount it in any HTTP server: give it the header and the
 * body of each POST to the address of the webhook, and answer with the status that it completes with.
 *
 * <pre>{@code
 * handler.handle(request.header("X-Telegram-Bot-Api-Secret-Token"), request.bytes())
 *         .thenAccept(response::status);
 * }</pre>
 */
@Implementable
@FunctionalInterface
public interface WebhookHandler {
    /** The header in which Telegram shows the secret. */
    String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    /**
     * Takes one delivery. Never blocks, may be called from any thread, and completes on any thread, never exceptionally.
     *
     * @param secretToken the value of {@link #SECRET_HEADER}, or null where there was none
     * @param body the body as it came
     * @return the status to answer with: 200 once the handlers are done; 401 for a wrong secret; 400 for what is no
     *     update; 503, upon which Telegram repeats the delivery later, where the session is not connected, nobody listens,
     *     the mailbox is full, the handlers left it or took longer than 50 s: a repetition of what they still have in hand
     *     waits for them as well, and is not handled twice
     */
    CompletionStage<Integer> handle(@Nullable String secretToken, byte[] body);
}
