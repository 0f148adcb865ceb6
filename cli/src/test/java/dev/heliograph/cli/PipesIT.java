// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that can be read only once, and the rights of what is written. */
class PipesIT {
    private static final String LINES = """
            ids() { printf '{"chat_id":5}\\n{"chat_id":6}\\n'; }
            lines() { printf '{"chat_id":5,"text":"a"}\\n{"chat_id":6,"text":"b"}\\n'; }
            send() { "$heliograph" broadcast --transport simulator: --state memory: --json "$@"; }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send --input <(lines)",
                "lines | send --input /dev/stdin",
                "lines | send --input -",
                "lines > lines; send --input /dev/stdin < lines",
                "mkfifo pipe; lines > pipe & send --input pipe"
            })
    void an_audience_comes_out_of_every_kind_of_pipe(String command) throws Exception {
        assertThat(Shell.in(folder).run(LINES + command)).contains("\"total\":2", "\"sent\":2");
    }

    @Test
    void so_do_a_template_an_opt_out_file_and_a_configuration() throws Exception {
        String sent = Shell.in(folder)
                .run(LINES + "send --input <(ids) --template <(printf 'Hello') --opt-out <(printf '6\\n') "
                        + "--config <(printf 'sessions: [ { name: piped } ]') --results out.jsonl; cat out.jsonl");

        assertThat(sent).contains("\"session\":\"piped\"", "\"status\":\"SUCCESS\"", "OPTED_OUT");
    }

    @Test
    void what_is_written_is_for_its_owner_only() throws Exception {
        String modes = Shell.in(folder)
                .run(LINES
                        + "umask 022; touch r.jsonl; send --input <(lines) --results r.jsonl --report r.json >/dev/null; "
                        + "stat -c '%a %n' r.jsonl r.json");

        assertThat(modes).endsWith("600 r.jsonl\n600 r.json\n");
    }

    @Test
    void what_cannot_be_opened_is_named() throws Exception {
        String refused = Shell.in(folder)
                .run(LINES + "send --input /nowhere/x; send --input /; send --input <(lines) --template /nowhere/t");

        assertThat(refused)
                .contains(
                        "--input /nowhere/x: no such file",
                        "--input /: is a directory",
                        "--template /nowhere/t: no such file");
    }
}
