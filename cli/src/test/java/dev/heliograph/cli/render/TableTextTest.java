// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTextTest {
    @Test
    void columns_are_aligned_and_lines_end_without_blanks() {
        assertThat(new TableText("NAME", "WHAT")
                        .row("a", "one")
                        .row("longer", "")
                        .toString())
                .isEqualTo("NAME    WHAT\na       one\nlonger\n");
    }

    @Test
    void numbers_stand_to_the_right() {
        assertThat(new TableText("NAME", "SENT").row("a", 5).row("b", 12345).toString())
                .isEqualTo("NAME   SENT\na         5\nb     12345\n");
    }

    @Test
    void control_characters_cannot_break_a_table() {
        assertThat(new TableText("NAME").row("a\nb\u001b[31m").toString()).isEqualTo("NAME\na b [31m\n");
    }
}
