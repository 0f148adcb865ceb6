// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.SessionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLeaseTest {
    private static final String KEY = "00112233445566ff";
    private static final SessionName DESK = SessionName.of("desk");
    private static final SessionName NEWS = SessionName.of("news");

    @TempDir
    Path folder;

    private KeyLease take(SessionName session, String key) {
        return KeyLease.take(environment(folder), key, session, folder.resolve("sessions"));
    }

    private static Environment environment(Path home) {
        return Environment.of(Map.of("XDG_CONFIG_HOME", home.toString()));
    }

    private void refused(SessionName session, String... words) {
        assertThatThrownBy(() -> take(session, KEY).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words)
                .message()
                .hasLineCount(1);
    }

    @Nested
    class Within_a_process {
        @Test
        void a_key_has_one_owner_who_is_named_to_the_next() {
            try (KeyLease first = take(DESK, KEY)) {
                refused(NEWS, "session news", first.fingerprint(), "session desk of " + folder, "in this process");
                refused(NEWS, "in this process");
            }
        }

        @Test
        void a_key_that_was_given_back_can_be_taken() {
            take(DESK, KEY).close();

            try (KeyLease second = take(NEWS, KEY)) {
                refused(DESK, "session news");
                assertThat(second).hasToString("KeyLease[" + KEY + "]");
            }
        }

        @Test
        void giving_back_twice_takes_nothing_from_the_next() {
            KeyLease first = take(DESK, KEY);
            first.close();
            try (KeyLease second = take(NEWS, KEY)) {
                first.close();

                refused(DESK, second.fingerprint());
            }
        }

        @Test
        void a_key_that_was_given_back_leaves_no_name_behind() throws IOException {
            take(DESK, KEY).close();
            assertThat(files()).containsExactly(KEY + ".lock");
        }

        @Test
        void a_key_that_nobody_uses_again_leaves_nothing_behind() throws IOException {
            take(DESK, KEY).discard();
            assertThat(files()).isEmpty();
        }

        private List<String> files() throws IOException {
            try (Stream<Path> files = Files.list(folder.resolve("heliograph/keys"))) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }

        @Test
        void other_keys_are_free() {
            try (KeyLease first = take(DESK, KEY);
                    KeyLease second = take(NEWS, "ffffffffffffffff")) {
                assertThat(first.fingerprint()).isNotEqualTo(second.fingerprint());
            }
        }

        @Test
        void a_lock_that_cannot_be_made_leaves_nothing_held() throws IOException {
            Files.writeString(folder.resolve("heliograph"), "a file");
            refused(DESK, "XDG_CONFIG_HOME");
            Files.delete(folder.resolve("heliograph"));

            take(DESK, KEY).close();
        }
    }

    @Nested
    class Between_processes {
        @Test
        void a_key_has_one_owner_who_is_named_to_the_next() throws Exception {
            Process other = KeyHolder.start(folder, KEY);
            try {
                refused(DESK, "session other of " + folder.resolve("elsewhere"), "process " + other.pid());
            } finally {
                other.destroyForcibly().waitFor();
            }
        }

        @Test
        void a_key_is_free_when_its_process_was_killed() throws Exception {
            KeyHolder.start(folder, KEY).destroyForcibly().waitFor();

            take(DESK, KEY).close();
        }

        @Test
        void a_refusal_here_does_not_free_what_this_process_holds() throws Exception {
            try (KeyLease mine = take(DESK, KEY)) {
                refused(NEWS, mine.fingerprint());

                assertThatThrownBy(() -> KeyHolder.start(folder, KEY)).isInstanceOf(IOException.class);
            }
        }
    }
}
