// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.SessionName;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.KnownPeer;
import dev.heliograph.transport.tdlight.session.SessionFormat;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import dev.heliograph.transport.tdlight.vault.SessionImport.Imported;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionImportTest {
    private static final SessionName DESK = SessionName.of("desk");

    @TempDir
    Path folder;

    private final List<SessionMaterial> asked = new ArrayList<>();
    private final Function<SessionMaterial, Account> server = material -> {
        asked.add(material);
        return new Account(4242, true, "b_bot");
    };
    private SealedSessions sessions;

    @BeforeEach
    void open() {
        sessions = SealedSessions.over(folder, VaultKey.of(new byte[32]));
    }

    private static SessionMaterial material(int key) throws Exception {
        byte[] bytes = new byte[SessionMaterial.KEY_BYTES];
        Arrays.fill(bytes, (byte) key);
        return SessionMaterial.of(2, false, bytes);
    }

    private static FoundSession found(SessionMaterial material, KnownPeer... peers) {
        return new FoundSession(SessionFormat.TELETHON_FILE, material, List.of(peers));
    }

    private Imported prepare(FoundSession found) {
        return new SessionImport(sessions).prepare(DESK, found, server);
    }

    private void refused(FoundSession found, String... words) {
        assertThatThrownBy(() -> prepare(found))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words)
                .message()
                .hasLineCount(1);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.isEmpty() && !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Nested
    class A_session_of_another_library {
        @Test
        void becomes_a_database_and_a_record() throws Exception {
            FoundSession found = found(material(7).withUserId(777000L).withBot(false));
            Imported imported = prepare(found);

            assertThat(imported.made()).isTrue();
            assertThat(SessionReader.ofPath(imported.database()).material()).isEqualTo(found.material());
            assertThat(sessions.find(DESK)).hasValueSatisfying(stored -> {
                assertThat(stored.account()).isEqualTo(new Account(777000, false, null));
                assertThat(stored.fingerprint()).isEqualTo(found.material().fingerprint());
                assertThat(stored.origin()).isEqualTo("Telethon session file");
            });
            assertThat(asked).isEmpty();
            assertThat(SessionImport.hasDatabase(sessions, DESK)).isTrue();
        }

        @Test
        void is_for_its_owner_alone() throws Exception {
            prepare(found(material(7)));

            Path log = folder.resolve("desk.tdlib").resolve("td.binlog");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())))
                    .isEqualTo("rwx------");
        }

        @Test
        void of_the_test_servers_stays_there() throws Exception {
            byte[] key = material(7).authKey();
            prepare(found(SessionMaterial.of(2, true, key).withUserId(1L).withBot(false)));

            assertThat(files()).contains("desk.tdlib/td_test.binlog").doesNotContain("desk.tdlib/td.binlog");
        }

        @Test
        void without_an_account_is_asked_for_it() throws Exception {
            Imported imported = prepare(found(material(7)));

            assertThat(asked).containsExactly(material(7));
            assertThat(imported.material().userId()).isEqualTo(4242);
            assertThat(imported.material().bot()).isTrue();
            assertThat(sessions.find(DESK))
                    .hasValueSatisfying(
                            stored -> assertThat(stored.account()).isEqualTo(new Account(4242, true, "b_bot")));
        }

        @Test
        void leaves_the_usernames_that_it_remembers() throws Exception {
            prepare(found(
                    material(7),
                    new KnownPeer(777000, 5, "telegram", "42777", "Telegram"),
                    new KnownPeer(-1001000000001L, 6, "news", null, null),
                    new KnownPeer(12, 7, null, null, "Nobody")));

            assertThat(sessions.find(DESK))
                    .hasValueSatisfying(stored -> assertThat(stored.usernames())
                            .containsExactlyEntriesOf(
                                    new java.util.TreeMap<>(Map.of(777000L, "telegram", -1001000000001L, "news"))));
        }

        @Test
        void is_not_imported_twice() throws Exception {
            prepare(found(material(7)));
            byte[] key = sessions.databaseKey(DESK);
            Imported again = prepare(found(material(7)));

            assertThat(again.made()).isFalse();
            assertThat(again.material().userId()).isEqualTo(4242);
            assertThat(asked).hasSize(1);
            assertThat(sessions.databaseKey(DESK)).isEqualTo(key);
        }
    }

    @Nested
    class Nothing_is_done {
        @Test
        void over_a_database_with_another_key() throws Exception {
            prepare(found(material(7)));

            refused(found(material(8)), material(7).fingerprint(), material(8).fingerprint(), "another name");
            assertThat(SessionReader.ofPath(folder.resolve("desk.tdlib"))
                            .material()
                            .fingerprint())
                    .isEqualTo(material(7).fingerprint());
        }

        @Test
        void in_a_folder_that_holds_something_else() throws Exception {
            Files.createDirectory(folder.resolve("desk.tdlib"));
            Files.writeString(folder.resolve("desk.tdlib").resolve("notes"), "mine");

            refused(found(material(7)), "desk.tdlib", "not empty");
            assertThat(files()).containsExactly("desk.tdlib", "desk.tdlib/notes");
        }

        @Test
        void over_a_file() throws Exception {
            Files.writeString(folder.resolve("desk.tdlib"), "mine");

            refused(found(material(7)), "is no folder");
            assertThat(files()).containsExactly("desk.tdlib");
        }

        @Test
        void where_the_account_cannot_be_told() throws Exception {
            assertThatThrownBy(() -> new SessionImport(sessions).prepare(DESK, found(material(7)), unknown -> {
                        throw new ConfigurationException("nobody knows");
                    }))
                    .hasMessage("nobody knows");
            assertThat(files()).isEmpty();
        }

        @Test
        void where_the_server_names_another_account() throws Exception {
            refused(found(material(7).withUserId(5L)), "of user 5", "4242");
            assertThat(files()).isEmpty();
        }

        @Test
        void with_another_key_of_the_vault() throws Exception {
            sessions.databaseKey(DESK);
            byte[] other = new byte[32];
            other[0] = 1;
            sessions = SealedSessions.over(folder, VaultKey.of(other));

            refused(found(material(7)), "another key");
            assertThat(files()).containsExactly("desk.session");
        }

        @Test
        void with_a_text_that_is_no_session() throws Exception {
            assertThatThrownBy(() -> new SessionImport(sessions).prepare(DESK, "1secretsecret", server))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("session desk: the session string")
                    .message()
                    .doesNotContain("secretsecret");
            assertThat(files()).isEmpty();
        }
    }
}
