// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.Settings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says what Lettuce shall do with connections: wait never for long, send nothing twice, come back soon. */
final class Clients {
    private static final int MOST_WAITING = 100_000;

    private Clients() {}

    static ClientResources resources() {
        return ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS))
                .build();
    }

    static <B extends ClientOptions.Builder> B filled(B options, Settings settings) {
        options.autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                // a command whose answer was lost is the engine's to repeat: it knows what that would mean
                .replayFilter(command -> true)
                .requestQueueSize(MOST_WAITING)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .timeoutOptions(TimeoutOptions.enabled(settings.get(RedisSettings.TIMEOUT)))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.get(RedisSettings.CONNECT_TIMEOUT))
                        .keepAlive(true)
                        .build());
        String ca = settings.get(RedisSettings.CA);
        if (!ca.isEmpty()) {
            File file = new File(ca);
            if (!file.canRead()) {
                throw new ConfigurationException("redis: setting 'ca': the file " + ca + " cannot be read");
            }
            options.sslOptions(
                    SslOptions.builder().jdkSslProvider().trustManager(file).build());
        }
        return options;
    }

    /** One server. */
    static RedisURI server(Hosts.Host host, int database, Settings settings, Hosts given, boolean tls) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(host.name())
                .withPort(host.port())
                .withDatabase(database)
                .withTimeout(settings.get(RedisSettings.TIMEOUT));
        secured(uri, settings, given, tls);
        return uri.build();
    }

    static void secured(RedisURI.Builder uri, Settings settings, Hosts given, boolean tls) {
        if (tls) {
            uri.withSsl(true).withVerifyPeer(verification(settings));
        }
        String user = first(settings.get(RedisSettings.USER), given.user());
        String password = first(settings.get(RedisSettings.PASSWORD), given.password());
        if (!user.isEmpty()) {
            uri.withAuthentication(user, password.toCharArray());
        } else if (!password.isEmpty()) {
            uri.withPassword(password.toCharArray());
        }
    }

    private static SslVerifyMode verification(Settings settings) {
        return switch (settings.get(RedisSettings.VERIFY)) {
            case "none" -> SslVerifyMode.NONE;
            case "ca" -> SslVerifyMode.CA;
            default -> SslVerifyMode.FULL;
        };
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
