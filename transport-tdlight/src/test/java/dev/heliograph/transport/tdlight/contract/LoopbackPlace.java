// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import dev.heliograph.transport.tdlight.TdlightTransportProvider;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A Telegram of a test's own, a folder for sessions, and TDLib taught to go there. */
final class LoopbackPlace implements AutoCloseable {
    final SystemTimeline time = SystemTimeline.start();
    final TelegramLoopback telegram;
    final Path folder;

    LoopbackPlace(WorldSettings world) {
        try {
            folder = Files.createTempDirectory("tdlight");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        telegram = TelegramLoopback.start(time.context("loopback"), world);
    }

    /** The transport, with its sessions in the folder. */
    Configured<TdlightTransportProvider> transport() {
        return Configured.of(
                new TdlightTransportProvider(),
                "=" + folder.resolve("sessions"),
                "library=" + PatchedTdlib.path(),
                "start-pace=1000",
                "sign-in-pace=60000");
    }

    /** A session that leads to the loopback. */
    ClientConfig.Builder session(String name) {
        return ClientConfig.named(name)
                .apiId(1)
                .apiHash("0123456789abcdef0123456789abcdef")
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", telegram.socksPort(), null, null));
    }

    /** A session of that user, who is signed in already, as another library would have left it. */
    ClientConfig.Builder user(String name, long id) {
        return session(name).sessionString(sessionString(name, id));
    }

    /** What another library would have left of that user, signed in; the same name gives another key in another place. */
    String sessionString(String name, long id) {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        RandomGenerator chance = time.chance(name);
        chance.nextBytes(key);
        telegram.importKey(2, Bytes.copyOf(key), id, false);
        try {
            SessionMaterial material = SessionMaterial.of(2, false, key)
                    .withUserId(id)
                    .withBot(false)
                    .withApiId(1);
            return new String(
                            SessionConverter.convert(material, SessionTarget.PYROGRAM)
                                    .content(),
                            StandardCharsets.UTF_8)
                    .strip();
        } catch (Exception wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Limits for both sides where what is tried is not speed. */
    static Limits fast() {
        Limit any = Limit.rate(100_000, 100_000);
        return new Limits(List.of(any), any, any, List.of(), any, any, any, any, Duration.ZERO);
    }

    @Override
    public void close() {
        try {
            telegram.verify();
        } finally {
            telegram.close();
            time.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            // it is a temporary folder: somebody else cleans up
        }
    }
}
