// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            FORBIDDEN | USER_IS_BLOCKED | USER_IS_BLOCKED | Not sent to @bob: this person blocked the sender (USER_IS_BLOCKED)
            FORBIDDEN | USER_IS_BLOCKED | null | Not sent to @bob: this person blocked the sender (USER_IS_BLOCKED)
            FAILED | NETWORK_ERROR | the connection was refused | Not sent to @bob: the server could not be reached: the connection was refused (NETWORK_ERROR)
            FAILED | FILE_EMPTY | FILE_EMPTY: a.txt | Not sent to @bob: the file is empty: a.txt (FILE_EMPTY)
            FAILED | NEW_WORD | NEW_WORD | Not sent to @bob: refused with NEW_WORD
            FAILED | NEW_WORD | NEW_WORD: on Sundays | Not sent to @bob: on Sundays (NEW_WORD)
            FAILED | Bad Request: something new | Bad Request: something new | Not sent to @bob: Bad Request: something new
            UNKNOWN | ANSWER_LOST | no answer in time | May have been sent to @bob: nobody knows what became of the request: no answer in time (ANSWER_LOST)
            """)
    void an_end_is_told_in_a_sentence(SendStatus status, String reason, String explanation, String sentence) {
        assertThat(Reasons.sentence(status, "sent to @bob", reason, explanation))
                .isEqualTo(sentence);
    }

    @Test
    void a_word_that_nobody_knows_reaches_no_further_than_its_message() {
        assertThat(Reasons.reach("NEVER_HEARD")).isEqualTo(Reach.MESSAGE);
        assertThat(Reasons.meaning("NEVER_HEARD")).isEmpty();
    }

    @Test
    void every_refusal_of_the_table_of_errors_has_a_meaning() throws IOException {
        List<String> words = rows().stream()
                .map(row -> row.split("\t"))
                .filter(row -> row[2].equals("rejected") || row[2].equals("throttled"))
                .map(row -> row[4].equals("=") ? row[0].replace("_X", "").replace("*", "PHOTOS") : row[4])
                .toList();
        assertThat(words)
                .hasSizeGreaterThan(80)
                .allMatch(word -> Reasons.meaning(word).isPresent());
    }

    private static List<String> rows() throws IOException {
        try (InputStream in = ReasonsTest.class.getResourceAsStream("/dev/heliograph/telegram-errors.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
