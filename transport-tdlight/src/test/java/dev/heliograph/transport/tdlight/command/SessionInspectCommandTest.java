// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.transport.tdlight.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionInspectCommandTest {
    @TempDir
    Path folder;

    private final Desk desk = new Desk();

    private Path copy(String golden, String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = SessionReader.class.getResourceAsStream(golden)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static byte[] databaseKey() {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = (byte) (i + 1);
        }
        return key;
    }

    private Map<String, Object> inspect(String... options) {
        return desk.run(new SessionInspectCommand(), options);
    }

    private String refusal(String... options) {
        return desk.refusal(new SessionInspectCommand(), options);
    }

    @Test
    void a_string_on_standard_input_is_described_and_not_shown() {
        Map<String, Object> said = desk.input((Desk.TELETHON + "\n").getBytes(StandardCharsets.US_ASCII))
                .run(new SessionInspectCommand(), "=-");

        assertThat(said)
                .containsEntry("format", "Telethon string")
                .containsEntry("dc", 2L)
                .containsEntry("test", false)
                .containsEntry("address", "149.154.167.51:443")
                .containsEntry("user id", null)
                .containsEntry("bot", null)
                .containsEntry("api id", null)
                .containsEntry("peers", 0L);
        assertThat(said.get("fingerprint").toString()).matches("[0-9a-f]{16}");
        assertThat(said.toString()).doesNotContain(Desk.TELETHON.substring(20, 40));
    }

    @Test
    void a_file_with_a_string_is_described_as_the_string() throws IOException {
        Path file = Files.writeString(folder.resolve("s.txt"), Desk.TELETHON + "\n");

        assertThat(inspect("=" + file)).containsEntry("format", "Telethon string");
    }

    @Test
    void a_session_file_is_described_with_the_peers_it_remembers() throws IOException {
        Map<String, Object> said = inspect("=" + copy("telethon-7.session", "a.session"));

        assertThat(said).containsEntry("format", "Telethon session file");
        assertThat((long) said.get("peers")).isPositive();
    }

    @Test
    void the_folder_of_a_database_is_described() throws IOException {
        copy("tdlib-1.8.67.binlog", "td.binlog");

        assertThat(inspect("=" + folder)).containsEntry("format", "TDLib database");
    }

    @Test
    void an_encrypted_database_asks_for_its_key() throws IOException {
        copy("tdlib-1.8.67-keyed.binlog", "td.binlog");

        assertThat(refusal("=" + folder)).contains("encrypted", "--database-key-file");
    }

    @Test
    void an_encrypted_database_is_read_with_its_key() throws IOException {
        copy("tdlib-1.8.67-keyed.binlog", "td.binlog");
        Path key = Files.write(folder.resolve("key"), databaseKey());

        assertThat(inspect("=" + folder, "database-key-file=" + key)).containsEntry("format", "TDLib database");
    }

    @Test
    void another_key_is_told() throws IOException {
        copy("tdlib-1.8.67-keyed.binlog", "td.binlog");
        Path key = Files.writeString(folder.resolve("key"), "another");

        assertThat(refusal("=" + folder, "database-key-file=" + key))
                .contains("another key")
                .doesNotContain("--database-key-file");
    }

    @Test
    void a_key_file_that_is_empty_or_missing_is_told() throws IOException {
        Path key = Files.createFile(folder.resolve("key"));

        assertThat(refusal("=" + folder, "database-key-file=" + key))
                .contains("--database-key-file", "1 to 4096 bytes");
        assertThat(refusal("=" + folder, "database-key-file=" + folder.resolve("none")))
                .contains("there is no");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(refusal("=" + folder.resolve("none"))).contains("session inspect: there is no '", "none'");
    }

    @Test
    void a_string_that_is_given_as_an_argument_is_refused_and_not_repeated() {
        assertThat(refusal("=" + Desk.TELETHON))
                .contains("not taken as an argument")
                .doesNotContain(Desk.TELETHON.substring(20, 40));
    }

    @Test
    void what_is_no_session_is_refused_and_not_repeated() throws IOException {
        Path file = Files.writeString(folder.resolve("s.txt"), "hunter2 hunter2");

        assertThat(refusal("=" + file)).contains("s.txt'").doesNotContain("hunter2");
    }

    @Test
    void a_line_of_settings_with_a_string_is_described_as_the_string() throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "API_ID=1\nSESSION=\"" + Desk.TELETHON + "\"\n");

        assertThat(inspect("=" + file)).containsEntry("format", "Telethon string");
    }

    @Test
    void a_folder_of_something_else_is_told_what_is_read() throws IOException {
        assertThat(refusal("=" + folder)).contains("no session of a known library", "td.binlog");

        Files.createFile(folder.resolve("key_datas"));
        assertThat(refusal("=" + folder)).contains("Telegram Desktop", "opentele");
    }

    @Test
    void nothing_on_standard_input_is_refused() {
        assertThat(refusal("=-")).contains("standard input");
    }
}
