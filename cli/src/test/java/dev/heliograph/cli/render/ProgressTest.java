// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void a_terminal_sees_how_much_how_fast_and_how_long() {
        new Progress(console(true)).show(50, 100, 2, 12.34, 65);
        assertThat(text()).contains("[###############...............] 50/100, 2 failed, 12.3/s, 1m 05s left");
    }

    @Test
    void nothing_is_printed_anywhere_else() {
        Progress progress = new Progress(console(false));
        progress.show(1, 2, 0, 1, 1);
        progress.clear();
        assertThat(text()).isEmpty();
    }

    @Test
    void an_audience_of_nobody_is_no_division_by_zero() {
        new Progress(console(true)).show(0, 0, 0, 0, -1);
        assertThat(text()).contains("0/0").doesNotContain("left");
    }

    private Console console(boolean live) {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Console(InputStream.nullInputStream(), stream, stream, live, live, false);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
