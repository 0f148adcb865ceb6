// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The words are those that TDLib's own parser gave for the same texts. */
class MarkupWordsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "markup-words.psv", delimiter = '|', quoteCharacter = '^')
    void are_those_of_telegram(String mode, String text, String words) {
        assertThat(words(mode, text)).isEqualTo(words);
    }

    private static String words(String mode, String text) {
        if (mode.equals("Markdown")) {
            String told = catchThrowableOfType(Refusal.class, () -> new LegacyMarkdown(text).parse())
                    .description();
            return told.replace("Bad Request: can't parse entities: ", "");
        }
        ParseMode parsed = mode.equals("HTML") ? ParseMode.HTML : ParseMode.MARKDOWN_V2;
        return MarkupWords.of(
                text, parsed, catchThrowableOfType(MarkupException.class, () -> FormattedText.parse(text, parsed)));
    }
}
