// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import static dev.heliograph.model.text.TextEntity.Kind.BOLD;
import static dev.heliograph.model.text.TextEntity.Kind.CODE;
import static dev.heliograph.model.text.TextEntity.Kind.ITALIC;
import static dev.heliograph.model.text.TextEntity.Kind.MENTION;
import static dev.heliograph.model.text.TextEntity.Kind.PRE;
import static dev.heliograph.model.text.TextEntity.Kind.TEXT_LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FormattedTextTest {

    private static final String SURROGATES = "a👍b";

    @Nested
    class Construction {

        @Test
        void entities_are_sorted_with_the_longer_first() {
            FormattedText text = new FormattedText(
                    "abc",
                    List.of(TextEntity.of(ITALIC, 1, 1), TextEntity.of(BOLD, 0, 1), TextEntity.of(ITALIC, 0, 3)));
            assertThat(Shown.entities(text)).isEqualTo("ITALIC@0+3 BOLD@0+1 ITALIC@1+1");
        }

        @Test
        void later_changes_of_the_given_list_are_not_seen() {
            List<TextEntity> given = new ArrayList<>();
            FormattedText text = new FormattedText("abc", given);
            given.add(TextEntity.of(BOLD, 0, 1));
            assertThat(text.entities()).isEmpty();
        }

        @Test
        void an_entity_beyond_the_text_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FormattedText("abc", List.of(TextEntity.of(BOLD, 2, 2))))
                    .withMessageContaining("beyond");
        }

        @Test
        void an_entity_that_begins_inside_a_surrogate_pair_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FormattedText(SURROGATES, List.of(TextEntity.of(BOLD, 2, 2))));
        }

        @Test
        void an_entity_that_ends_inside_a_surrogate_pair_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FormattedText(SURROGATES, List.of(TextEntity.of(BOLD, 0, 2))));
        }

        @Test
        void an_entity_around_a_surrogate_pair_is_taken() {
            assertThat(new FormattedText(SURROGATES, List.of(TextEntity.of(BOLD, 1, 2))).entities())
                    .hasSize(1);
        }

        @Test
        void a_link_needs_an_address() {
            assertThatIllegalArgumentException().isThrownBy(() -> TextEntity.of(TEXT_LINK, 0, 1));
        }

        @Test
        void bold_takes_no_argument() {
            assertThatIllegalArgumentException().isThrownBy(() -> new TextEntity(BOLD, 0, 1, "x"));
        }

        @Test
        void an_empty_entity_is_refused() {
            assertThatIllegalArgumentException().isThrownBy(() -> TextEntity.of(BOLD, 0, 0));
        }
    }

    @Nested
    class Measures {

        @Test
        void length_counts_code_points() {
            assertThat(FormattedText.plain(SURROGATES).length()).isEqualTo(3);
        }

        @Test
        void no_break_spaces_are_blank() {
            assertThat(FormattedText.plain(" \u00a0\n").isBlank()).isTrue();
        }

        @Test
        void a_letter_is_not_blank() {
            assertThat(FormattedText.plain(" a").isBlank()).isFalse();
        }

        @Test
        void to_string_keeps_the_text_to_itself() {
            assertThat(FormattedText.plain("secret")).hasToString("FormattedText[length=6, entities=0]");
        }
    }

    @Nested
    class Trimming {

        @Test
        void entities_shrink_with_the_spaces_at_the_end() {
            FormattedText text = new FormattedText(
                    "  ab  ",
                    List.of(TextEntity.of(ITALIC, 0, 2), TextEntity.of(BOLD, 1, 2), TextEntity.of(CODE, 3, 3)));
            assertThat(text.asSent().text()).isEqualTo("  ab");
            assertThat(Shown.entities(text.asSent())).isEqualTo("ITALIC@0+2 BOLD@1+2 CODE@3+1");
        }

        @Test
        void spaces_before_the_first_entity_go_and_those_inside_of_it_stay() {
            FormattedText text = new FormattedText(" \n  ab \n", List.of(TextEntity.of(PRE, 3, 4)));
            assertThat(text.asSent()).isEqualTo(new FormattedText(" ab", List.of(TextEntity.of(PRE, 0, 3))));
        }

        @Test
        void an_entity_of_spaces_at_the_end_is_gone() {
            FormattedText text = new FormattedText("a \t ", List.of(TextEntity.of(BOLD, 1, 3)));
            assertThat(text.asSent()).isEqualTo(FormattedText.plain("a"));
        }

        @Test
        void nothing_is_left_of_spaces() {
            assertThat(FormattedText.parse(" \n\t ", ParseMode.NONE)).isEqualTo(FormattedText.plain(""));
        }
    }

    @Nested
    class Html {

        private static String html(String text, TextEntity... entities) {
            return new FormattedText(text, List.of(entities)).toHtml();
        }

        @Test
        void text_is_escaped() {
            assertThat(html("<a & \"b\">")).isEqualTo("&lt;a &amp; &quot;b&quot;&gt;");
        }

        @Test
        void overlapping_styles_are_nested() {
            assertThat(html("abc", TextEntity.of(BOLD, 0, 2), TextEntity.of(ITALIC, 1, 2)))
                    .isEqualTo("<b>a<i>b</i></b><i>c</i>");
        }

        @Test
        void a_link_is_not_cut_by_a_style_that_ends_in_it() {
            assertThat(html("abc", TextEntity.of(BOLD, 0, 2), new TextEntity(TEXT_LINK, 1, 2, "http://e.org/?a&b")))
                    .isEqualTo("<b>a</b><a href=\"http://e.org/?a&amp;b\"><b>b</b>c</a>");
        }

        @Test
        void a_block_of_code_names_its_language() {
            assertThat(html("a", new TextEntity(PRE, 0, 1, "c")))
                    .isEqualTo("<pre><code class=\"language-c\">a</code></pre>");
        }

        @Test
        void what_telegram_finds_by_itself_has_no_tag() {
            assertThat(html("@me", TextEntity.of(MENTION, 0, 3))).isEqualTo("@me");
        }
    }
}
