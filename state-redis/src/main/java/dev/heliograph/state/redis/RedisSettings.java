// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings that the three kinds of addresses share, and those of one kind. */
final class RedisSettings {
    static final int PORT = 6379;
    static final int SENTINEL_PORT = 26_379;

    static final Setting<Hosts> HOSTS = hosts(
            PORT,
            "Where the server is: //user:password@host:port/database; several hosts, joined by commas, are of a cluster.");
    static final Setting<Hosts> SENTINELS = hosts(
            SENTINEL_PORT, "Where the sentinels are, joined by commas: //user:password@host:port,host:port/database.");
    static final Setting<Boolean> CLUSTER =
            Setting.flag("cluster", false, "Whether the server is one of a cluster; several hosts always are.");
    static final Setting<String> MASTER =
            Setting.text("master", "mymaster", "The name by which the sentinels know the master.");
    static final Setting<String> SENTINEL_PASSWORD =
            Setting.secret("sentinel-password", "", "The password of the sentinels, if they have one.");
    static final Setting<Boolean> TLS = Setting.flag("tls", false, "Whether the servers are spoken to over TLS.");
    static final Setting<String> CA =
            Setting.text("ca", "", "A file of certificates to trust, in PEM, instead of those of the JDK.");
    static final Setting<String> VERIFY = Setting.choice(
            "verify",
            List.of("full", "ca", "none"),
            "full",
            "What of a certificate is checked: its issuer and its name, its issuer only, or nothing.");
    static final Setting<String> USER =
            Setting.text("user", "", "The user of the server's access list, if it has one.");
    static final Setting<String> PASSWORD =
            Setting.secret("password", "", "The password of that user, or the server's.");
    static final Setting<String> PREFIX = new Setting<>(
            "prefix", "text", RedisSettings::prefix, "heliograph", false, "What the names of all keys begin with.");
    static final Setting<Duration> TIMEOUT =
            span("timeout", Duration.ofSeconds(2), "How long an answer is waited for.");
    static final Setting<Duration> CONNECT_TIMEOUT =
            span("connect-timeout", Duration.ofSeconds(5), "How long a connection is waited for.");
    static final Setting<Long> REPLICAS = Setting.number(
            "replicas",
            0,
            10,
            0L,
            "How many replicas must have a message or an intent before it counts as stored; 0 waits for one where there is"
                    + " one, and goes on without.");

    static final Setting<Duration> LEASE_GUARD = span(
            "lease-guard",
            Duration.ofSeconds(30),
            "How long after a change of master no lease changes hands: longer than any lease.");

    private RedisSettings() {}

    static List<Setting<?>> with(Setting<?>... own) {
        List<Setting<?>> all = new ArrayList<>(List.of(own));
        all.addAll(List.of(CA, VERIFY, USER, PASSWORD, PREFIX, TIMEOUT, CONNECT_TIMEOUT, REPLICAS, LEASE_GUARD));
        return List.copyOf(all);
    }

    /** How commands are waited for, with what is left for replicas. */
    static Duration replicationWait(Settings settings) {
        Duration half = settings.get(TIMEOUT).dividedBy(2);
        return half.compareTo(Duration.ofSeconds(1)) < 0 ? half : Duration.ofSeconds(1);
    }

    private static Setting<Hosts> hosts(int port, String sentence) {
        // may hold a password: never shown
        return new Setting<>(
                Setting.REST, "hosts", text -> Hosts.parse(text, port), "//localhost:" + port, true, sentence);
    }

    private static Setting<Duration> span(String key, Duration fallback, String sentence) {
        Setting<Duration> any = Setting.duration(key, fallback, sentence);
        return new Setting<>(
                key,
                any.type(),
                text -> {
                    Duration span = any.parser().apply(text);
                    if (span.compareTo(Duration.ofMillis(50)) < 0 || span.compareTo(Duration.ofMinutes(1)) > 0) {
                        throw new IllegalArgumentException("expected 50ms to 1m");
                    }
                    return span;
                },
                any.fallback(),
                false,
                sentence);
    }

    private static String prefix(String text) {
        if (text.matches("[A-Za-z0-9._:/-]{1,100}")) {
            return text;
        }
        throw new IllegalArgumentException("expected letters, digits and . _ : / -");
    }
}
