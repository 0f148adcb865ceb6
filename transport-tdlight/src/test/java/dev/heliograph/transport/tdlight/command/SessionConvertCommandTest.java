// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.spi.command.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionConvertCommandTest {
    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private Path source;
    private Path out;

    @BeforeEach
    void paths() throws IOException {
        source = Files.writeString(folder.resolve("source.txt"), Desk.TELETHON + "\n");
        out = folder.resolve("out");
    }

    private Map<String, Object> convert(Path from, String to, Path place, String... more) {
        return desk.run(new SessionConvertCommand(), options(from, to, place, more));
    }

    private String refusal(String to, String... more) {
        return desk.refusal(new SessionConvertCommand(), options(source, to, out, more));
    }

    private static String[] options(Path from, String to, Path place, String... more) {
        return Stream.concat(Stream.of("from=" + from, "to=" + to, "out=" + place), Stream.of(more))
                .toArray(String[]::new);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Nested
    class A_text_form {
        @ParameterizedTest
        @ValueSource(strings = {"telethon", "pyrogram", "gramjs", "mtcute", "mtkruto"})
        void leads_back_to_the_string_that_it_came_from(String target) throws IOException {
            convert(source, target, out, "user-id=777000", "api-id=4", "bot=true");
            Path back = folder.resolve("back");
            convert(out, "telethon", back);

            assertThat(back).hasSameBinaryContentAs(source);
            assertThat(out).content().hasLineCount(1).endsWith("\n").doesNotContain(" ");
        }

        @Test
        void is_for_its_owner_alone() throws IOException {
            convert(source, "gramjs", out);

            assertThat(mode(out)).isEqualTo("rw-------");
            assertThat(files()).containsExactly("out", "source.txt");
        }

        @Test
        void is_reported_without_being_shown() throws IOException {
            Map<String, Object> said = convert(source, "gramjs", out);

            assertThat(said)
                    .containsEntry("from", "Telethon string")
                    .containsEntry("to", "gramjs")
                    .containsEntry("out", out.toString());
            assertThat(said.get("warning").toString()).contains("one of them at a time");
            assertThat(said.toString()).doesNotContain(Files.readString(out).substring(40, 60));
        }
    }

    @Nested
    class A_database {
        @Test
        void is_written_in_a_new_folder_and_said_to_be_open() throws IOException {
            Map<String, Object> said = convert(source, "tdlib", out, "user-id=777000");

            assertThat(said).containsEntry("out", out.resolve("td.binlog").toString());
            assertThat(said.get("notes").toString()).contains("not encrypted");
            assertThat(mode(out)).isEqualTo("rwx------");
            assertThat(mode(out.resolve("td.binlog"))).isEqualTo("rw-------");
        }

        @Test
        void is_written_in_an_empty_folder_and_read_again() throws IOException {
            Files.createDirectory(out);
            convert(source, "tdlib", out, "user-id=777000");
            Map<String, Object> said = convert(out, "telethon", folder.resolve("back"));

            assertThat(said).containsEntry("user id", 777000L).containsEntry("bot", false);
            assertThat(folder.resolve("back")).hasSameBinaryContentAs(source);
        }

        @Test
        void is_not_written_where_something_is() throws IOException {
            Files.createDirectory(out);
            Files.createFile(out.resolve("x"));

            assertThat(refusal("tdlib", "user-id=777000")).contains("--out", "not empty");
            assertThat(out.resolve("td.binlog")).doesNotExist();
        }

        @Test
        void is_not_written_over_a_file() throws IOException {
            Files.writeString(out, "mine");

            assertThat(refusal("tdlib", "user-id=777000")).contains("is no folder");
            assertThat(out).hasContent("mine");
        }

        @Test
        void wants_the_user_id() {
            assertThat(refusal("tdlib")).contains("user id", "--user-id");
            assertThat(out).doesNotExist();
        }
    }

    @Nested
    class Nothing_is_written {
        @Test
        void over_a_file_that_exists() throws IOException {
            Files.writeString(out, "mine");

            assertThat(refusal("gramjs")).contains("--out", "not overwritten");
            assertThat(out).hasContent("mine");
            assertThat(files()).containsExactly("out", "source.txt");
        }

        @Test
        void through_a_link_that_leads_nowhere() throws IOException {
            Files.createSymbolicLink(out, folder.resolve("elsewhere"));

            assertThat(refusal("gramjs")).contains("not overwritten");
            assertThat(folder.resolve("elsewhere")).doesNotExist();
        }

        @Test
        void where_there_is_no_folder_to_write_in() {
            out = folder.resolve("none").resolve("out");

            assertThat(refusal("gramjs")).contains("cannot be written", "no such file or folder");
        }

        @Test
        void where_facts_are_missing() {
            assertThat(refusal("pyrogram"))
                    .contains("user id (add --user-id N)", "API id (add --api-id N)")
                    .startsWith("session convert: ");
            assertThat(out).doesNotExist();
        }

        @Test
        void where_the_account_is_said_to_be_another() {
            Path database = folder.resolve("database");
            convert(source, "tdlib", database, "user-id=777000");
            Desk other = new Desk();

            assertThat(other.refusal(new SessionConvertCommand(), options(database, "telethon", out, "user-id=777001")))
                    .contains("--user-id 777001", "user 777000");
            assertThat(other.refusal(new SessionConvertCommand(), options(database, "telethon", out, "bot=true")))
                    .contains("--bot", "of a user");
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void an_address_takes_the_place_of_the_known_one() {
        Map<String, Object> said = convert(source, "gramjs", out, "address=[2001:67c:4e8:f002::a]:443");

        assertThat(said).containsEntry("address", "[2001:67c:4e8:f002::a]:443");
    }

    @Test
    void what_was_assumed_is_noted() {
        Map<String, Object> said = convert(source, "pyrogram", out, "user-id=777000", "api-id=4");

        assertThat(said.get("notes"))
                .asInstanceOf(InstanceOfAssertFactories.list(Report.class))
                .extracting(note -> note.fields().get("note").toString())
                .anyMatch(note -> note.contains("taken for a user"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-id=0", "user-id=x", "api-id=4294967296", "address=example.org:443", "to=signal"})
    void options_that_cannot_be_are_refused(String option) {
        assertThatThrownBy(() -> convert(source, "gramjs", out, option)).isInstanceOf(IllegalArgumentException.class);
        assertThat(out).doesNotExist();
    }
}
