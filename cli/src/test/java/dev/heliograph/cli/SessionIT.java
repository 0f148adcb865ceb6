// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sessions of other libraries, through the built distribution. */
class SessionIT {
    @TempDir
    Path directory;

    private final String telethon = telethon();
    private Distribution heliograph;

    @BeforeEach
    void sessionOfNobody() throws IOException {
        heliograph = new Distribution(directory);
        heliograph.file("telethon.txt", telethon + "\n");
    }

    private static String telethon() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {4, (byte) 149, (byte) 154, (byte) 167, 91, 1, (byte) 187});
        for (int i = 0; i < 256; i++) {
            bytes.write(i * 11 + 1);
        }
        return "1" + Base64.getUrlEncoder().encodeToString(bytes.toByteArray());
    }

    @Test
    void a_telethon_string_becomes_one_of_pyrogram_and_comes_back_byte_for_byte() throws Exception {
        JsonNode there = heliograph
                .run(("session convert --json --from telethon.txt --to pyrogram --out pyrogram.txt"
                                + " --user-id 777000 --api-id 4 --bot")
                        .split(" "))
                .succeeds()
                .json();
        heliograph
                .run("session", "convert", "--from", "pyrogram.txt", "--to", "telethon", "--out", "back.txt")
                .succeeds();

        assertThat(there.path("warning").asString()).contains("one of them at a time");
        assertThat(there.toString()).doesNotContain(telethon.substring(20, 40));
        assertThat(heliograph.read("pyrogram.txt")).hasSize(363).endsWith("\n");
        assertThat(directory.resolve("back.txt")).hasSameBinaryContentAs(directory.resolve("telethon.txt"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("back.txt"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_string_on_standard_input_is_inspected_and_not_shown() throws Exception {
        JsonNode said = heliograph
                .runWithInput(telethon, "session", "inspect", "-", "--json")
                .succeeds()
                .json();

        assertThat(said.path("format").asString()).isEqualTo("Telethon string");
        assertThat(said.path("dc").asInt()).isEqualTo(4);
        assertThat(said.path("fingerprint").asString()).matches("[0-9a-f]{16}");
        assertThat(said.toString()).doesNotContain(telethon.substring(20, 40));
    }

    @Test
    void a_database_without_a_known_user_is_refused_with_the_option_that_names_one() throws Exception {
        heliograph
                .run("session", "convert", "--from", "telethon.txt", "--to", "tdlib", "--out", "database")
                .refuses("session convert: ", "--user-id");
        assertThat(directory.resolve("database")).doesNotExist();
    }

    @Test
    void a_string_as_an_argument_is_refused_and_not_repeated() throws Exception {
        assertThat(heliograph
                        .run("session", "inspect", telethon)
                        .refuses("not taken as an argument")
                        .err())
                .doesNotContain(telethon.substring(20, 40))
                .hasLineCount(1);
    }

    @Test
    void what_is_there_is_listed_and_what_is_not_is_unknown() throws Exception {
        assertThat(heliograph.run("session", "--help").succeeds().out())
                .contains("convert", "inspect", "list", "login");
        heliograph.run("session", "dance").refuses("unknown command 'dance'");
    }
}
