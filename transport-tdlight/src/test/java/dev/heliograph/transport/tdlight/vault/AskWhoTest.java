// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SessionName;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.transport.tdlight.Fork;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionFormat;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks TDLib itself, in its process, over the simulated Telegram. */
@Tag("native")
class AskWhoTest {
    private static final Path ORIGINAL = Path.of(System.getProperty("heliograph.tdlib"));

    @TempDir
    Path folder;

    private SystemTimeline time;
    private TelegramLoopback telegram;
    private int port;

    @BeforeEach
    void start() {
        time = SystemTimeline.start();
        telegram = TelegramLoopback.start(time.context("telegram"));
        port = telegram.socksPort();
    }

    @AfterEach
    void stop() {
        telegram.close();
        time.close();
    }

    private static SessionMaterial session(int fill) throws Exception {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return SessionMaterial.of(2, false, key);
    }

    private AskWho ask(int proxy, Duration patience) {
        Path library = PatchedLibrary.of(ORIGINAL, ORIGINAL.resolveSibling("patched"));
        ClientConfig config = ClientConfig.named("desk")
                .apiId(1)
                .apiHash("h")
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", proxy, null, null))
                .build();
        return new AskWho(
                new FoundLibrary(library, "test"),
                false,
                config,
                folder.resolve("sessions"),
                new CompletableFuture<>(),
                patience,
                AskWho.command());
    }

    private AskWho ask() {
        return ask(port, Duration.ofSeconds(60));
    }

    @Test
    void the_server_tells_whose_a_session_is() throws Exception {
        SessionMaterial session = session(7);
        long user = telegram.addUser("15550001");
        telegram.importKey(2, Bytes.copyOf(session.authKey()), user, false);

        assertThat(ask().apply(session)).isEqualTo(new Account(user, false, null));
        assertThat(folder).isEmptyDirectory();
        telegram.verify();
    }

    @Test
    void the_server_tells_that_it_is_a_bot() throws Exception {
        SessionMaterial session = session(8);
        telegram.addBot("4242:secret");
        telegram.importKey(2, Bytes.copyOf(session.authKey()), 4242, true);

        Account account = ask().apply(session);

        assertThat(account.userId()).isEqualTo(4242);
        assertThat(account.bot()).isTrue();
    }

    @Test
    void an_import_is_completed_by_it() throws Exception {
        SessionMaterial session = session(9);
        long user = telegram.addUser("15550002");
        telegram.importKey(2, Bytes.copyOf(session.authKey()), user, false);
        SealedSessions sessions = SealedSessions.over(folder.resolve("sessions"), VaultKey.of(new byte[32]));

        SessionImport.Imported imported = new SessionImport(sessions)
                .prepare(SessionName.of("desk"), new FoundSession(SessionFormat.TELETHON, session, List.of()), ask());

        assertThat(imported.material().userId()).isEqualTo(user);
        assertThat(imported.material().bot()).isFalse();
    }

    @Test
    void a_session_that_the_server_does_not_know_is_refused() throws Exception {
        SessionMaterial stranger = session(10);

        assertThatThrownBy(() -> ask().apply(stranger))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("session desk", "signed out", "session login desk")
                .message()
                .hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_server_that_cannot_be_reached_is_not_waited_for() throws Exception {
        SessionMaterial session = session(11);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            ask(silent.getLocalPort(), Duration.ofSeconds(3)).apply(session))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("session desk", "did not answer within 3s");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_library_that_is_none_is_named() throws IOException {
        Path wrong = Files.writeString(folder.resolve("libtdjson.so"), "no library");
        AskWho ask = new AskWho(
                new FoundLibrary(wrong, "test"),
                false,
                ClientConfig.named("desk").build(),
                folder.resolve("sessions"),
                new CompletableFuture<>(),
                Duration.ofSeconds(60),
                AskWho.command());

        assertThatThrownBy(() -> ask.apply(session(12)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(wrong.toString());
    }

    /** The process that asks over a server that says nothing, when it has connected there. */
    private static ProcessHandle asking(Fork asker, ServerSocket silent) throws IOException {
        silent.setSoTimeout(60_000);
        silent.accept();
        return asker.handle().children().findFirst().orElseThrow();
    }

    @Test
    void a_process_whose_asker_was_killed_ends_and_the_next_command_deletes_the_copy() throws Exception {
        Path sessions = folder.resolve("sessions");
        Path library = PatchedLibrary.of(ORIGINAL, ORIGINAL.resolveSibling("patched"));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Fork asker = Fork.of(
                        Asker.class,
                        folder.resolve("place"),
                        List.of(library.toString(), sessions.toString(), Integer.toString(silent.getLocalPort())))) {
            ProcessHandle asking = asking(asker, silent);

            asker.kill();

            asking.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(sessions).isNotEmptyDirectory();
        SealedSessions unused = SealedSessions.over(sessions, VaultKey.of(new byte[32]));
        assertThat(sessions).isEmptyDirectory();
    }

    @Test
    void a_process_that_nobody_ends_does_so_by_itself_when_its_time_is_over() throws Exception {
        Path library = PatchedLibrary.of(ORIGINAL, ORIGINAL.resolveSibling("patched"));
        ObjectNode question = new JsonMapper()
                .createObjectNode()
                .put("library", library.toString())
                .put("origin", "test")
                .put("asked_by", ProcessHandle.current().pid())
                .put("patience", 1);
        question.putObject("parameters").put("@type", "getOption").put("name", "version");
        Process process = new ProcessBuilder(AskWho.command())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(question.toString().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
    }
}
