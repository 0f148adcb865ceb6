// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.state.memory.MemoryStateStore;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionFormat;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of one session in the folders of two machines over one vault. */
class MovingFolderTest {
    private static final SessionName DESK = SessionName.of("desk");

    @TempDir
    Path folder;

    private final SessionVault vault = new MemoryStateStore().vault();
    private SessionMaterial session;
    private Machine left;
    private Machine right;

    /** A folder, and what is in it. */
    private final class Machine {
        final SealedSessions sessions;
        final MovingFolder moving;

        Machine(String name) {
            sessions = SealedSessions.moving(folder.resolve(name), vault, VaultKey.of(new byte[32]));
            moving = new MovingFolder(sessions, DESK);
        }

        Path database() {
            return sessions.databaseFolder(DESK);
        }

        Path place() {
            return sessions.folder().resolve("desk.place");
        }

        SessionMaterial there() throws Exception {
            return SessionReader.ofPath(database(), new byte[0]).material();
        }

        /** As TDLib does between two openings. */
        Path write(String name) throws Exception {
            return Files.writeString(database().resolve(name), "of TDLib");
        }
    }

    @BeforeEach
    void machines() throws Exception {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        new Random(7).nextBytes(key);
        session = SessionMaterial.of(2, false, key).withUserId(7L).withBot(false);
        left = new Machine("left");
        right = new Machine("right");
    }

    private SessionImport.Imported imported(SessionMaterial material) {
        return new SessionImport(left.sessions)
                .prepare(DESK, new FoundSession(SessionFormat.TELETHON, material, List.of()), nobody -> {
                    throw new AssertionError("it is told");
                });
    }

    @Nested
    class A_database {
        @BeforeEach
        void known() {
            imported(session);
        }

        @Test
        void is_made_of_the_record_wherever_the_session_is_opened() throws Exception {
            left.moving.prepare();
            right.moving.prepare();

            assertThat(left.there().fingerprint()).isEqualTo(session.fingerprint());
            assertThat(right.there().fingerprint()).isEqualTo(session.fingerprint());
            assertThat(right.there().userId()).isEqualTo(7);
        }

        @Test
        void stays_as_it_is_while_no_other_machine_has_the_session() throws Exception {
            left.moving.prepare();
            Path written = left.write("db.sqlite");
            left.moving.prepare();

            assertThat(written).exists();
        }

        @Test
        void is_made_anew_once_another_machine_had_the_session() throws Exception {
            left.moving.prepare();
            Path unsent = left.write("db.sqlite");
            right.moving.prepare();
            left.moving.prepare();

            assertThat(unsent).doesNotExist();
            assertThat(left.there().fingerprint()).isEqualTo(session.fingerprint());
        }

        @Test
        void is_made_anew_where_a_copy_of_it_was_opened() throws Exception {
            left.moving.prepare();
            Path unsent = left.write("db.sqlite");
            Files.createDirectories(right.database());
            Files.copy(left.place(), right.place());
            Files.copy(left.database().resolve("td.binlog"), right.database().resolve("td.binlog"));
            Path copied = right.write("db.sqlite");
            right.moving.prepare();
            left.moving.prepare();

            assertThat(copied).exists();
            assertThat(unsent).doesNotExist();
        }

        @Test
        void is_made_anew_where_somebody_deleted_it() throws Exception {
            left.moving.prepare();
            left.sessions.deleteDatabase(DESK);
            left.moving.prepare();

            assertThat(left.there().fingerprint()).isEqualTo(session.fingerprint());
        }

        @Test
        void that_was_left_unfinished_is_made_anew() throws Exception {
            left.moving.prepare();
            Path half = left.write("db.sqlite");
            Files.writeString(left.place(), "unfinished\n");
            left.moving.prepare();

            assertThat(half).doesNotExist();
        }

        @Test
        void that_is_not_the_latest_says_so() {
            left.moving.prepare();
            StoredSession stored = right.moving.prepare();

            assertThat(left.moving.isLatest(stored)).isFalse();
            assertThat(right.moving.isLatest(stored)).isTrue();
        }

        @Test
        void leaves_nothing_when_it_is_deleted() {
            left.moving.prepare();
            left.moving.delete();

            assertThat(left.sessions.folder())
                    .isDirectoryNotContaining(
                            path -> path.getFileName().toString().startsWith("desk"));
        }
    }

    @Nested
    class A_database_of_somebody_else {
        @Test
        void is_not_touched() throws Exception {
            imported(session);
            Path foreign = Files.createDirectories(left.database()).resolve("td.binlog");
            Files.writeString(foreign, "the only one");

            assertThatThrownBy(left.moving::prepare)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("whose record is not kept in the state");
            assertThat(foreign).hasContent("the only one");
        }

        @Test
        void is_not_touched_where_the_state_was_lost() throws Exception {
            imported(session);
            left.moving.prepare();
            assertThat(left.sessions.delete(DESK)).isTrue();

            assertThatThrownBy(left.moving::prepare)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("of which the state knows nothing");
            assertThat(left.there().fingerprint()).isEqualTo(session.fingerprint());
        }
    }

    @Nested
    class A_new_session {
        /** As TDLib does when somebody signs in. */
        private void signIn(Machine machine, SessionMaterial material) throws Exception {
            SealedSessions other = SealedSessions.over(folder.resolve("scratch"), VaultKey.of(new byte[32]));
            Path made = new SessionImport(other)
                    .prepare(DESK, new FoundSession(SessionFormat.TELETHON, material, List.of()), nobody -> {
                        throw new AssertionError("it is told");
                    })
                    .database();
            Files.createDirectories(machine.database());
            Files.copy(made.resolve("td.binlog"), machine.database().resolve("td.binlog"));
        }

        @Test
        void is_kept_in_the_record_once_somebody_has_signed_in() throws Exception {
            left.moving.prepare();
            assertThat(left.moving.keep()).isFalse();
            signIn(left, session);
            assertThat(left.moving.keep()).isTrue();
            left.sessions.update(DESK, stored -> stored.withAccount(new StoredSession.Account(7, false, null)));
            right.moving.prepare();

            assertThat(right.there().fingerprint()).isEqualTo(session.fingerprint());
        }

        @Test
        void is_not_kept_over_one_that_another_machine_has_made_since() throws Exception {
            left.moving.prepare();
            right.moving.prepare();
            signIn(left, session);
            left.moving.keep();

            assertThat(left.sessions.find(DESK).orElseThrow().material()).isNull();
        }
    }

    @Nested
    class A_record {
        @Test
        void holds_the_session_sealed() {
            imported(session);
            Bytes sealed =
                    vault.load(DESK).toCompletableFuture().join().orThrow().orElseThrow();

            assertThat(new String(sealed.toArray(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("auth_key", "database_key");
            StoredSession stored = right.sessions.find(DESK).orElseThrow();
            assertThat(stored.material()).isEqualTo(session);
            assertThat(stored.toString()).isEqualTo("StoredSession[" + session.fingerprint() + "]");
        }

        @Test
        void is_written_by_an_import_alone_and_no_database() {
            assertThat(imported(session).made()).isTrue();
            assertThat(imported(session).made()).isFalse();
            assertThat(left.database()).doesNotExist();
        }

        @Test
        void is_not_replaced_by_another_session() throws Exception {
            imported(session);
            SessionMaterial other = SessionMaterial.of(2, false, session.authKey())
                    .withUserId(8L)
                    .withBot(false);
            byte[] key = session.authKey();
            key[0]++;
            SessionMaterial another =
                    SessionMaterial.of(2, false, key).withUserId(8L).withBot(false);

            assertThat(imported(other).made()).isFalse();
            assertThatThrownBy(() -> imported(another))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the vault holds the key " + session.fingerprint());
        }
    }
}
