// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.SessionName;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session string of another library is all that a session has, over TDLib itself and the simulated Telegram. */
@Tag("native")
class ImportedSessionTest {
    private static final SessionName DESK = SessionName.of("desk");
    private static final Path LIBRARY = library();

    @TempDir
    Path folder;

    private SystemTimeline time;
    private TelegramLoopback telegram;
    private SealedSessions sessions;

    private static Path library() {
        Path original = Path.of(System.getProperty("heliograph.tdlib"));
        return PatchedLibrary.of(original, original.resolveSibling("patched"));
    }

    @BeforeEach
    void start() {
        time = SystemTimeline.start();
        telegram = TelegramLoopback.start(time.context("telegram"));
        sessions = SealedSessions.over(folder.resolve("sessions"), VaultKey.of(new byte[32]));
    }

    @AfterEach
    void stop() {
        telegram.close();
        time.close();
    }

    private TdlightTransport transport() {
        TdEngine engine = LoadedLibrary.engine(new FoundLibrary(LIBRARY, "test"), false, 0);
        TdlightSettings settings = new TdlightSettings(
                sessions.folder(),
                TdlightSettings.TDJSON,
                LIBRARY.toString(),
                false,
                false,
                0,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                64,
                4,
                ErrorTable.standard());
        return new TdlightTransport(settings, engine, sessions, time.context("main"));
    }

    /** Known to the server; another key each time, since this process may still hold the last one. */
    private SessionMaterial session(long seed) throws Exception {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        new Random(seed).nextBytes(key);
        long id = telegram.addUser("15550001");
        Object unused = telegram.importKey(2, Bytes.copyOf(key), id, false);
        return SessionMaterial.of(2, false, key).withUserId(id).withBot(false).withApiId(1);
    }

    private static String text(SessionMaterial session, SessionTarget form) throws Exception {
        return new String(SessionConverter.convert(session, form).content(), StandardCharsets.US_ASCII);
    }

    private void startsSendsAndComesBack(SessionMaterial session, SessionTarget form) throws Exception {
        String text = text(session, form);
        int keys = telegram.keys().all().size();
        ClientConfig config = ClientConfig.named("desk")
                .apiId(1)
                .apiHash("h")
                .sessionString(text)
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", telegram.socksPort(), null, null))
                .build();
        TdlightTransport transport = transport();
        try {
            Link link = transport.link(config, (event, handled) -> true);
            SelfInfo self = link.connect().toCompletableFuture().join().orThrow();
            OutgoingMessage hello = OutgoingMessage.to("@alice").text("hello").build();
            SentMessage sent = link.send(new SendRequest(hello.peer(), hello, 1, (bytes, total) -> {}))
                    .toCompletableFuture()
                    .join()
                    .orThrow();

            assertThat(self.account().value()).isEqualTo(session.userId());
            assertThat(sent.messageId()).isPositive();
        } finally {
            transport.close().toCompletableFuture().join();
        }
        assertThat(telegram.accepted()).extracting(Truth.Accepted::text).containsExactly("hello");
        assertThat(telegram.keys().all()).as("keys: none was agreed anew").hasSize(keys);
        assertThat(telegram.calls("auth.sendCode")).isZero();
        SessionMaterial back = SessionReader.ofPath(sessions.databaseFolder(DESK), sessions.databaseKey(DESK))
                .material();
        assertThat(text(back.withApiId(1), form)).isEqualTo(text);
        telegram.verify();
    }

    @Test
    void of_telethon_starts_signed_in_and_sends_and_comes_back_byte_for_byte() throws Exception {
        startsSendsAndComesBack(session(1), SessionTarget.TELETHON);
    }

    @Test
    void of_pyrogram_starts_signed_in_and_sends_and_comes_back_byte_for_byte() throws Exception {
        startsSendsAndComesBack(session(2), SessionTarget.PYROGRAM);
    }
}
