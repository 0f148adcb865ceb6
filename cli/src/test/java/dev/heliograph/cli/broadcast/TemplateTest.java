// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TemplateTest {
    /** Everything that means something in some markup. */
    private static final String HOSTILE = "<b>&amp;\"'*_x_* __u__ ~~s~~ ||p|| [l](http://e.org) \\ >q #h +-=.!{}";

    private static FormattedText filled(String template, ParseMode mode, String json) {
        JsonNode fields = JsonMapper.shared().readTree(json);
        return FormattedText.parse(Template.of(template, mode).fill(fields), mode);
    }

    private static String field(String name, String value) {
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        fields.put(name, value);
        return fields.toString();
    }

    @Test
    void places_are_filled_by_the_fields_of_the_line() {
        assertThat(filled(
                                "Hello {{ first_name }}, order {{order.id}}: {{paid}}",
                                ParseMode.NONE,
                                "{\"first_name\":\" Ada \",\"order.id\":17,\"paid\":true}")
                        .text())
                .isEqualTo("Hello Ada, order 17: true");
    }

    @ParameterizedTest
    @EnumSource(ParseMode.class)
    void what_comes_from_a_field_is_never_markup(ParseMode mode) {
        FormattedText text = filled("{{x}} and {{x}}", mode, field("x", HOSTILE));

        assertThat(text.text()).isEqualTo(HOSTILE + " and " + HOSTILE);
        assertThat(text.entities()).isEmpty();
    }

    @Nested
    class Inside_marks {
        @Test
        void of_html_values_keep_to_them() {
            FormattedText text = filled(
                    "<b>{{x}}</b> <a href=\"https://e.org/?q={{y}}\">l</a>",
                    ParseMode.HTML,
                    "{\"x\":\"</b>&\",\"y\":\"a\\\"b\"}");

            assertThat(text.text()).isEqualTo("</b>& l");
            assertThat(text.entities())
                    .extracting(TextEntity::kind)
                    .containsExactly(TextEntity.Kind.BOLD, TextEntity.Kind.TEXT_LINK);
        }

        @Test
        void of_markdown_values_keep_to_them() {
            FormattedText text =
                    filled("**{{x}}** [l](https://e.org/{{y}})", ParseMode.MARKDOWN, "{\"x\":\"a**b\",\"y\":\"p)q\"}");

            assertThat(text.text()).isEqualTo("a**b l");
            assertThat(text.entities())
                    .extracting(TextEntity::kind, TextEntity::argument)
                    .containsExactly(
                            tuple(TextEntity.Kind.BOLD, null), tuple(TextEntity.Kind.TEXT_LINK, "https://e.org/p)q"));
        }

        @Test
        void of_html_values_do_not_leave_an_attribute_between_apostrophes() {
            FormattedText text = filled(
                    "<a href='https://e.org/?q={{x}}'>{{x}}</a>",
                    ParseMode.HTML,
                    field("x", "O' href='https://evil.org"));

            assertThat(text.text()).isEqualTo("O' href='https://evil.org");
            assertThat(text.entities())
                    .extracting(TextEntity::argument)
                    .containsExactly("https://e.org/?q=O'%20href='https://evil.org");
        }

        @ParameterizedTest
        @CsvSource({
            "HTML, <a href=\"https://e.org/?q={{x}}\">{{x}}</a> <b>{{y}}</b>",
            "MARKDOWN, [{{x}}](https://e.org/?q={{x}}) **{{y}}**",
            "MARKDOWN_V2, [{{x}}](https://e.org/?q={{x}}) *{{y}}*",
        })
        void of_a_link_leave_it_one_whatever_spaces_they_have(ParseMode mode, String template) {
            FormattedText text = filled(template, mode, "{\"x\":\"Ada  Lovelace\",\"y\":\"\\u00a0Ada\\u00a0\"}");

            assertThat(text.text()).isEqualTo("Ada  Lovelace Ada");
            assertThat(text.entities())
                    .extracting(TextEntity::kind, TextEntity::argument)
                    .containsExactly(
                            tuple(TextEntity.Kind.TEXT_LINK, "https://e.org/?q=Ada%20%20Lovelace"),
                            tuple(TextEntity.Kind.BOLD, null));
        }

        @Test
        void of_code_nothing_shows_of_the_escaping() {
            for (ParseMode mode : new ParseMode[] {ParseMode.MARKDOWN, ParseMode.MARKDOWN_V2}) {
                FormattedText text = filled("`{{x}}` {{x}}", mode, field("x", "a_b*c"));
                assertThat(text.text()).isEqualTo("a_b*c a_b*c");
                assertThat(text.entities()).extracting(TextEntity::kind).containsExactly(TextEntity.Kind.CODE);
            }
            Template code = Template.of("`{{x}}`", ParseMode.MARKDOWN);
            JsonNode backtick = JsonMapper.shared().readTree(field("x", "`"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> code.fill(backtick))
                    .withMessageContaining("backtick");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":\"\"}", "{\"name\":\" \u00a0\"}"})
    void a_line_without_the_field_is_refused(String line) {
        JsonNode fields = JsonMapper.shared().readTree(line);
        Template template = Template.of("Hello {{name}}", ParseMode.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> template.fill(fields))
                .withMessage("no name, which the template asks for");
    }

    @Test
    void a_field_that_is_no_single_value_is_refused() {
        JsonNode fields = JsonMapper.shared().readTree("{\"name\":[1]}");
        Template template = Template.of("Hello {{name}}", ParseMode.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> template.fill(fields))
                .withMessageContaining("name: expected a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello {{", "Hello {{}}", "Hello {{name}", "Hello {{first name}}"})
    void a_place_that_is_none_is_refused_with_its_position(String template) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Template.of(template, ParseMode.NONE))
                .withMessageContaining("position 6");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARKDOWN", "MARKDOWN_V2"})
    void a_backslash_that_would_undo_the_escaping_is_refused(ParseMode mode) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Template.of("C:\\{{x}}", mode))
                .withMessageContaining("backslash at position 2");
        assertThat(filled("C:\\\\{{x}}", mode, field("x", "*a*"))).isEqualTo(FormattedText.plain("C:\\*a*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a href={{x}}>l</a>", "<blockquote {{x}}>l</blockquote>"})
    void a_place_in_a_tag_is_refused_outside_quotation_marks(String template) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Template.of(template, ParseMode.HTML))
                .withMessageContaining("{{x}} stands in a tag without quotation marks");
    }

    @Test
    void wrong_markup_is_refused_before_any_line_is_read() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Template.of("<b>{{name}}", ParseMode.HTML))
                .withMessageContaining("template: ");
    }
}
