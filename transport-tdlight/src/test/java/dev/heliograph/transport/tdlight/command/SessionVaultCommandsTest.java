// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.spi.command.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code session import}, {@code list} and {@code export} over one folder. */
class SessionVaultCommandsTest {
    private final SessionImportCommand importing = new SessionImportCommand();
    private final SessionListCommand listing = new SessionListCommand();
    private final SessionExportCommand exporting = new SessionExportCommand();

    @TempDir
    Path folder;

    private Desk desk;
    private Path source;
    private Path sessions;
    private Path out;

    @BeforeEach
    void paths() throws IOException {
        desk = new Desk().at(folder.resolve("config"));
        source = Files.writeString(folder.resolve("source.txt"), Desk.TELETHON + "\n");
        sessions = folder.resolve("sessions");
        out = folder.resolve("out.txt");
    }

    private Map<String, Object> imported(String name, String... more) {
        return desk.run(importing, importing::run, options(name, "from=" + source, more));
    }

    private String importRefused(String name, String... more) {
        return desk.refusal(importing, importing::run, options(name, "from=" + source, more));
    }

    private Map<String, Object> exported(String name, String to, String... more) {
        return desk.run(exporting, exporting::run, options(name, "to=" + to, more));
    }

    private String exportRefused(String name, String to, String... more) {
        return desk.refusal(exporting, exporting::run, options(name, "to=" + to, more));
    }

    private String[] options(String name, String first, String... more) {
        return Stream.concat(Stream.of("=" + name, first, "dir=" + sessions), Stream.of(more))
                .toArray(String[]::new);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> listed() {
        Object rows = desk.run(listing, listing::run, "dir=" + sessions).get("sessions");
        return ((List<Report>) rows).stream().map(Report::fields).toList();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Nested
    class An_import {
        @Test
        void makes_a_session_that_is_exported_byte_for_byte() throws IOException {
            imported("desk", "user-id=777000");
            exported("desk", "telethon", "out=" + out);

            assertThat(out).hasSameBinaryContentAs(source);
            assertThat(mode(out)).isEqualTo("rw-------");
        }

        @Test
        void says_what_it_did_and_shows_nothing() {
            Map<String, Object> said = imported("desk", "user-id=777000", "bot=true");

            assertThat(said)
                    .containsEntry("name", "desk")
                    .containsEntry("from", "Telethon string")
                    .containsEntry("imported", true)
                    .containsEntry("user id", 777000L)
                    .containsEntry("bot", true);
            assertThat(said.get("warning").toString()).contains("one of them at a time");
            assertThat(said.toString()).contains("not encrypted").doesNotContain(Desk.TELETHON.substring(40, 60));
        }

        @Test
        void takes_a_session_from_standard_input() {
            desk.input(Desk.TELETHON.getBytes(StandardCharsets.US_ASCII));
            desk.run(importing, importing::run, "=desk", "from=-", "dir=" + sessions, "user-id=1");

            assertThat(listed()).hasSize(1);
        }

        @Test
        void a_second_time_does_nothing() {
            imported("desk", "user-id=777000");

            assertThat(imported("desk", "user-id=777000").toString()).contains("imported=false", "nothing was done");
        }

        @Test
        void notes_what_it_assumed() {
            assertThat(imported("desk", "user-id=777000").get("notes").toString())
                    .contains("taken for a user");
        }

        @Test
        void without_an_account_is_refused_and_leaves_nothing() {
            assertThat(importRefused("desk")).contains("session import: ", "--user-id N", "--bot");
            assertThat(sessions).doesNotExist();
        }

        @Test
        void under_a_name_that_is_taken_is_refused() throws IOException {
            imported("desk", "user-id=777000");
            String other = Desk.TELETHON.substring(0, 100) + "AAAA" + Desk.TELETHON.substring(104);
            Files.writeString(source, other);

            assertThat(importRefused("desk", "user-id=777000")).contains("session desk", "another name");
            exported("desk", "telethon", "out=" + out);
            assertThat(out).hasContent(Desk.TELETHON);
        }

        @Test
        void of_something_else_is_refused_and_leaves_nothing() throws IOException {
            Files.writeString(source, "nonsense");

            assertThat(importRefused("desk", "user-id=1")).doesNotContain("nonsense");
            assertThat(sessions).doesNotExist();
        }
    }

    @Nested
    class A_list {
        @Test
        void of_no_folder_is_empty() {
            assertThat(listed()).isEmpty();
        }

        @Test
        void makes_no_key() {
            assertThat(listed()).isEmpty();
            assertThat(folder.resolve("config")).doesNotExist();
        }

        @Test
        void says_that_the_key_is_another_where_it_is_gone() throws IOException {
            imported("desk", "user-id=777000");
            Files.delete(folder.resolve("config/heliograph/vault.key"));

            assertThat(listed())
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("state", "unreadable")
                            .hasEntrySatisfying(
                                    "problem", why -> assertThat(why.toString()).contains("another key")));
            assertThat(folder.resolve("config/heliograph/vault.key")).doesNotExist();
        }

        @Test
        void shows_whose_they_are() {
            imported("news", "user-id=777000", "bot=true");
            imported("desk", "user-id=777000");

            assertThat(listed()).extracting(row -> row.get("name")).containsExactly("desk", "news");
            assertThat(listed().get(1))
                    .containsEntry("state", "signed in")
                    .containsEntry("user id", 777000L)
                    .containsEntry("bot", true)
                    .containsEntry("origin", "Telethon string")
                    .containsEntry("database", true)
                    .containsEntry("last used", null)
                    .containsEntry("problem", null);
            assertThat(listed().get(1).get("fingerprint").toString()).matches("[0-9a-f]{16}");
        }

        @Test
        void shows_what_is_lost() throws IOException {
            imported("desk", "user-id=777000");
            Files.delete(sessions.resolve("desk.tdlib").resolve("td.binlog"));
            Files.createDirectories(sessions.resolve("orphan.tdlib"));

            assertThat(listed()).extracting(row -> row.get("state")).containsExactly("no database", "no record");
        }

        @Test
        void is_not_hidden_by_one_that_cannot_be_read() {
            imported("desk", "user-id=777000");
            desk.at(folder.resolve("elsewhere"));
            imported("news", "user-id=777000");

            assertThat(listed()).extracting(row -> row.get("state")).containsExactly("unreadable", "signed in");
            assertThat(listed().get(0).get("problem").toString()).contains("another key");
        }
    }

    @Nested
    class An_export {
        @ParameterizedTest
        @ValueSource(strings = {"telethon", "pyrogram", "gramjs", "mtcute", "mtkruto", "tdlib"})
        void writes_every_form(String form) {
            imported("desk", "user-id=777000");
            Map<String, Object> said = exported("desk", form, "out=" + out, "api-id=4");

            assertThat(said).containsEntry("from", "TDLib database").containsEntry("to", form);
            assertThat(out).exists();
        }

        @Test
        void is_printed_where_that_was_asked_for() {
            imported("desk", "user-id=777000");

            assertThat(exported("desk", "telethon", "out=-")).containsEntry("session", Desk.TELETHON);
            assertThat(exported("desk", "telethon", "out=" + out)).doesNotContainKey("session");
        }

        @Test
        void takes_the_application_from_the_environment() {
            imported("desk", "user-id=777000");
            desk.at(folder.resolve("config"), "TELEGRAM_API_ID", "4711");

            assertThat(exported("desk", "pyrogram", "out=" + out)).containsEntry("api id", 4711L);
        }

        @Test
        void that_lacks_a_fact_is_refused() {
            imported("desk", "user-id=777000");

            assertThat(exportRefused("desk", "pyrogram", "out=" + out)).contains("session export: ", "--api-id N");
            assertThat(out).doesNotExist();
        }

        @Test
        void of_a_session_that_is_not_there_is_refused() {
            assertThat(exportRefused("desk", "telethon", "out=" + out)).contains("no session 'desk'", "session list");
            assertThat(out).doesNotExist();
        }

        @Test
        void over_a_file_is_refused() throws IOException {
            imported("desk", "user-id=777000");
            Files.writeString(out, "mine");

            assertThat(exportRefused("desk", "telethon", "out=" + out)).contains("not overwritten");
            assertThat(out).hasContent("mine");
        }

        @Test
        void of_a_database_is_not_printed() {
            imported("desk", "user-id=777000");

            assertThat(exportRefused("desk", "tdlib", "out=-")).contains("--out");
        }

        @Test
        void with_another_key_of_the_vault_is_refused() {
            imported("desk", "user-id=777000");
            desk.at(folder.resolve("elsewhere"));

            assertThat(exportRefused("desk", "telethon", "out=" + out)).contains("another key");
            assertThat(out).doesNotExist();
        }
    }

    @Nested
    class In_the_state {
        @BeforeEach
        void durable() {
            desk.state(true);
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> kept() {
            Object rows = desk.run(listing, listing::run, "dir=" + sessions, "vault=state")
                    .get("sessions");
            return ((List<Report>) rows).stream().map(Report::fields).toList();
        }

        @Test
        void a_session_is_imported_listed_and_exported_without_a_file() throws IOException {
            imported("desk", "user-id=777000", "vault=state");
            assertThat(sessions.resolve("desk.session")).doesNotExist();
            assertThat(sessions.resolve("desk.tdlib")).doesNotExist();

            sessions = folder.resolve("another-machine");
            assertThat(kept())
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("name", "desk")
                            .containsEntry("state", "signed in")
                            .containsEntry("user id", 777000L)
                            .containsEntry("database", false));
            exported("desk", "telethon", "out=" + out, "vault=state");
            assertThat(out).hasSameBinaryContentAs(source);
        }

        @Test
        void an_import_says_nothing_of_a_database() {
            Map<String, Object> said = imported("desk", "user-id=777000", "vault=state");

            assertThat(said).containsEntry("imported", true).containsEntry("database", null);
            assertThat(said.toString()).doesNotContain("not encrypted");
        }

        @Test
        void it_is_owned_while_it_is_changed() {
            imported("desk", "user-id=777000", "vault=state");
            kept();

            assertThat(desk.owned()).containsExactly("+desk", "-desk");
        }

        @Test
        void files_and_the_state_do_not_see_each_other() {
            imported("desk", "user-id=777000", "vault=state");

            assertThat(listed()).isEmpty();
            assertThat(exportRefused("desk", "telethon", "out=" + out)).contains("no session 'desk'");
        }

        @Test
        void one_that_keeps_nothing_is_refused() {
            desk.state(false);

            assertThat(importRefused("desk", "user-id=777000", "vault=state")).contains("keeps nothing", "sqlite:");
        }

        @Test
        void a_machine_without_the_key_is_told_so_and_makes_none() {
            imported("desk", "user-id=777000", "vault=state");
            desk.at(folder.resolve("elsewhere"));

            assertThat(exportRefused("desk", "telethon", "out=" + out, "vault=state"))
                    .contains("their key is not on this machine", "HELIOGRAPH_VAULT_KEY");
            assertThat(folder.resolve("elsewhere/heliograph/vault.key")).doesNotExist();
        }
    }

    @Nested
    class A_vault_key {
        @Test
        void that_is_none_is_refused_with_one_line() {
            desk.at(folder.resolve("config"), "HELIOGRAPH_VAULT_KEY", "secret-word");

            assertThat(importRefused("desk", "user-id=1"))
                    .startsWith("session import: HELIOGRAPH_VAULT_KEY")
                    .doesNotContain("secret-word");
            assertThat(sessions).doesNotExist();
        }
    }

    @Test
    void a_name_that_could_leave_the_folder_is_refused() {
        assertThatThrownBy(() -> imported("../desk", "user-id=1")).isInstanceOf(IllegalArgumentException.class);
    }
}
