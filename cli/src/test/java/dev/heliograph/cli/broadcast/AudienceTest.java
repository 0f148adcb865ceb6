// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTest {
    private static final String GOOD = "{\"chat_id\":5,\"text\":\"hi\"}\n";

    @TempDir
    Path directory;

    @Nested
    class A_good_line {
        @Test
        void names_a_chat_by_number_or_by_name() throws IOException {
            assertThat(messages(GOOD + "{\"chat\":\"@Alice\",\"text\":\"hi\"}"))
                    .extracting(OutgoingMessage::peer)
                    .containsExactly(Peer.of(5), Peer.of("@alice"));
        }

        @Test
        void may_have_markup_a_key_and_be_silent() throws IOException {
            OutgoingMessage message = messages(
                            "{\"chat_id\":5,\"text\":\"<b>hi</b>\",\"parse_mode\":\"html\",\"silent\":true,\"key\":\"k1\"}")
                    .get(0);
            assertThat(message.text().text()).isEqualTo("hi");
            assertThat(message.silent()).isTrue();
            assertThat(message.key()).isEqualTo("k1");
        }

        @Test
        void is_bulk_and_keeps_the_rule_for_doubt() throws IOException {
            OutgoingMessage message = messages(GOOD).get(0);
            assertThat(message.trafficClass()).isEqualTo(TrafficClass.BULK);
            assertThat(message.whenUnsure()).isEqualTo(WhenUnsure.RESEND);
        }

        @Test
        void may_end_as_Windows_ends_lines_and_begin_with_a_byte_order_mark() throws IOException {
            assertThat(messages("\uFEFF{\"chat_id\":5,\"text\":\"hi\"}\r\n{\"chat_id\":6,\"text\":\"hi\"}\r\n"))
                    .hasSize(2);
        }
    }

    @Nested
    class A_bad_line {
        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '`',
                value = {
                    "{\"chat_id\":5,\"text\"~malformed JSON",
                    "{\"chat_id\":5,\"text\":\"a\"} trailing~malformed JSON",
                    "[1]~expected a JSON object",
                    "{\"text\":\"a\"}~no chat",
                    "{\"chat_id\":5}~no text",
                    "{\"chat_id\":5,\"text\":\"  \"}~no text",
                    "{\"chat_id\":\"5\",\"text\":\"a\"}~chat_id: expected a whole number",
                    "{\"chat_id\":5.5,\"text\":\"a\"}~chat_id: expected a whole number",
                    "{\"chat_id\":0,\"text\":\"a\"}~chat id 0",
                    "{\"chat_id\":99999999999999999999,\"text\":\"a\"}~chat_id: expected a whole number",
                    "{\"chat\":\"@x\",\"text\":\"a\"}~username",
                    "{\"chat\":\"@alice\",\"chat_id\":5,\"text\":\"a\"}~both chat_id and chat",
                    "{\"chat_id\":5,\"text\":\"a\",\"parse_mode\":\"rtf\"}~unknown parse mode",
                    "{\"chat_id\":5,\"text\":\"<b>a\",\"parse_mode\":\"html\"}~text: can't parse the markup at position 0: found <b> without an end tag, expected </b>",
                    "{\"chat_id\":5,\"text\":\"a\\ud83d\"}~half a surrogate pair at position 1",
                    "{\"chat_id\":5,\"text\":\"a\",\"key\":\"\\ude00\"}~key: half a surrogate pair",
                    "{\"chat\":\"+15550001\",\"text\":\"a\"}~a phone number is no address",
                    "{\"chat\":\"\\u0665\",\"text\":\"a\"}~expected a numeric id",
                    "{\"chat\":\"t.me/+abcdef\",\"text\":\"a\"}~an invitation is no address",
                    "{\"chat_id\":4503599627370496,\"text\":\"a\"}~this one is out of range",
                    "{\"chat_id\":-9223372036854775808,\"text\":\"a\"}~this one is out of range",
                    "{\"chat_id\":5,\"text\":\"a\",\"silent\":\"yes\"}~silent: expected true or false",
                    "{\"chat_id\":5,\"chat_id\":6,\"text\":\"a\"}~malformed JSON",
                })
        void says_what_is_wrong(String line, String reason) throws IOException {
            try (Audience audience = audience(GOOD + line + "\n" + GOOD)) {
                assertThat(audience.goodLines()).isEqualTo(2);
                assertThat(audience.badLines()).singleElement().satisfies(bad -> {
                    assertThat(bad.number()).isEqualTo(2);
                    assertThat(bad.problem()).contains(reason);
                });
            }
        }

        @Test
        void is_one_that_repeats_a_key() throws IOException {
            String line = "{\"chat_id\":5,\"text\":\"a\",\"key\":\"k\"}\n";
            try (Audience audience = audience(line + line)) {
                assertThat(audience.badLines()).singleElement().satisfies(bad -> {
                    assertThat(bad.number()).isEqualTo(2);
                    assertThat(bad.problem()).contains("the key 'k' was used by an earlier line");
                });
            }
        }

        @Test
        void does_not_show_its_text() throws IOException {
            try (Audience audience = audience("{\"chat_id\":5,\"text\":\"secret words\n")) {
                assertThat(audience.badLines().get(0).problem()).doesNotContain("secret");
            }
        }

        @Test
        void is_one_that_is_longer_than_any_message() throws IOException {
            String line = "{\"chat_id\":5,\"text\":\"" + "a".repeat(2 << 20) + "\"}\n";
            try (Audience audience = audience(GOOD + line + GOOD)) {
                assertThat(audience.goodLines()).isEqualTo(2);
                assertThat(audience.badLines().get(0).problem()).isEqualTo("longer than 1048576 bytes");
            }
        }

        @Test
        void is_not_UTF_8() throws IOException {
            byte[] bytes = "{\"chat_id\":5,\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
            try (Audience audience = Audience.ofStream(
                    new ByteArrayInputStream(bytes), AudienceForm.jsonLines(WhenUnsure.HOLD), chat -> {})) {
                assertThat(audience.badLines())
                        .extracting(AudienceLine::problem)
                        .containsExactly("is not UTF-8");
            }
        }
    }

    @Test
    void blank_lines_are_counted_and_nothing_else() throws IOException {
        try (Audience audience = audience(GOOD + "\n  \n{\"chat_id\":0}\n")) {
            assertThat(audience.goodLines()).isEqualTo(1);
            assertThat(audience.badLines().get(0).number()).isEqualTo(4);
        }
    }

    @Test
    void the_same_bytes_have_the_same_digest() throws IOException {
        try (Audience one = audience(GOOD);
                Audience same = audience(GOOD);
                Audience other = audience(GOOD + GOOD)) {
            assertThat(one.sha256()).hasSize(64).isEqualTo(same.sha256()).isNotEqualTo(other.sha256());
        }
    }

    @Test
    void other_markup_of_the_same_bytes_makes_another_digest() throws IOException {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        AudienceForm html =
                new AudienceForm(AudienceForm.Layout.JSONL, Delimiter.UNTOLD, null, ParseMode.HTML, WhenUnsure.HOLD);
        try (Audience plain = audience(GOOD);
                Audience other = Audience.ofStream(new ByteArrayInputStream(bytes), html, chat -> {})) {
            assertThat(other.sha256()).isNotEqualTo(plain.sha256());
        }
    }

    @Test
    void results_of_a_job_that_was_interrupted_are_asked_for_only_as_far_as_they_go() throws IOException {
        Path file = directory.resolve("results.jsonl");
        List<Long> asked = new ArrayList<>();
        try (Audience audience = audience(GOOD.repeat(5_000))) {
            ResultsFile.write(file, audience, (line, limit) -> {
                asked.add(line);
                return line == 0
                        ? List.of(new RecipientResult(1, "5", SendStatus.SUCCESS, 7, 1, "OK", "a"))
                        : List.of();
            });
        }
        assertThat(asked).containsExactly(0L, 1L);
        assertThat(Files.readAllLines(file)).hasSize(5_000);
    }

    @Test
    void results_appear_whole_or_not_at_all() throws IOException {
        Path results = directory.resolve("results.jsonl");
        try (SideFile abandoned = new SideFile(results)) {
            abandoned.line("{}");
        }
        assertThat(directory).isEmptyDirectory();
        try (SideFile file = new SideFile(results)) {
            file.line("{}");
            assertThat(results).doesNotExist();
            file.commit();
        }
        assertThat(results).hasContent("{}");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).hasSize(1);
        }
    }

    private List<OutgoingMessage> messages(String text) throws IOException {
        List<OutgoingMessage> messages = new ArrayList<>();
        try (Audience audience = audience(text);
                AudienceReader reader = audience.open()) {
            reader.messages().forEach(messages::add);
        }
        return messages;
    }

    private static Audience audience(String text) throws IOException {
        return Audience.ofStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                AudienceForm.jsonLines(WhenUnsure.RESEND),
                chat -> {});
    }
}
