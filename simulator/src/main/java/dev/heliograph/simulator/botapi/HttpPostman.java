// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries updates to webhooks by HTTP, past any proxy of the process: a webhook may be on this machine. The client is made
 * when the first update goes out. May be used from any thread.
 */
final class HttpPostman implements Postman, AutoCloseable {
    /** How long a webhook may take until the last byte of its answer. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PluginContext context;
    private final Duration patience;
    private final Strand alarms;
    private final Set<Errand> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable HttpClient client;
    private boolean closed;

    /** An update under way, the same only as itself. */
    private static final class Errand {
        private final CompletableFuture<HttpResponse<String>> sent;

        private Errand(CompletableFuture<HttpResponse<String>> sent) {
            this.sent = sent;
        }

        private void breakOff() {
            sent.cancel(true);
        }
    }

    HttpPostman(PluginContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
        this.alarms = context.timeline().strand("postman-" + context.instance());
    }

    @Override
    public CompletionStage<Receipt> post(URI url, @Nullable String secret, String json) {
        HttpRequest request = request(url, secret, json);
        Errand errand = send(request);
        // the time-out of a request ends with the headers of its answer; this one does not
        Alarm late = alarms.after(patience, errand::breakOff);
        return errand.sent
                .whenComplete((response, failure) -> {
                    late.cancel();
                    underWay.remove(errand);
                })
                .thenApply(response -> new Receipt(response.statusCode(), response.body()));
    }

    /** Breaks off what is under way; what is posted later fails. */
    @Override
    public void close() {
        HttpClient last;
        synchronized (this) {
            closed = true;
            last = client;
            client = null;
        }
        List.copyOf(underWay).forEach(Errand::breakOff);
        end(last);
    }

    private static HttpRequest request(URI url, @Nullable String secret, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (secret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        return request.build();
    }

    private synchronized Errand send(HttpRequest request) {
        if (closed) {
            return new Errand(CompletableFuture.failedFuture(new IOException("the postman has gone home")));
        }
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .executor(context.blocking())
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
            client = made;
        }
        Errand errand = new Errand(made.sendAsync(request, head -> new ShortText()));
        underWay.add(errand);
        return errand;
    }

    /** From Java 21 on a client can be closed; before, its thread ends once nothing refers to it. */
    private void end(@Nullable Object last) {
        if (last instanceof AutoCloseable closeable) {
            context.blocking().execute(() -> quietly(closeable));
        }
    }

    private static void quietly(AutoCloseable last) {
        try {
            last.close();
        } catch (Exception late) {
            // nobody uses it any more
            if (late instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
