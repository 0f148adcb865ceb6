// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a program that ends as a process does in which TDLib aborts. */
class AskWhoAgainTest {
    @TempDir
    Path folder;

    private final CompletableFuture<Void> interrupted = new CompletableFuture<>();

    /** Notes that it runs; aborts so often, then answers. */
    private AskWho ask(int aborts) {
        Path runs = folder.resolve("runs");
        return ask("cat > /dev/null; echo run >> '" + runs + "'; if [ $(wc -l < '" + runs + "') -le " + aborts
                + " ]; then kill -6 $$; fi; echo '{\"user_id\":7}'; kill -6 $$");
    }

    private AskWho ask(String script) {
        return new AskWho(
                new FoundLibrary(folder.resolve("libtdjson.so"), "test"),
                false,
                ClientConfig.named("desk").apiId(1).apiHash("h").build(),
                folder.resolve("sessions"),
                interrupted,
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

    @Test
    void an_interruption_ends_the_process_and_leaves_no_copy() throws Exception {
        Path pid = folder.resolve("pid");
        // tells that it runs by the end of a named pipe, which is read below
        assertThat(new ProcessBuilder("mkfifo", pid.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> catchThrowable(
                () -> ask("echo $$ > '" + pid + "'; exec sleep 600").apply(session())));
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        interrupted.complete(null);

        assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("sessions")).doesNotExist();
    }

    @Test
    void the_process_has_no_variables_but_those_that_any_program_needs() throws Exception {
        Path variables = folder.resolve("variables");

        Account unused =
                ask("env > '" + variables + "'; echo '{\"user_id\":7}'").apply(session());

        assertThat(System.getenv()).containsKey("XDG_CONFIG_HOME");
        assertThat(Files.readAllLines(variables))
                .map(line -> line.split("=", 2)[0])
                .contains("PATH")
                .allMatch(name -> name.matches(
                        "PATH|HOME|LANG|LC_ALL|LC_CTYPE|TMPDIR|TMP|TEMP|XDG_CACHE_HOME|LD_LIBRARY_PATH|PWD|SHLVL|_"));
    }
}
