// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.StateStore;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Connects, looks at how the servers are set up, and hands out the store; or says in one sentence why not. */
final class Opening {
    private Opening() {}

    static StateStore server(String scheme, boolean tls, TimeSource source, Settings settings, PluginContext context) {
        Hosts hosts = settings.get(RedisSettings.HOSTS);
        boolean isCluster = settings.get(RedisSettings.CLUSTER) || hosts.hosts().size() > 1;
        if (isCluster && hosts.database() != 0) {
            throw new ConfigurationException(scheme + ": a cluster has only database 0");
        }
        return open(
                scheme + "://" + hosts,
                () -> isCluster
                        ? new ClusterLine(
                                hosts.hosts().stream()
                                        .map(host -> Clients.server(host, 0, settings, hosts, tls))
                                        .toList(),
                                settings)
                        : new ServerLine(
                                Clients.server(hosts.hosts().get(0), hosts.database(), settings, hosts, tls), settings),
                source,
                settings,
                context);
    }

    static StateStore sentinels(TimeSource source, Settings settings, PluginContext context) {
        Hosts hosts = settings.get(RedisSettings.SENTINELS);
        return open(
                SentinelStateProvider.SCHEME + "://" + hosts,
                () -> new ServerLine(behindSentinels(hosts, settings), settings),
                source,
                settings,
                context);
    }

    private static RedisURI behindSentinels(Hosts hosts, Settings settings) {
        String password = settings.get(RedisSettings.SENTINEL_PASSWORD);
        boolean tls = settings.get(RedisSettings.TLS);
        RedisURI.Builder uri = RedisURI.builder()
                .withSentinelMasterId(settings.get(RedisSettings.MASTER))
                .withDatabase(hosts.database())
                .withTimeout(settings.get(RedisSettings.TIMEOUT));
        for (Hosts.Host host : hosts.hosts()) {
            RedisURI.Builder sentinel = RedisURI.builder()
                    .withHost(host.name())
                    .withPort(host.port())
                    .withTimeout(settings.get(RedisSettings.TIMEOUT));
            if (tls) {
                sentinel.withSsl(true);
            }
            if (!password.isEmpty()) {
                sentinel.withPassword(password.toCharArray());
            }
            uri.withSentinel(sentinel.build());
        }
        Clients.secured(uri, settings, hosts, tls);
        return uri.build();
    }

    private static StateStore open(
            String name, Supplier<Line> line, TimeSource source, Settings settings, PluginContext context) {
        Line opened;
        try {
            opened = line.get();
        } catch (RedisException | IllegalArgumentException failed) {
            throw refusal(name, failed);
        }
        try {
            ServerChecks.check(name, opened, settings.get(RedisSettings.CONNECT_TIMEOUT));
        } catch (ConfigurationException | FailureException refused) {
            opened.close();
            throw refused;
        }
        int wanted = settings.get(RedisSettings.REPLICAS).intValue();
        Wire wire = new Wire(opened, wanted, RedisSettings.replicationWait(settings));
        return new RedisStateStore(wire, name, settings, source, context);
    }

    /** What the settings are to blame for, or else a server that cannot be reached now. */
    static RuntimeException refusal(String name, Throwable failed) {
        boolean isTls = false;
        Throwable deepest = failed;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            isTls |= cause instanceof SSLException;
            deepest = cause;
        }
        String said = String.valueOf(deepest.getMessage());
        String start = name + ": cannot connect: ";
        if (isTls) {
            return new ConfigurationException(
                    start + said + "; the settings 'ca' and 'verify' say which certificates are trusted");
        }
        if (said.contains("without any password configured")) {
            return new ConfigurationException(
                    start + "a password is given, and the server has none; take it out of the address or the settings");
        }
        if (said.startsWith("NOAUTH")) {
            return new ConfigurationException(start
                    + "the server wants a password, and none is given; add it: redis://:${env:REDIS_PASSWORD}@host");
        }
        if (failed instanceof IllegalArgumentException || said.startsWith("WRONGPASS") || said.startsWith("NOPERM")) {
            return new ConfigurationException(start + said);
        }
        return new FailureException(new Failure.Unavailable(Failure.Origin.STATE, start + said));
    }
}
