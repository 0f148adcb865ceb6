// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.SessionName;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSessionsTest {
    private static final SessionName DESK = SessionName.of("desk");

    @TempDir
    Path folder;

    private SealedSessions sessions;

    @BeforeEach
    void open() {
        sessions = over(1);
    }

    private SealedSessions over(int key) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        return SealedSessions.over(folder, VaultKey.of(bytes));
    }

    private Path file(String name) {
        return folder.resolve(name + ".session");
    }

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words)
                .message()
                .hasLineCount(1);
    }

    private void damage(int at) throws IOException {
        byte[] content = Files.readAllBytes(file("desk"));
        content[at < 0 ? content.length + at : at] ^= 1;
        Files.write(file("desk"), content);
    }

    @Nested
    class The_key_of_a_database {
        @Test
        void is_made_once() {
            byte[] key = sessions.databaseKey(DESK);

            assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
            assertThat(sessions.databaseKey(DESK)).isEqualTo(key);
            assertThat(over(1).databaseKey(DESK)).isEqualTo(key);
        }

        @Test
        void is_another_for_each_session() {
            assertThat(sessions.databaseKey(DESK)).isNotEqualTo(sessions.databaseKey(SessionName.of("news")));
        }

        @Test
        void is_made_once_by_many_at_once() {
            List<String> keys = IntStream.range(0, 32)
                    .parallel()
                    .mapToObj(i -> Arrays.toString(over(1).databaseKey(DESK)))
                    .distinct()
                    .toList();

            assertThat(keys).hasSize(1);
        }

        @Test
        void stays_through_changes_of_the_record() {
            byte[] key = sessions.databaseKey(DESK);
            sessions.update(DESK, stored -> stored.withFingerprint("0123456789abcdef"));

            assertThat(sessions.databaseKey(DESK)).isEqualTo(key);
        }
    }

    @Nested
    class A_record {
        @Test
        void is_read_as_it_was_stored() {
            TreeMap<Long, String> names = new TreeMap<>();
            names.put(-1001000000001L, "news");
            names.put(777000L, "telegram");
            StoredSession stored = sessions.update(
                    DESK,
                    fresh -> fresh.withAccount(new Account(1L << 40, true, "b_bot"))
                            .withFingerprint("0123456789abcdef")
                            .withOrigin("Telethon string")
                            .withLastUsed(Instant.parse("2031-02-03T04:05:06.789Z"))
                            .withUsernames(names));

            assertThat(over(1).find(DESK)).contains(stored);
        }

        @Test
        void is_not_there_before_it_is_made() {
            assertThat(sessions.find(DESK)).isEmpty();
            assertThat(sessions.list()).isEmpty();
        }

        @Test
        void is_listed_and_forgotten() {
            sessions.databaseKey(DESK);

            assertThat(sessions.list()).containsExactly(DESK);
            assertThat(sessions.delete(DESK)).isTrue();
            assertThat(sessions.delete(DESK)).isFalse();
            assertThat(sessions.list()).isEmpty();
        }

        @Test
        void shows_nothing_on_the_disk() throws IOException {
            sessions.update(DESK, stored -> stored.withAccount(new Account(777000, false, "somebody")));

            assertThat(new String(Files.readAllBytes(file("desk")), StandardCharsets.ISO_8859_1))
                    .doesNotContain("somebody")
                    .doesNotContain("777000")
                    .doesNotContain("database_key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("desk"))))
                    .isEqualTo("rw-------");
        }

        @Test
        void is_sealed_anew_each_time() throws IOException {
            sessions.update(DESK, stored -> stored.withOrigin("a"));
            byte[] first = Files.readAllBytes(file("desk"));
            sessions.update(DESK, stored -> stored.withOrigin("b"));
            sessions.update(DESK, stored -> stored.withOrigin("a"));

            assertThat(Files.readAllBytes(file("desk"))).isNotEqualTo(first).hasSameSizeAs(first);
        }

        @Test
        void shows_no_key_as_text() {
            StoredSession stored = sessions.update(DESK, UnaryOperator.identity());

            assertThat(stored.toString() + sessions + VaultKey.of(new byte[32]))
                    .isEqualTo("StoredSession[not signed in]SealedSessions[" + folder + "]VaultKey");
        }
    }

    @Nested
    class It_is_refused {
        @Test
        void with_another_key() {
            sessions.databaseKey(DESK);

            refused(() -> over(2).find(DESK), "session desk", "another key", "HELIOGRAPH_VAULT_KEY");
            refused(() -> over(2).databaseKey(DESK), "another key");
            assertThat(sessions.find(DESK)).isPresent();
        }

        @Test
        void when_a_bit_was_changed() throws IOException {
            sessions.databaseKey(DESK);
            damage(-1);

            refused(() -> sessions.find(DESK), "session desk", "damaged");
        }

        @Test
        void when_it_is_cut_off() throws IOException {
            sessions.databaseKey(DESK);
            Files.write(file("desk"), Arrays.copyOf(Files.readAllBytes(file("desk")), 30));

            refused(() -> sessions.find(DESK), "damaged", "30 bytes");
        }

        @Test
        void in_a_later_format() throws IOException {
            sessions.databaseKey(DESK);
            damage(0);

            refused(() -> sessions.find(DESK), "format 0", "reads format 1");
        }

        @Test
        void under_the_name_of_another() throws IOException {
            sessions.databaseKey(DESK);
            Files.copy(file("desk"), file("news"));

            refused(() -> sessions.find(SessionName.of("news")), "session news", "of another session");
        }

        @Test
        void where_the_folder_is_a_file() throws IOException {
            Path taken = Files.writeString(folder.resolve("taken"), "mine");
            SealedSessions wrong = SealedSessions.over(taken, VaultKey.of(new byte[32]));

            refused(() -> wrong.databaseKey(DESK), "session desk", taken.toString());
            assertThat(taken).hasContent("mine");
        }
    }
}
