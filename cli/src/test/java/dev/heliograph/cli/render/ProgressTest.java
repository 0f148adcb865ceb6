// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void a_terminal_sees_how_much_how_fast_and_how_long() {
        bar(80).show(50, 100, 2, 0, 12.34, 65);
        assertThat(text()).contains("[###############...............] 50/100, 2 failed, 12.3/s, 1m 05s left");
    }

    @Test
    void what_may_have_been_sent_is_no_failure() {
        bar(80).show(50, 100, 2, 3, 12.34, -1);
        assertThat(text()).contains("50/100, 2 failed, 3 unknown, 12.3/s");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 50, 55, 80, 200})
    void a_line_is_never_as_wide_as_the_terminal(int columns) {
        bar(columns).show(101, 401, 1, 2, 34, 7);
        String line = text().replaceAll("\u001b\\[[?0-9]*[a-zA-Z]|\r", "");
        assertThat(line).hasSizeLessThan(columns);
        assertThat("101/401, 1 failed, 2 unknown, 34.0/s, 7s left")
                .startsWith(line.substring(line.indexOf(']') + 1).strip());
    }

    @Test
    void a_line_of_the_log_stands_on_a_line_of_its_own_and_the_bar_below() {
        Console console = console(true);
        Progress bar = new Progress(console, () -> 80);
        bar.show(1, 2, 0, 0, 1, 1);
        bytes.reset();
        console.err().println("a line of the log");
        assertThat(text()).startsWith("\r\u001b[Ka line of the log\n").contains("] 1/2, ");
    }

    @Test
    void what_is_said_behind_the_end_of_the_bar_begins_on_an_empty_line() {
        Console console = console(true);
        Progress bar = new Progress(console, () -> 80);
        bar.show(1, 2, 0, 0, 1, 1);
        bar.close();
        bar.show(2, 2, 0, 0, 1, 1);
        console.err().println("interrupted");
        assertThat(text()).endsWith("\r\u001b[Kinterrupted\n");
    }

    @Test
    void nothing_is_printed_anywhere_else() {
        Progress progress = new Progress(console(false));
        progress.show(1, 2, 0, 0, 1, 1);
        progress.close();
        assertThat(text()).isEmpty();
    }

    @Test
    void an_audience_of_nobody_is_no_division_by_zero() {
        bar(80).show(0, 0, 0, 0, 0, -1);
        assertThat(text()).contains("0/0").doesNotContain("left");
    }

    private Progress bar(int columns) {
        return new Progress(console(true), () -> columns);
    }

    private Console console(boolean live) {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Console(InputStream.nullInputStream(), stream, stream, live, live, false);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
