// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
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
        void a_mark_of_byte_order_is_passed_over() throws IOException {
            Path file = Files.writeString(folder.resolve("marked.jsonl"), "\uFEFF" + HEAD + RECORDS + end);
            assertThat(run("", "state", "import", file.toString(), "--json")).isZero();
            assertThat(screen.out()).isEqualTo("{\"records\":8,\"stored\":8,\"whole\":true}\n");
            assertThat(run("\uFEFF" + HEAD + RECORDS + end, "state", "import", "--json"))
                    .isZero();
        }

        @Test
        void another_encoding_is_named() throws IOException {
            Path wide = Files.write(folder.resolve("wide.jsonl"), HEAD.getBytes(StandardCharsets.UTF_16LE));
            assertThat(run("", "state", "import", wide.toString())).isEqualTo(2);
            assertThat(screen.err()).contains("the text is UTF-16; save it as UTF-8; nothing was stored");
            Path latin = Files.write(folder.resolve("latin.jsonl"), "\u00e4".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(run("", "state", "import", latin.toString())).isEqualTo(2);
            assertThat(screen.err()).contains("the text is not UTF-8; nothing was stored");
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

        @Test
        void numbers_that_no_store_gives_are_refused_by_line() {
            String row = RECORDS.lines().skip(6).findFirst().orElseThrow();
            refused(
                    HEAD + row.replace("\"id\":3", "\"id\":-1") + "\n",
                    "line 2",
                    "'id' is -1: expected 1 to 1000000000000");
            refused(HEAD + row.replace("\"id\":3", "\"id\":0") + "\n", "line 2", "'id' is 0");
            refused(HEAD + row.replace("\"id\":3", "\"id\":1099511627776") + "\n", "line 2", "'id' is 1099511627776");
            refused(HEAD + row.replace("\"line\":1", "\"line\":-9223372036854775808") + "\n", "line 2", "'line' is -9");
            refused(HEAD + row.replace("\"attempts\":0", "\"attempts\":-1") + "\n", "line 2", "'attempts' is -1");
            refused(
                    HEAD + row.replace("QUEUED", "LOST") + "\n",
                    "line 2",
                    "'state' is 'LOST': expected one of [QUEUED");
            String queue = "{\"kind\":\"queue\",\"queue\":\"bots\",\"last_id\":";
            refused(HEAD + queue + "9223372036854775807}\n", "line 2", "'last_id' is 9223372036854775807");
            refused(HEAD + queue + "-1}\n", "line 2", "'last_id' is -1");
        }

        @Test
        void nothing_is_stored_where_a_later_line_is_wrong() {
            String many = "{\"kind\":\"value\",\"key\":\"k\",\"expires\":null,\"bytes\":\"\"}\n".repeat(1_200);
            refused(HEAD + many + "{\"kind\":\"song\"}\n{\"records\":1201}\n", "line 1202", "nothing was stored");

            assertThat(run("", "state", "export")).isZero();
            assertThat(screen.out().lines()).hasSize(2);
        }

        @Test
        void what_was_cut_off_within_a_line_is_stored_up_to_it() {
            String text = HEAD + RECORDS;
            assertThat(run(text.substring(0, text.length() - 30), "state", "import", "--json"))
                    .isEqualTo(1);
            assertThat(screen.out()).isEqualTo("{\"records\":7,\"stored\":7,\"whole\":false}\n");
        }

        @Test
        void lines_that_are_missing_or_too_many_are_refused() {
            refused(HEAD + RECORDS.substring(RECORDS.indexOf('\n') + 1) + end, "line 9", "expected 8 lines", "found 7");
            refused(HEAD + RECORDS + end + HEAD, "line 11", "expected nothing after the last line");
        }

        @Test
        void a_dash_is_standard_input() {
            assertThat(run(HEAD + RECORDS + end, "state", "import", "-", "--json"))
                    .isZero();
            assertThat(screen.out()).contains("\"stored\":8");
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
        assertThat(screen.out()).contains("\"sound\":true", "\"schema\":2", "\"messages_queued\":1", "\"problems\":[]");
        assertThat(run("", "state", "check")).isZero();
        assertThat(screen.out()).contains("sound", "yes", "sender", "none");
    }

    @Test
    void a_dash_is_standard_output_and_a_file_that_is_there_stays() throws IOException {
        run(HEAD + RECORDS + end, "state", "import");
        Path file = Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(run("", "state", "export", "-")).isZero();
        assertThat(screen.out().lines()).hasSize(10);
        assertThat(run("", "state", "export", file.toString())).isEqualTo(2);
        assertThat(screen.err()).contains("there is a file already", "--force");
        assertThat(file).hasContent("mine");
        assertThat(run("", "state", "export", "--force", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).hasSize(10);
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void a_check_of_a_damaged_file_says_which_tables_can_be_read() throws IOException {
        StringBuilder values = new StringBuilder(HEAD);
        String bytes = "A".repeat(400);
        for (int i = 0; i < 1_000; i++) {
            values.append("{\"kind\":\"value\",\"key\":\"" + i + "\",\"expires\":null,\"bytes\":\"" + bytes + "\"}\n");
        }
        run(values + "{\"records\":1000}\n", "state", "import");
        Path file = folder.resolve("state.db");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(raw.length() * 3 / 4);
        }

        assertThat(run("", "state", "check", "--json")).isEqualTo(1);
        assertThat(screen.out())
                .contains("\"sound\":false", "\"rows_of_counter\":1", "table 'value' can be read up to row ");
        assertThat(run("", "state", "export", "--json")).isEqualTo(3);
        assertThat(screen.err()).contains("the state cannot be used: ", "is damaged");
        assertThat(screen.out()).contains("\"reason\":\"STATE_UNAVAILABLE\"");
        assertThat(run("", "state", "compact")).isEqualTo(3);
    }

    @Test
    void a_check_of_a_file_whose_list_of_tables_is_lost_says_so_once() throws IOException {
        run(HEAD + RECORDS + end, "state", "import");
        try (RandomAccessFile raw =
                new RandomAccessFile(folder.resolve("state.db").toFile(), "rw")) {
            raw.setLength(raw.length() / 2);
        }

        assertThat(run("", "state", "check")).isEqualTo(1);
        assertThat(screen.out()).containsOnlyOnce("the list of tables is damaged: it names ");
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
