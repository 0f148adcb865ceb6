// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.time.Timeline;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Maker of HTTP clients, one for each proxy, each with connections of its own. */
final class ClientFactory {
    static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    /** Of one address; the next one is tried beside it after a quarter of a second. */
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private static final int MOST_IDLE = 10_000;

    private ClientFactory() {}

    static OkHttpClient.Builder client(@Nullable ProxyConfig proxy, Timeline timeline) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(MOST_IDLE, FreshConnections.REST.toSeconds(), TimeUnit.SECONDS))
                .fastFallback(true)
                // requests are repeated by those who know what they mean
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECTING)
                // the time of a call is kept by whoever makes it
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(new FreshConnections(timeline));
        if (proxy == null) {
            // never the proxy of the process: a session says what it uses
            return builder.proxy(Proxy.NO_PROXY);
        }
        String shown = authorization(proxy);
        if (shown != null) {
            // asked before a tunnel is made, and again where the proxy refuses: the same word twice helps nobody
            builder.proxyAuthenticator((route, response) -> response.request().header(PROXY_AUTHORIZATION) != null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header(PROXY_AUTHORIZATION, shown)
                            .build());
        }
        return builder.proxy(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    }

    /** What is shown to the proxy, or null. */
    static @Nullable String authorization(ProxyConfig proxy) {
        String password = proxy.password() == null ? "" : proxy.password();
        return proxy.user() == null ? null : Credentials.basic(proxy.user(), password, StandardCharsets.UTF_8);
    }
}
