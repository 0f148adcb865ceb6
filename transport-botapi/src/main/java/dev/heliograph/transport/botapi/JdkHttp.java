// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Product;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.PluginContext;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The real way to the server: HTTP/1.1 with connections that are kept, no redirections, one client for each proxy, and
 * another one for polls. May be used from any thread.
 */
final class JdkHttp implements Http {
    private static final String NO_TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

    private final URI endpoint;
    private final PluginContext context;
    private final Map<ClientPool.Key, ClientPool> pools = new HashMap<>();
    private boolean closed;

    JdkHttp(URI endpoint, PluginContext context) {
        this.endpoint = endpoint;
        this.context = context;
    }

    /** Why that proxy cannot be used on the way to the endpoint, or null. */
    static @Nullable String problemWith(ProxyConfig proxy, URI endpoint) {
        return switch (proxy.kind()) {
            case SOCKS5 -> "the transport botapi: speaks to HTTP proxies only, and this is a SOCKS proxy";
            case MTPROTO -> "the transport botapi: speaks to HTTP proxies only, and this is one for MTProto";
            case HTTP ->
                proxy.user() != null && isTls(endpoint) && basicIsOff()
                        ? "Java sends no password to a proxy in front of https unless it is started with -D" + NO_TUNNEL
                                + "="
                        : null;
        };
    }

    @Override
    public CompletionStage<HttpAnswer> post(HttpCall call) {
        ClientPool.Loan loan;
        try {
            loan = borrow(call);
        } catch (UncheckedIOException exhausted) {
            return unsent("no HTTP client could be made; are there too many open files?");
        }
        return loan == null ? unsent("the transport is closed") : post(call, loan);
    }

    private static CompletionStage<HttpAnswer> unsent(String reason) {
        return CompletableFuture.completedFuture(new HttpAnswer.Broken(false, reason));
    }

    private CompletionStage<HttpAnswer> post(HttpCall call, ClientPool.Loan loan) {
        Departure departure = new Departure(call);
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = loan.client().sendAsync(request(call, departure), head -> new BoundedBody());
        } catch (RuntimeException | Error bug) {
            loan.giveBack();
            throw bug;
        }
        call.whenAbandoned(() -> sent.cancel(true));
        call.whenDoubted(loan::doubt);
        return sent.handle((response, thrown) -> {
            if (Breakage.mayBeTheClients(thrown)) {
                loan.giveBackDoubted();
            } else {
                loan.giveBack();
            }
            departure.release();
            return response == null ? broken(call, thrown) : full(response);
        });
    }

    /** Ends every connection. */
    void close() {
        synchronized (pools) {
            closed = true;
            pools.values().forEach(ClientPool::close);
            pools.clear();
        }
    }

    private ClientPool.@Nullable Loan borrow(HttpCall call) {
        ClientPool.Key key = new ClientPool.Key(call.proxy(), call.purpose() == HttpCall.Purpose.POLL);
        synchronized (pools) {
            return closed
                    ? null
                    : pools.computeIfAbsent(key, wanted -> new ClientPool(wanted, context))
                            .borrow();
        }
    }

    private HttpRequest request(HttpCall call, Departure departure) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint + call.path()))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", call.body().contentType())
                .header("User-Agent", Product.NAME + "/" + Product.version())
                .POST(departure);
        ProxyConfig proxy = call.proxy();
        if (proxy != null && proxy.user() != null) {
            String pair = proxy.user() + ":" + (proxy.password() == null ? "" : proxy.password());
            builder.header(
                    "Proxy-Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return builder.build();
    }

    private static HttpAnswer full(HttpResponse<byte[]> response) {
        return new HttpAnswer.Full(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                Bytes.copyOf(response.body()));
    }

    private static HttpAnswer broken(HttpCall call, @Nullable Throwable thrown) {
        // first: whatever still reads the body must not let the last byte go once it is said that it did not
        call.abandon();
        return new HttpAnswer.Broken(call.hasDeparted(), Breakage.inWords(thrown, call.path()));
    }

    private static boolean isTls(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    private static boolean basicIsOff() {
        // what the JDK has in conf/net.properties where nothing is said
        return System.getProperty(NO_TUNNEL, "Basic").toLowerCase(Locale.ROOT).contains("basic");
    }
}
