// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.cli.Distribution.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The first steps with TDLib, each command a process of its own, against a simulated Telegram in another one. */
@Tag("native")
class TdlibIT {
    private static final String PASSWORD = "open-sesame";
    private static final String HASH = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    private Process server;
    private Distribution heliograph;

    @BeforeEach
    void telegram() throws IOException {
        Path cache = Path.of(System.getProperty("heliograph.distribution"))
                .resolveSibling("cache")
                .toAbsolutePath();
        server = new Distribution(directory)
                .with("XDG_CACHE_HOME", cache.toString())
                .start(
                        directory.resolve("server.err"),
                        "--json",
                        "simulate-server",
                        "--mtproto",
                        "0",
                        "--phones",
                        "+15550001,+15550002:" + PASSWORD,
                        "--library",
                        System.getProperty("heliograph.tdlib"));
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        JsonNode opened = JsonMapper.shared().readTree(String.valueOf(out.readLine()));
        heliograph = new Distribution(directory)
                .with("XDG_CONFIG_HOME", directory.resolve("config").toString())
                .with("TDLIB_LIBRARY", opened.path("library").asString())
                .with("TELEGRAM_PROXY", opened.path("mtproto").asString())
                .with("TELEGRAM_API_ID", "12345")
                .with("TELEGRAM_API_HASH", HASH);
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private Run login(String name, String answers, String... more) throws Exception {
        String[] command = {"session", "login", name, "--json"};
        String[] all = Stream.of(command, more).flatMap(Arrays::stream).toArray(String[]::new);
        return heliograph.runWithInput(answers, all);
    }

    private Run send(String name, String to) throws Exception {
        return heliograph.run(
                "--transport", "tdlight:sessions", "--session", name, "send", "--to", to, "--text", "Hello", "--json");
    }

    @Test
    void a_user_signs_in_sends_takes_the_session_along_and_signs_out() throws Exception {
        Run login = login("desk", "12345\n", "--phone", "+15550001").endsWith(0);
        String fingerprint = login.json().path("fingerprint").asString();
        assertThat(login.err())
                .contains("Code of 5 characters, sent to +15****01")
                .doesNotContain("15550001");

        assertThat(send("desk", "me").endsWith(0).json().path("status").asString())
                .isEqualTo("SUCCESS");
        assertThat(send("desk", "@alice").endsWith(0).json().path("chat").asLong())
                .isEqualTo(1_000_001);

        heliograph
                .run("session", "export", "desk", "--to", "telethon", "--out", "desk.txt")
                .succeeds();
        heliograph
                .run("session", "import", "copy", "--from", "desk.txt", "--dir", "other")
                .succeeds();
        JsonNode copy = heliograph
                .run("session", "list", "--dir", "other", "--json")
                .succeeds()
                .json()
                .path("sessions")
                .path(0);
        assertThat(copy.path("fingerprint").asString()).isEqualTo(fingerprint);
        assertThat(copy.path("user_id")).isEqualTo(login.json().path("user_id"));

        JsonNode out = heliograph
                .run("session", "logout", "desk", "--yes", "--json")
                .succeeds()
                .json();
        assertThat(out.path("signed_out").asBoolean()).isTrue();
        assertThat(heliograph.run("session", "list", "--json").succeeds().out()).isEqualTo("{\"sessions\":[]}\n");
        assertThat(directory.resolve("sessions/desk.tdlib")).doesNotExist();
        heliograph
                .run("session", "import", "late", "--from", "desk.txt", "--dir", "later")
                .refuses("session late", "it was signed out");
    }

    @Test
    void a_password_is_asked_for_and_a_second_device_let_in() throws Exception {
        Run login = login("first", "12345\n" + PASSWORD + "\n", "--phone", "+15550002")
                .endsWith(0);
        assertThat(login.out() + login.err()).contains("Password of two-step").doesNotContain(PASSWORD, HASH);

        JsonNode second = login("second", PASSWORD + "\n", "--approve-with", "first")
                .endsWith(0)
                .json();
        assertThat(second.path("user_id")).isEqualTo(login.json().path("user_id"));
        assertThat(second.path("fingerprint")).isNotEqualTo(login.json().path("fingerprint"));
        assertThat(send("second", "me").endsWith(0).json().path("status").asString())
                .isEqualTo("SUCCESS");
    }

    @Test
    void a_bot_needs_its_token_once() throws Exception {
        heliograph.with("TELEGRAM_BOT_TOKEN", "77:secret");
        assertThat(login("news", "").succeeds().json().path("bot").asBoolean()).isTrue();
        heliograph.with("TELEGRAM_BOT_TOKEN", "");
        assertThat(send("news", "@alice").endsWith(0).json().path("status").asString())
                .isEqualTo("SUCCESS");
    }

    @Test
    void three_wrong_codes_leave_nothing_behind() throws Exception {
        Run login = login("desk", "1\n2\n3\n4\n", "--phone", "+15550001").endsWith(1);
        assertThat(login.err()).contains("2 tries left", "1 try left", "PHONE_CODE_INVALID");
        assertThat(heliograph.run("session", "list", "--json").succeeds().out()).isEqualTo("{\"sessions\":[]}\n");
    }

    @Test
    void a_session_that_is_not_there_is_named_with_its_command() throws Exception {
        Run sent = send("nobody", "me").endsWith(1);
        assertThat(sent.json().path("reason").asString()).isEqualTo("LOGIN_NEEDED");
        assertThat(sent.json().path("error").asString()).contains("heliograph session login nobody");
    }

    @Test
    void a_damaged_record_is_one_line() throws Exception {
        login("desk", "12345\n", "--phone", "+15550001").endsWith(0);
        Files.writeString(directory.resolve("sessions/desk.session"), "broken");
        heliograph
                .run("session", "export", "desk", "--to", "telethon", "--out", "x.txt")
                .refuses("session desk", "its record");
        Run sent = send("desk", "me").endsWith(1);
        assertThat(sent.json().path("reason").asString()).isEqualTo("SESSION_UNUSABLE");
    }

    @Test
    void a_message_for_later_is_not_called_sent() throws Exception {
        login("desk", "12345\n", "--phone", "+1 (555) 000-1").endsWith(0);
        String[] later = {"--transport", "tdlight:sessions", "--session", "desk", "--state", "memory:", "send"};

        Run text = heliograph.run(
                Stream.concat(Stream.of(later), Stream.of("--to", "@alice", "--text", "Hello", "--schedule", "+1h"))
                        .toArray(String[]::new));
        assertThat(text.endsWith(0).out()).startsWith("Scheduled, not sent yet: Telegram keeps it for @alice until 2");

        JsonNode json = heliograph
                .run(Stream.concat(
                                Stream.of(later),
                                Stream.of("--to", "@alice", "--text", "Hello", "--schedule", "+1h", "--json"))
                        .toArray(String[]::new))
                .endsWith(0)
                .json();
        assertThat(json.path("reason").asString()).isEqualTo("SCHEDULED");
        assertThat(json.path("message_id").isNull()).isTrue();
        assertThat(json.path("scheduled_for").asString()).matches("[^.]+Z");
    }

    @Test
    void an_installed_library_that_was_changed_is_a_finding_and_is_not_loaded() throws Exception {
        Path cache = directory.resolve("changed");
        Path library = cache.resolve("heliograph/natives/linux-x64-glibc-0.1008067.0/libtdjson.so");
        Files.createDirectories(library.getParent());
        Files.copy(Path.of(System.getProperty("heliograph.tdlib")), library);
        Files.write(library, new byte[] {1}, StandardOpenOption.APPEND);
        heliograph.with("XDG_CACHE_HOME", cache.toString()).with("TDLIB_LIBRARY", "");

        JsonNode status =
                heliograph.run("natives", "status", "--json").endsWith(1).json();
        assertThat(status.path("pinned").asBoolean()).isFalse();
        assertThat(status.path("version").isNull()).isTrue();
        assertThat(status.path("problem").asString()).contains("is not the library that");
        login("desk", "", "--phone", "+15550001").refuses("is not the library that", "heliograph natives install");
    }
}
