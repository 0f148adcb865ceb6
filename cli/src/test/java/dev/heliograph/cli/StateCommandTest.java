// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code state check}, {@code compact}, {@code export} and {@code import}, over a file of SQLite. */
class StateCommandTest {
    private static final String HEAD =
            "{\"heliograph_state\":1,\"from\":\"elsewhere\",\"at\":\"2026-01-01T00:00:00Z\"}\n";
    /** The stored form, for ever: one of each kind. */
    private static final String RECORDS = """
            {"kind":"cell","key":"fence/local","expires":null,"bytes":"AQI="}
            {"kind":"value","key":"mine","expires":"2199-01-01T00:00:00.000000001Z","bytes":""}
            {"kind":"session","name":"main","sealed":"c2VhbGVk"}
            {"kind":"queue","queue":"bots","last_id":20}
            {"kind":"fence","queue":"bots","owner":"local/bots","fence":5}
            {"kind":"hold","queue":"bots","job":"later"}
            {"kind":"row","queue":"bots","id":3,"key":"later/1","job":"later","line":1,"chat":"1001","due":"2026-01-01T00:00:00Z",\
            "state":"QUEUED","session":"","random_id":0,"attempts":0,"message_id":0,"reason":"","changed":"2026-01-01T00:00:00Z",\
            "recovered":false,"payload":"aGVsbG8="}
            {"kind":"row","queue":"bots","id":4,"key":"now/1","job":"now","line":1,"chat":"1002","due":"2026-01-01T00:00:00Z",\
            "state":"UNKNOWN","session":"main","random_id":-9,"attempts":1,"message_id":0,"reason":"INTERRUPTED",\
            "changed":"2026-01-01T00:00:00.123456789Z","owner":"local/bots","fence":4,"recovered":true,"payload":"aGVsbG8="}
            """;

    @TempDir
    Path folder;

    private final String end = "{\"records\":8}\n";
    private Screen screen = new Screen();

    @Nested
    class Importing {
        @Test
        void what_is_imported_is_exported_again_line_by_line() {
            assertThat(run(HEAD + RECORDS + end, "state", "import", "--json")).isZero();
            assertThat(screen.out()).isEqualTo("{\"records\":8,\"stored\":8,\"whole\":true}\n");
            assertThat(run("", "state", "export")).isZero();

            assertThat(screen.out().lines().toList())
                    .hasSize(10)
                    .containsSubsequence((RECORDS + end).lines().toList());
        }

        @Test
        void a_second_time_nothing_is_new() {
            run(HEAD + RECORDS + end, "state", "import");
            assertThat(run(HEAD + RECORDS + end, "state", "import", "--json")).isZero();

            assertThat(screen.out()).isEqualTo("{\"records\":8,\"stored\":0,\"whole\":true}\n");
        }

        @Test
        void what_was_cut_off_is_not_taken_for_a_whole() {
            assertThat(run(HEAD + RECORDS, "state", "import")).isEqualTo(1);
            assertThat(screen.err()).contains("was cut off");
        }

        @Test
        void what_is_no_export_is_refused_by_line() {
            refused("", "line 1", "expected the first line of an export");
            refused("dear diary\n", "line 1", "no JSON");
            refused(HEAD + "{\"kind\":\"song\"}\n", "line 2", "kind 'song' is not known");
            refused(HEAD + RECORDS + "{\"kind\":\"hold\",\"queue\":\"q\"}\n", "line 10", "'job' is missing");
            refused(HEAD + "{\"kind\":\"session\",\"name\":\"a\",\"sealed\":\"%\"}\n", "line 2", "Base64");
        }

        private void refused(String text, String... words) {
            assertThat(run(text, "state", "import")).isEqualTo(2);
            assertThat(screen.err()).contains(words);
        }
    }

    @Test
    void an_exported_file_is_its_owners_only_and_whole_or_not_there() throws IOException {
        run(HEAD + RECORDS + end, "state", "import");
        Path file = folder.resolve("all.jsonl");
        assertThat(run("", "state", "export", "--json", file.toString())).isZero();

        assertThat(screen.out()).contains("\"records\":8");
        assertThat(Files.readAllLines(file)).hasSize(10);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("", "state", "import", "--json", file.toString())).isZero();
        assertThat(screen.out()).contains("\"stored\":0,\"whole\":true");
    }

    @Test
    void a_check_tells_what_there_is() {
        run(HEAD + RECORDS + end, "state", "import");

        assertThat(run("", "state", "check", "--json")).isZero();
        assertThat(screen.out())
                .contains("\"sound\":true", "\"schema\":\"1\"", "\"messages_queued\":\"1\"", "\"problems\":[]");
        assertThat(run("", "state", "check")).isZero();
        assertThat(screen.out()).contains("sound", "yes", "sender", "none");
    }

    @Test
    void a_compaction_forgets_what_ended_long_ago() {
        run(HEAD + RECORDS + end, "state", "import");

        assertThat(run("", "state", "compact", "--retention", "1ms", "--json")).isZero();
        assertThat(screen.out()).isEqualTo("{\"forgotten\":1}\n");
        assertThat(run("", "state", "compact", "--retention", "soon")).isEqualTo(2);
        assertThat(screen.err()).contains("--retention soon");
    }

    @Test
    void a_store_that_keeps_nothing_is_told_so() {
        screen = new Screen();
        assertThat(screen.run("", "state", "check", "--state", "memory:")).isEqualTo(2);
        assertThat(screen.err()).contains("memory: offers nothing to look after", "--state sqlite:");
    }

    @Test
    void alone_it_says_what_there_is_to_do() {
        screen = new Screen();
        assertThat(screen.run("", "state")).isEqualTo(2);
        assertThat(screen.err()).contains("check", "compact", "export", "import");
    }

    /** Runs a command over the file, its words on a fresh screen. */
    private int run(String input, String... words) {
        screen = new Screen();
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of("--state", "sqlite:" + folder.resolve("state.db")));
        return screen.run(input, all.toArray(String[]::new));
    }
}
