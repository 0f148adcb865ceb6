// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvAudienceTest {
    private static List<AudienceLine> lines(byte[] csv, @Nullable Template template) throws IOException {
        return lines(csv, Delimiter.UNTOLD, template);
    }

    private static List<AudienceLine> lines(byte[] csv, Delimiter delimiter, @Nullable Template template)
            throws IOException {
        AudienceForm form =
                new AudienceForm(AudienceForm.Layout.CSV, delimiter, template, ParseMode.NONE, WhenUnsure.HOLD);
        List<AudienceLine> lines = new ArrayList<>();
        try (Audience audience = Audience.ofStream(new ByteArrayInputStream(csv), form, chat -> {});
                AudienceReader reader = audience.open()) {
            for (AudienceLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<AudienceLine> lines(String csv) throws IOException {
        return lines(csv.getBytes(StandardCharsets.UTF_8), null);
    }

    private static List<OutgoingMessage> messages(String csv) throws IOException {
        return lines(csv).stream().map(AudienceLine::good).toList();
    }

    private static List<String> texts(String csv) throws IOException {
        return messages(csv).stream().map(message -> message.text().text()).toList();
    }

    @Nested
    class Good_lines {
        @Test
        void stand_under_the_names_of_their_columns() throws IOException {
            List<OutgoingMessage> messages =
                    messages("text,chat_id,chat,silent,key,parse_mode\nhi,5,,TRUE,k1,html\n<hi>,,@Alice,,,\n");
            assertThat(messages).extracting(OutgoingMessage::peer).containsExactly(Peer.of(5), Peer.of("@alice"));
            assertThat(messages).extracting(OutgoingMessage::silent).containsExactly(true, false);
            assertThat(messages).extracting(OutgoingMessage::key).containsExactly("k1", null);
        }

        @Test
        void may_hold_commas_quotation_marks_and_line_ends_in_quotation_marks() throws IOException {
            assertThat(texts("chat_id,text\r\n5,\"a, \"\"b\"\"\r\nc\"\r\n6,d\"e\n".replace("d\"e", "d")))
                    .containsExactly("a, \"b\"\nc", "d");
        }

        @Test
        void are_numbered_by_where_they_begin_and_blank_ones_are_passed_over() throws IOException {
            assertThat(lines("\uFEFFchat_id,text\n\n5,\"a\nb\"\n\n6,c"))
                    .extracting(AudienceLine::number)
                    .containsExactly(3L, 6L);
        }

        @Test
        void fill_a_template() throws IOException {
            byte[] csv = "chat_id,name,city\n5,Ada,London\n6,Bob,\n".getBytes(StandardCharsets.UTF_8);
            List<AudienceLine> lines = lines(csv, Template.of("{{name}} of {{city}}", ParseMode.NONE));
            assertThat(lines.get(0).good().text().text()).isEqualTo("Ada of London");
            assertThat(lines.get(1).problem()).isEqualTo("no city, which the template asks for");
        }
    }

    @Nested
    class Bad_lines {
        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '`',
                value = {
                    "5,a,b~3 values under 2 names: a ',' too many or too few",
                    "+15550001,a~a phone number is no address",
                    "007,a~chat_id: expected a whole number",
                    "\u0665,a~chat_id: expected a whole number",
                    "5~1 values under 2 names",
                    "5,a\"b~a quotation mark inside",
                    "5,\"a\"b~text behind a closing quotation mark",
                    "x5,a~chat_id: expected a whole number",
                    ",a~no chat",
                    "5,~no text",
                    "99999999999999999999,a~chat_id: expected a whole number of at most 52 bits; this one is out of range",
                })
        void are_told_without_their_content(String line, String problem) throws IOException {
            assertThat(lines("chat_id,text\n" + line).get(0).problem()).contains(problem);
        }

        @ParameterizedTest
        @ValueSource(ints = {10, 2 << 20})
        void do_not_hide_those_behind_a_quotation_mark_that_is_never_closed(int length) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> lines("chat_id,text\n5,a\n6,\"b\n7," + "c".repeat(length) + "\n"))
                    .withMessage("line 3: a quotation mark that is never closed; nothing was sent");
        }

        @Test
        void are_those_that_are_longer_than_any_message() throws IOException {
            List<AudienceLine> lines = lines("chat_id,text\n5," + "a".repeat(2 << 20) + "\n6,b\n");
            assertThat(lines).extracting(AudienceLine::isGood).containsExactly(false, true);
            assertThat(lines.get(0).problem()).contains("longer than 1048576 bytes");
        }

        @Test
        void leave_the_next_ones_alone() throws IOException {
            List<AudienceLine> lines = lines("chat_id,text\n5,a\"b\",c\n6,\"x\"y,\"\n7,good\n");
            assertThat(lines).extracting(AudienceLine::isGood).containsExactly(false, false, true);
            assertThat(lines.get(2).number()).isEqualTo(4);
        }

        @Test
        void are_those_that_are_not_UTF_8() throws IOException {
            byte[] csv = "chat_id,text\n5,\u00e4\n6,b\n".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(lines(csv, null)).extracting(AudienceLine::problem).containsExactly("is not UTF-8", null);
        }
    }

    @Nested
    class The_delimiter {
        private static String text(String csv, Delimiter delimiter) throws IOException {
            return lines(csv.getBytes(StandardCharsets.UTF_8), delimiter, null)
                    .get(0)
                    .good()
                    .text()
                    .text();
        }

        private static void refused(String csv, Delimiter delimiter, String problem) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> lines(csv.getBytes(StandardCharsets.UTF_8), delimiter, null))
                    .withMessage(problem + "; nothing was sent");
        }

        @ParameterizedTest
        @CsvSource({
            "';', ;",
            "semicolon, ;",
            "'|', |",
            "':', :",
            "',', ','",
            "comma, ','",
            "TAB, '\t'",
            "'\\t', '\t'",
            "'\t', '\t'"
        })
        void may_be_named(String named, String mark) throws IOException {
            String csv = "chat_id" + mark + "text\r\n5" + mark + "\"a" + mark + "b\"\r\n";
            assertThat(text(csv, Delimiter.parse(named)))
                    .isEqualTo(("a" + mark + "b").strip().replace('\t', ' '));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ";;", "x", "\"", "newline"})
        void is_one_that_tables_have(String named) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Delimiter.parse(named))
                    .withMessage("'" + named + "': expected ',', ';', '|', ':' or tab");
        }

        @ParameterizedTest
        @ValueSource(strings = {";", ",", "|", "\t"})
        void may_stand_in_a_line_before_the_names(String mark) throws IOException {
            String csv = "\uFEFFSEP=" + mark + "\r\nchat_id" + mark + "text\r\n5" + mark + "a\r\n6\r\n";
            List<AudienceLine> lines = lines(csv);
            assertThat(lines.get(0).good().text().text()).isEqualTo("a");
            assertThat(lines.get(0).number()).isEqualTo(3);
            assertThat(lines.get(1).number()).isEqualTo(4);
            assertThat(text(csv, Delimiter.parse(mark))).isEqualTo("a");
        }

        @Test
        void cannot_be_two() {
            refused(
                    "sep=;\nchat_id;text\n5;a\n",
                    Delimiter.parse("tab"),
                    "line 1: names ';' as the delimiter, and --delimiter names tab");
        }

        @Test
        void is_told_where_the_names_show_another() {
            refused(
                    "chat_id;text\n5;a\n",
                    Delimiter.UNTOLD,
                    "line 1: expected the names of the columns, 'chat_id' or 'chat' among them;"
                            + " found them with ';' in between: add --delimiter ';'");
            refused(
                    "text\tchat\na\t@alice\n",
                    Delimiter.UNTOLD,
                    "line 1: expected the names of the columns, 'chat_id' or 'chat' among them;"
                            + " found them with tab in between: add --delimiter tab");
            refused(
                    "\"chat_id\";\"text\"\n5;a\n",
                    Delimiter.UNTOLD,
                    "line 1: text behind a closing quotation mark; if ';' is the delimiter, add --delimiter ';'");
            refused(
                    "sep=;\nchat_id,text\n5,a\n",
                    Delimiter.UNTOLD,
                    "line 2: expected the names of the columns, 'chat_id' or 'chat' among them;"
                            + " found them with ',' in between: add --delimiter ','");
        }

        @Test
        void is_told_where_the_names_are_missing_without_showing_the_line() {
            refused(
                    "5,secret words\n",
                    Delimiter.UNTOLD,
                    "line 1: expected the names of the columns, 'chat_id' or 'chat' among them;"
                            + " found 2 columns with ',' in between");
        }
    }

    @Test
    void a_table_in_utf_16_is_named() {
        byte[] csv = "chat_id,text\n5,a\n".getBytes(StandardCharsets.UTF_16);
        assertThatExceptionOfType(NotUtf8Exception.class)
                .isThrownBy(() -> lines(csv, null))
                .withMessage("is UTF-16; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name,text\n5,a\n", "chat_id,text,text\n5,a,b\n", "chat_id,\"text\n"})
    void a_table_whose_columns_nobody_knows_is_refused_as_a_whole(String csv) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> lines(csv))
                .withMessageContaining("line 1: ");
    }
}
