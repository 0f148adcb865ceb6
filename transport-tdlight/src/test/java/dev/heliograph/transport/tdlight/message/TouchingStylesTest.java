// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.text.TextEntity;
import dev.heliograph.model.text.TextEntity.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchingStylesTest {
    @Test
    void a_style_that_was_cut_where_another_begins_is_one_again() {
        assertThat(TouchingStyles.join(List.of(
                        TextEntity.of(Kind.ITALIC, 3, 5),
                        TextEntity.of(Kind.ITALIC, 8, 4),
                        TextEntity.of(Kind.UNDERLINE, 8, 4),
                        TextEntity.of(Kind.ITALIC, 12, 2))))
                .containsExactly(TextEntity.of(Kind.ITALIC, 3, 11), TextEntity.of(Kind.UNDERLINE, 8, 4));
    }

    @Test
    void styles_with_something_between_them_stay_two() {
        List<TextEntity> apart = List.of(TextEntity.of(Kind.BOLD, 0, 2), TextEntity.of(Kind.BOLD, 3, 2));
        assertThat(TouchingStyles.join(apart)).isEqualTo(apart);
    }

    @Test
    void what_is_no_style_stays_as_it_is() {
        List<TextEntity> links = List.of(
                new TextEntity(Kind.TEXT_LINK, 0, 2, "https://example.org/a"),
                new TextEntity(Kind.TEXT_LINK, 2, 2, "https://example.org/b"),
                TextEntity.of(Kind.CODE, 4, 1),
                TextEntity.of(Kind.CODE, 5, 1));
        assertThat(TouchingStyles.join(links)).isEqualTo(links);
    }
}
