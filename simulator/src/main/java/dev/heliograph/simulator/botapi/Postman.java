// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Carries updates to webhooks. */
@FunctionalInterface
public interface Postman {
    /**
     * Posts JSON.
     *
     * @param secret the value of X-Telegram-Bot-Api-Secret-Token, or null for none
     * @return what came back; fails where nothing did
     */
    CompletionStage<Receipt> post(URI url, @Nullable String secret, String json);

    /**
     * What a webhook answered.
     *
     * @param status of HTTP
     * @param body its text
     */
    record Receipt(int status, String body) {}
}
