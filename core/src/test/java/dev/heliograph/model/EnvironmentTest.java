// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @TempDir
    Path folder;

    private Environment file(String content) throws IOException {
        return Environment.of(Map.of("GIVEN", "by the process"))
                .over(Files.writeString(folder.resolve(".env"), content));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A=value|value",
                "A = value |value",
                "A=two words|two words",
                "A=value # a comment|value",
                "A=a#b|a#b",
                "A=#b|#b",
                "A=\"quoted # value\" # a comment|quoted # value",
                "A='single \"quotes\"'|single \"quotes\"",
                "A=\" blanks \"|~ blanks ~",
                "A=\"open|\"open",
                "A=b=c|b=c",
                "export A=value|value",
                "export   A=value|value"
            })
    void a_line_is_read_as_shells_would(String line, String value) throws IOException {
        assertThat(file(line + "\n").get("A")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFA=x", "\uFEFF\uFEFFA=x", "B=y\n\uFEFFA=x", "# c\n\uFEFF export A=x", "\u3000A=x"})
    void marks_of_byte_order_and_blanks_before_a_name_are_no_part_of_it(String content) throws IOException {
        assertThat(file(content).get("A")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"\u200BA=x,U+200B", "\u00A0A=x,U+00A0", "A\uFEFF=x,U+FEFF", "\u0410=x,U+0410"})
    void a_name_with_a_character_that_nobody_sees_is_refused(String line, String told) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> file("B=y\n" + line));
        assertThat(refused.getMessage()).contains(".env:2: expected NAME=value").contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"A=", "A=\"\"", "A= # only a comment", "#A=value", "~  # A=value~"})
    void what_is_empty_or_a_comment_is_not_set(String line) throws IOException {
        assertThat(file(line).get("A")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"1/s burst 2\"|1/s burst 2",
                "'single'|single",
                "plain|plain",
                "\"open|\"open",
                "\"|\"",
                "'mixed\"|'mixed\"",
                "\"two\" and \"more\"|\"two\" and \"more\"",
                "it's|it's"
            })
    void a_variable_between_a_pair_of_quotation_marks_is_what_stands_between_them(String given, String value) {
        assertThat(Environment.unquoting(Map.of("A", given)).get("A")).isEqualTo(value);
    }

    @Test
    void a_mark_of_byte_order_is_no_part_of_the_first_name() throws IOException {
        Environment read = file("\uFEFFA=value\r\nB=other\r\n");
        assertThat(read.get("A")).isEqualTo("value");
        assertThat(read.names()).containsExactly("A", "B", "GIVEN");
    }

    @Test
    void utf_16_is_named() throws IOException {
        Path file = Files.write(folder.resolve(".env"), "A=value".getBytes(StandardCharsets.UTF_16));
        assertThat(catchThrowableOfType(
                        ConfigurationException.class,
                        () -> Environment.of(Map.of()).over(file)))
                .hasMessage(file + ": is UTF-16; save it as UTF-8");
    }

    @Test
    void the_process_wins_over_the_file() throws IOException {
        assertThat(file("GIVEN=by the file\nOTHER=by the file").get("GIVEN")).isEqualTo("by the process");
        assertThat(file("GIVEN=by the file\nOTHER=by the file").get("OTHER")).isEqualTo("by the file");
    }

    @Test
    void of_two_lines_the_later_counts() throws IOException {
        assertThat(file("A=1\r\nA=2\r\n").get("A")).isEqualTo("2");
    }

    @Test
    void a_file_that_is_not_there_changes_nothing() {
        Environment process = Environment.of(Map.of("A", "1"));

        assertThat(process.over(folder.resolve("none")).names()).containsExactly("A");
    }

    @Test
    void every_line_that_is_wrong_is_told_by_its_number_and_not_by_its_content() {
        ConfigurationException error =
                catchThrowableOfType(ConfigurationException.class, () -> file("A=1\ngeheim\n\n=geheim\n"));

        assertThat(error.problems()).hasSize(2);
        assertThat(error.problems().get(0)).contains(".env:2:");
        assertThat(error.problems().get(1)).contains(".env:4:");
        assertThat(error.getMessage()).doesNotContain("geheim");
    }

    @Test
    void a_file_that_is_no_text_is_a_problem_of_the_configuration() throws IOException {
        Path file = Files.write(folder.resolve("binary"), new byte[] {'A', '=', (byte) 0xFF});

        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> Environment.of(Map.of()).over(file))
                        .getMessage())
                .contains("UTF-8");
    }

    @Test
    void the_text_form_shows_names_only() {
        assertThat(Environment.of(Map.of("B", "geheim", "A", "geheim"))).hasToString("Environment[A, B]");
    }
}
