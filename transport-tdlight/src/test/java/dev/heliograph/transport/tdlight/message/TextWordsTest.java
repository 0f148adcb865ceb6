// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import dev.heliograph.model.text.TextEntity.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class TextWordsTest {
    private static TextEntity entity(Kind kind) {
        String argument = switch (kind) {
            case TEXT_LINK -> "https://example.org/";
            case TEXT_MENTION -> "77";
            case CUSTOM_EMOJI -> "5368324170671202286";
            case PRE -> "java";
            default -> null;
        };
        return new TextEntity(kind, 0, 4, argument);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_kind_of_entity_comes_back(Kind kind) {
        FormattedText text = new FormattedText("word", List.of(entity(kind)));
        assertThat(TextWords.read(TextWords.write(text))).isEqualTo(text);
    }

    @Test
    void a_block_without_a_language_comes_back() {
        FormattedText text = new FormattedText("word", List.of(TextEntity.of(Kind.PRE, 0, 4)));
        assertThat(TextWords.read(TextWords.write(text))).isEqualTo(text);
    }

    @Test
    void what_does_not_fit_is_left_out() {
        String json = "{\"text\":\"word\",\"entities\":[{\"offset\":2,\"length\":9,\"type\":"
                + "{\"@type\":\"textEntityTypeBold\"}},{\"offset\":0,\"length\":4,\"type\":"
                + "{\"@type\":\"textEntityTypeBankCardNumber\"}}]}";
        assertThat(TextWords.read(new JsonMapper().readTree(json))).isEqualTo(FormattedText.plain("word"));
    }
}
