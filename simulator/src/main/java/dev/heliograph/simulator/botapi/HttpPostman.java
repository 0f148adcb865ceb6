// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Carries updates to webhooks by HTTP. The client is made when the first update goes out. */
final class HttpPostman implements Postman {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Executor executor;
    private @Nullable HttpClient client;

    HttpPostman(Executor executor) {
        this.executor = executor;
    }

    @Override
    public CompletionStage<Receipt> post(URI url, @Nullable String secret, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (secret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        return client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Receipt(response.statusCode(), response.body()));
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .executor(executor)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            client = made;
        }
        return made;
    }
}
