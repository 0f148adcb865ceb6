// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Product;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.PluginContext;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The real way to the server: HTTP/1.1 over kept connections, by whichever address of the server answers first, without
 * redirections. A request holds a thread until its answer is there. May be used from any thread.
 */
final class SocketHttp implements Http {
    /** A hundred updates with the longest texts are a small part of it. */
    static final int LONGEST_ANSWER = 16 << 20;

    /** Kept connections that turn out to be dead before all of them are given up. */
    private static final int STALE_IN_A_ROW = 3;

    private final URI endpoint;
    private final PluginContext context;
    private final UnaryOperator<OkHttpClient.Builder> change;
    private final Map<Way, OkHttpClient> clients = new HashMap<>();
    private boolean closed;

    /** What tells clients apart. */
    private record Way(@Nullable ProxyConfig proxy) {}

    SocketHttp(URI endpoint, PluginContext context) {
        this(endpoint, context, UnaryOperator.identity());
    }

    /**
     * A way whose clients are made a little differently.
     *
     * @param change how
     */
    SocketHttp(URI endpoint, PluginContext context, UnaryOperator<OkHttpClient.Builder> change) {
        this.endpoint = endpoint;
        this.context = context;
        this.change = change;
    }

    /** Why that proxy cannot be used, or null. */
    static @Nullable String problemWith(ProxyConfig proxy) {
        return switch (proxy.kind()) {
            case SOCKS5 -> "the transport botapi: speaks to HTTP proxies only, and this is a SOCKS proxy";
            case MTPROTO -> "the transport botapi: speaks to HTTP proxies only, and this is one for MTProto";
            case HTTP -> null;
        };
    }

    @Override
    public CompletionStage<HttpAnswer> post(HttpCall call) {
        Request request = request(call);
        call.whenDoubted(() -> retire(new Way(call.proxy())));
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        try {
            context.blocking().execute(() -> complete(call, request, answer));
        } catch (RejectedExecutionException ending) {
            answer.complete(new HttpAnswer.Broken(false, "nothing is sent any more"));
        }
        return answer;
    }

    /** Leaves every connection of a way on which somebody has lost count of answers. */
    private void retire(Way way) {
        OkHttpClient left;
        synchronized (clients) {
            left = clients.remove(way);
        }
        if (left != null) {
            left.connectionPool().evictAll();
        }
    }

    /** Ends every connection that is not in use; those in use end with their requests. */
    void close() {
        synchronized (clients) {
            closed = true;
            clients.values().forEach(client -> client.connectionPool().evictAll());
            clients.clear();
        }
    }

    private @Nullable OkHttpClient client(@Nullable ProxyConfig proxy) {
        synchronized (clients) {
            return closed
                    ? null
                    : clients.computeIfAbsent(
                            new Way(proxy),
                            way -> change.apply(ClientFactory.client(proxy, context.timeline()))
                                    .build());
        }
    }

    private Request request(HttpCall call) {
        Request.Builder request = new Request.Builder()
                .url(endpoint + call.path())
                .header("User-Agent", Product.NAME + "/" + Product.version())
                // the client would ask for compressed answers by itself
                .header("Accept-Encoding", "identity")
                .post(new Departure(call));
        ProxyConfig proxy = call.proxy();
        String shown = proxy == null || isTls() ? null : ClientFactory.authorization(proxy);
        if (shown != null) {
            request.header(ClientFactory.PROXY_AUTHORIZATION, shown);
        }
        return request.build();
    }

    private boolean isTls() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    private void complete(HttpCall call, Request request, CompletableFuture<HttpAnswer> answer) {
        try {
            answer.complete(carryOut(call, request));
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
        }
    }

    private HttpAnswer carryOut(HttpCall call, Request request) {
        for (int stale = 0; ; stale++) {
            OkHttpClient client = client(call.proxy());
            if (client == null) {
                return new HttpAnswer.Broken(false, "the transport is closed");
            }
            Call attempt = client.newCall(request);
            call.whenAbandoned(attempt::cancel);
            try (Response response = attempt.execute()) {
                return full(response);
            } catch (FreshConnections.StaleException unused) {
                // nothing was written: the next one is as good as the first
                if (stale >= STALE_IN_A_ROW) {
                    client.connectionPool().evictAll();
                }
            } catch (IOException broken) {
                // first: what is said not to have left must not leave any more
                call.abandon();
                return new HttpAnswer.Broken(call.hasDeparted(), Breakage.inWords(broken, call.path()));
            }
        }
    }

    private static HttpAnswer full(Response response) throws IOException {
        ResponseBody body = response.body();
        BufferedSource source = body.source();
        if (source.request(LONGEST_ANSWER + 1L)) {
            throw new IOException("an answer of more than " + (LONGEST_ANSWER >> 20) + " MiB");
        }
        return new HttpAnswer.Full(
                response.code(), response.header("Retry-After"), Bytes.copyOf(source.readByteArray()));
    }
}
