// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.testkit.seeds.Seeds;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** Our parsers and rules of texts beside those of TDLib: thousands of texts in the build, a million in the campaign. */
@Tag("native")
class TextsOfTdlibTest {
    private static final int TEXTS = 1000;
    private static final TextsOfTdlib TDLIB = new TextsOfTdlib();

    @Seeds(value = 4, campaign = 300)
    void html_is_read_and_refused_as_tdlib_does_it(RandomGenerator chance) {
        compare(chance, ParseMode.HTML);
    }

    @Seeds(value = 4, campaign = 300)
    void strict_markdown_is_read_and_refused_as_tdlib_does_it(RandomGenerator chance) {
        compare(chance, ParseMode.MARKDOWN_V2);
    }

    @Seeds(value = 4, campaign = 300)
    void what_friendly_markdown_means_is_kept_as_it_is(RandomGenerator chance) {
        keep(chance, ParseMode.MARKDOWN);
    }

    @Seeds(value = 1, campaign = 100)
    void plain_text_is_kept_as_it_is(RandomGenerator chance) {
        keep(chance, ParseMode.NONE);
    }

    @Seeds(value = 4, campaign = 300)
    void entities_that_are_given_are_brought_into_the_form_that_tdlib_keeps(RandomGenerator chance) {
        RandomText random = new RandomText(chance);
        int judged = 0;
        for (int i = 0; i < TEXTS; i++) {
            FormattedText given = random.formatted();
            if (TextsOfTdlib.isJudged(TextWords.write(given))) {
                judged++;
                assertThat(given.asSent()).as("%s", given.toHtml()).isEqualTo(TDLIB.kept(own(given)));
            }
        }
        assertThat(judged).isGreaterThan(TEXTS / 2);
    }

    /** Without what only servers give: a message passes that over, and the request that is asked does not. */
    private static JsonNode own(FormattedText given) {
        return TextWords.write(new FormattedText(
                given.text(),
                given.entities().stream()
                        .filter(entity -> switch (entity.kind()) {
                            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> false;
                            default -> true;
                        })
                        .toList()));
    }

    private static void compare(RandomGenerator chance, ParseMode mode) {
        RandomText random = new RandomText(chance);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < TEXTS; i++) {
            String markup = random.markup(mode);
            Optional<JsonNode> theirs = TDLIB.parsed(markup, mode);
            Optional<FormattedText> ours = parsed(markup, mode);
            assertThat(ours.isPresent()).as("taken: %s", markup).isEqualTo(theirs.isPresent());
            if (theirs.isEmpty()) {
                refused++;
            } else if (TextsOfTdlib.isJudged(theirs.get())) {
                read++;
                assertThat(ours.orElseThrow()).as("%s", markup).isEqualTo(TDLIB.kept(theirs.get()));
            }
        }
        assertThat(read).isGreaterThan(TEXTS / 10);
        assertThat(refused).isGreaterThan(TEXTS / 10);
    }

    private static void keep(RandomGenerator chance, ParseMode mode) {
        RandomText random = new RandomText(chance);
        int judged = 0;
        for (int i = 0; i < TEXTS; i++) {
            String markup = random.markup(mode);
            FormattedText ours = FormattedText.parse(markup, mode);
            if (TextsOfTdlib.isJudged(TextWords.write(ours))) {
                judged++;
                assertThat(TDLIB.kept(TextWords.write(ours))).as("%s", markup).isEqualTo(ours);
            }
        }
        assertThat(judged).isGreaterThan(TEXTS / 5);
    }

    private static Optional<FormattedText> parsed(String markup, ParseMode mode) {
        try {
            return Optional.of(FormattedText.parse(markup, mode));
        } catch (MarkupException wrong) {
            return Optional.empty();
        }
    }
}
