// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void what_moves_a_terminal_or_turns_the_writing_becomes_blanks() {
        assertThat(OneLine.of("a\u001B[31m\r\n\tb\u0000\u007F\u0085\u009Bc")).isEqualTo("a [31m   b    c");
        assertThat(OneLine.of("x\u202Ey\u2066z\u2069\u200F\u061C\u2028\u2029")).isEqualTo("x y z     ");
    }

    @Test
    void other_characters_stay() {
        String text = "Größe → 1 \uD83D\uDE00 «да»";
        assertThat(OneLine.of(text)).isSameAs(text);
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        assertThat(OneLine.of("abc\n", 3)).isEqualTo("abc");
        assertThat(OneLine.of("ab\uD83D\uDE00c", 3)).isEqualTo("ab");
        assertThat(OneLine.of("ab\uD83D\uDE00c", 4)).isEqualTo("ab\uD83D\uDE00");
    }

    @Test
    void a_result_holds_no_more_than_lines() {
        SendResult result = SendResult.refused(SendStatus.FAILED, "one\ntwo", "red \u001B[31m\u202E", null);
        assertThat(result.reason()).isEqualTo("one two");
        assertThat(result.error()).isEqualTo("red  [31m ");
    }
}
