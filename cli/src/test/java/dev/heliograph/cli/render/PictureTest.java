// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Picture picture =
            new Picture(new Console(InputStream.nullInputStream(), stream, stream, true, true, false));

    @Test
    void the_first_drawing_begins_where_the_cursor_is() {
        picture.draw(List.of("one", "two"));
        assertThat(text()).contains("one\n", "two\n").doesNotContain("A\r");
    }

    @Test
    void the_next_one_covers_the_one_before() {
        picture.draw(List.of("one", "two"));
        bytes.reset();
        picture.draw(List.of("three", "four"));
        assertThat(text()).contains("\u001b[2A\r\u001b[Kthree\n\r\u001b[Kfour\n");
    }

    @Test
    void a_line_that_is_too_long_is_cut_rather_than_wrapped() {
        picture.draw(List.of("one"));
        assertThat(text()).startsWith("\u001b[?7l").endsWith("\u001b[?7h");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
