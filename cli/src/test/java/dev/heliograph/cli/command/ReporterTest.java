// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.cli.render.Console;
import dev.heliograph.spi.command.Report;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Report ready =
            new Report().put("listening", "http://127.0.0.1:8081").put("mtproto", "127.0.0.1:443");

    @Test
    void a_server_that_is_ready_says_a_word_and_a_value_on_each_line_however_many_doors_it_has() {
        reporter(false).announce(ready);

        assertThat(text()).isEqualTo("listening http://127.0.0.1:8081\nmtproto 127.0.0.1:443\n");
    }

    @Test
    void a_server_that_is_ready_says_so_in_one_document_where_json_is_asked_for() {
        reporter(true).announce(ready);

        assertThat(text()).isEqualTo("{\"listening\":\"http://127.0.0.1:8081\",\"mtproto\":\"127.0.0.1:443\"}\n");
    }

    @Test
    void a_report_aligns_its_values_behind_colons() {
        reporter(false).print(ready);

        assertThat(text()).isEqualTo("listening: http://127.0.0.1:8081\nmtproto:   127.0.0.1:443\n");
    }

    private Reporter reporter(boolean json) {
        PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
        return new Reporter(new Console(InputStream.nullInputStream(), out, out, false, false, false), json);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
