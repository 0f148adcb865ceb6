// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.state.memory.MemoryStateStore;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionFormat;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.SessionImport;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the key of a session whose key was agreed while it was open. */
class SessionFilesTest {
    private static final SessionName DESK = SessionName.of("desk");
    private static final ClientConfig CONFIG = ClientConfig.named("desk").build();
    private static final SelfInfo SELF = new SelfInfo(new AccountId(7), false, "desk");

    @TempDir
    Path folder;

    private SealedSessions sessions;
    private SessionFiles files;
    private String held;

    @BeforeEach
    void open() {
        sessions = SealedSessions.over(folder, VaultKey.of(new byte[32]));
        files = new SessionFiles(sessions, config -> session -> new StoredSession.Account(7L, false, null));
    }

    /** As TDLib does while it is open: there is a database with a key now. */
    private void agreeOnKey() throws Exception {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        new Random(7).nextBytes(key);
        SessionMaterial session =
                SessionMaterial.of(2, false, key).withUserId(7L).withBot(false);
        SessionImport.Imported imported = new SessionImport(sessions)
                .prepare(DESK, new FoundSession(SessionFormat.TELETHON, session, List.of()), nobody -> {
                    throw new AssertionError("it is told");
                });
        held = "heliograph.key." + imported.material().fingerprint();
    }

    @Test
    void is_taken_when_the_session_is_signed_in() throws Exception {
        SessionFiles.Held open = files.take(CONFIG);
        agreeOnKey();

        open.signedIn(SELF, Instant.EPOCH);

        assertThat(System.getProperty(held)).contains("session desk");
        open.release();
        assertThat(System.getProperty(held)).isNull();
    }

    @Test
    void is_not_taken_where_the_state_says_who_has_the_session() throws Exception {
        sessions = SealedSessions.moving(folder, new MemoryStateStore().vault(), VaultKey.of(new byte[32]));
        files = new SessionFiles(sessions, config -> session -> new StoredSession.Account(7L, false, null));
        agreeOnKey();
        SessionFiles.Held open = files.take(CONFIG);
        open.signedIn(SELF, Instant.EPOCH);

        assertThat(System.getProperty(held)).isNull();
        assertThat(open.isKept()).isTrue();
        assertThat(sessions.find(DESK).orElseThrow().lastUsed()).isEqualTo(Instant.EPOCH);
        open.release();
    }

    @Test
    void is_not_taken_any_more_when_the_session_was_closed_meanwhile() throws Exception {
        SessionFiles.Held open = files.take(CONFIG);
        agreeOnKey();
        open.release();

        open.signedIn(SELF, Instant.EPOCH);

        assertThat(System.getProperty(held)).isNull();
        files.take(CONFIG).release();
    }
}
