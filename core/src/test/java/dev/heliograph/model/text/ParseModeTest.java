// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParseModeTest {

    @ParameterizedTest
    @CsvSource({"html,HTML", "HTML,HTML", "Markdown,MARKDOWN", "MarkdownV2,MARKDOWN_V2", "none,NONE"})
    void words_are_read_in_any_case(String word, ParseMode mode) {
        assertThat(ParseMode.parse(word)).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource
    void a_mode_is_read_back_by_its_id(ParseMode mode) {
        assertThat(ParseMode.parse(mode.id())).isEqualTo(mode);
    }

    @Test
    void an_unknown_word_is_answered_with_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParseMode.parse("rtf"))
                .withMessage("unknown parse mode \"rtf\": expected one of html, markdown, markdownv2, none");
    }

    @Test
    void escaped_values_stay_literal_inside_marks() {
        String template = "<b>" + ParseMode.HTML.escape("<i>&amp;") + "</b>";
        FormattedText parsed = FormattedText.parse(template, ParseMode.HTML);
        assertThat(parsed.text()).isEqualTo("<i>&amp;");
        assertThat(Shown.entities(parsed)).isEqualTo("BOLD@0+8");
    }
}
