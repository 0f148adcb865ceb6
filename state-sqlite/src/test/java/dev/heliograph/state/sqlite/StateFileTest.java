// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.spi.state.ChatBacklog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("state.db");
    }

    @Nested
    class Making {
        @Test
        void file_log_and_folder_are_their_owners_only() throws IOException {
            Path file = folder.resolve("one/two/state.db");
            try (Desk desk = Desk.open(file)) {
                Desk.of(desk.store.values().set("a", Desk.bytes("b"), null, Desk.NOW));

                assertThat(permissions(file.getParent())).isEqualTo("rwx------");
                for (String end : List.of("", "-wal", "-shm")) {
                    assertThat(permissions(Path.of(file + end))).as(end).isEqualTo("rw-------");
                }
            }
        }

        @Test
        void a_file_that_others_may_read_is_closed_to_them() throws IOException {
            Files.createFile(
                    file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
            Desk.open(file()).close();

            assertThat(permissions(file())).isEqualTo("rw-------");
        }

        @Test
        void closing_leaves_one_file() throws IOException {
            Desk desk = Desk.open(file());
            desk.append("job", "a");
            desk.close();

            try (var left = Files.list(folder)) {
                assertThat(left).containsExactly(file());
            }
        }

        @Test
        void every_sync_is_asked_for_unless_told_otherwise() {
            try (Desk full = Desk.open(file());
                    Desk normal = Desk.open(folder.resolve("other.db"), "synchronous=normal")) {
                assertThat(pragma(full, "synchronous")).isEqualTo(2);
                assertThat(pragma(normal, "synchronous")).isEqualTo(1);
            }
        }

        private long pragma(Desk desk, String name) {
            return Desk.of(desk.store.writer().read(db -> db.number("PRAGMA " + name, -1)));
        }

        private String permissions(Path path) throws IOException {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        }
    }

    @Nested
    class Refusing {
        @Test
        void a_folder_is_no_file() {
            refuses(folder, "is a folder");
        }

        @Test
        void a_folder_that_cannot_be_written_to_is_named() {
            refuses(Path.of("/proc/heliograph/state.db"), "/proc/heliograph/state.db cannot be made or opened");
        }

        @Test
        void a_text_is_no_database() throws IOException {
            Files.writeString(file(), "dear diary, ".repeat(200));
            refuses(file(), "is no database of SQLite");
            assertThat(Files.readString(file())).startsWith("dear diary");
        }

        @Test
        void a_database_of_another_program_is_left_as_it_was() throws IOException, SQLException {
            foreign("CREATE TABLE song (title TEXT)");
            byte[] before = Files.readAllBytes(file());
            refuses(file(), "is a database of another program");
            assertThat(Files.readAllBytes(file())).isEqualTo(before);
        }

        @Test
        void a_newer_file_is_left_to_newer_programs() throws SQLException {
            Desk.open(file()).close();
            foreign("PRAGMA user_version = 99");
            refuses(file(), "was written by a newer heliograph (its tables have version 99");
        }

        @Test
        void a_file_of_an_earlier_version_is_brought_up_with_what_waits_in_it() throws SQLException {
            try (Desk desk = Desk.open(file())) {
                desk.append("job", "a", "b");
                desk.append("other", "a");
            }
            foreign("DROP TABLE backlog");
            for (String trigger : List.of("message_came", "message_came_back", "message_went")) {
                foreign("DROP TRIGGER " + trigger);
            }
            foreign("PRAGMA user_version = 1");
            try (Desk desk = Desk.open(file())) {
                assertThat(Desk.of(desk.outbox().longest(Desk.QUEUE, 10))).containsExactly(new ChatBacklog("a", 2));
                Desk.of(desk.claim(1));
                assertThat(Desk.of(desk.outbox().longest(Desk.QUEUE, 10))).isEmpty();
                assertThat(desk.problems()).isEmpty();
            }
        }

        @Test
        void a_damaged_file_says_so() throws IOException {
            try (Desk desk = Desk.open(file())) {
                desk.append("job", "a", "b", "c");
            }
            try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
                raw.seek(100);
                raw.write("x".repeat(3_000).getBytes(StandardCharsets.US_ASCII));
            }
            assertThatThrownBy(() -> Desk.open(file()))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            damaged -> assertThat(damaged.failure())
                                    .isInstanceOf(Failure.Unavailable.class)
                                    .extracting(Failure::word)
                                    .isEqualTo("STATE_UNAVAILABLE"))
                    .hasMessageContaining(file() + " is damaged: 'heliograph state check' says where");
        }

        @Test
        void a_question_mark_is_explained() {
            refuses(folder.resolve("what?.db"), "'?'");
        }

        private void refuses(Path file, String words) {
            assertThatThrownBy(() -> Desk.open(file))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("state: ")
                    .hasMessageContaining(words)
                    .hasMessageContaining(file.toString());
        }

        private void foreign(String sql) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
