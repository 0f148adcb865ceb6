// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a program that ends as a process does in which TDLib aborts. */
class AskWhoAgainTest {
    @TempDir
    Path folder;

    /** Notes that it runs; aborts so often, then answers. */
    private AskWho ask(int aborts) {
        Path runs = folder.resolve("runs");
        String script = "cat > /dev/null; echo run >> '" + runs + "'; if [ $(wc -l < '" + runs + "') -le " + aborts
                + " ]; then kill -6 $$; fi; echo '{\"user_id\":7}'; kill -6 $$";
        return new AskWho(
                new FoundLibrary(folder.resolve("libtdjson.so"), "test"),
                false,
                ClientConfig.named("desk").apiId(1).apiHash("h").build(),
                folder.resolve("sessions"),
                Duration.ofSeconds(60),
                List.of("sh", "-c", script));
    }

    private static SessionMaterial session() throws Exception {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        Arrays.fill(key, (byte) 7);
        return SessionMaterial.of(2, false, key);
    }

    @Test
    void an_answer_counts_although_its_process_was_aborted_afterwards() throws Exception {
        assertThat(ask(0).apply(session())).isEqualTo(new Account(7, false, null));
        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(1);
    }

    @Test
    void a_process_that_was_aborted_without_a_word_is_followed_by_another() throws Exception {
        assertThat(ask(2).apply(session())).isEqualTo(new Account(7, false, null));
        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(3);
        assertThat(folder.resolve("sessions")).doesNotExist();
    }

    @Test
    void the_third_is_the_last() {
        assertThatThrownBy(() -> ask(9).apply(session()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TDLib ended with 134");
        assertThat(folder.resolve("runs")).hasContent("run\nrun\nrun");
    }
}
