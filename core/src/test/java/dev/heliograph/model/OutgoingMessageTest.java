// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.TextEntity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingMessageTest {
    private static final Media PHOTO = Media.photo(MediaFile.of(Path.of("photo.jpg")));

    private static List<String> problemsOf(OutgoingMessage.Builder builder) {
        return catchThrowableOfType(ConfigurationException.class, builder::build)
                .problems();
    }

    @Test
    void a_plain_message_has_quiet_defaults() {
        OutgoingMessage message = OutgoingMessage.to(7).text("hello").build();

        assertThat(message.peer()).isEqualTo(Peer.of(7));
        assertThat(message.trafficClass()).isEqualTo(TrafficClass.NORMAL);
        assertThat(message.whenUnsure()).isEqualTo(WhenUnsure.HOLD);
        assertThat(message.linkPreview()).isTrue();
        assertThat(message.silent()).isFalse();
        assertThat(message.patience()).isNull();
        assertThat(message.schedule()).isNull();
    }

    @Test
    void markup_is_parsed_when_it_is_given() {
        OutgoingMessage message =
                OutgoingMessage.to("@name").html("<b>bold</b> text").build();

        assertThat(message.text().text()).isEqualTo("bold text");
        assertThat(message.text().entities()).containsExactly(TextEntity.of(TextEntity.Kind.BOLD, 0, 4));
    }

    @Test
    void ready_entities_are_brought_into_the_form_that_arrives() {
        TextEntity link = new TextEntity(TextEntity.Kind.TEXT_LINK, 2, 1, "e.org");
        OutgoingMessage message = OutgoingMessage.to(7)
                .media(PHOTO)
                .text(new FormattedText("\t\rx ", List.of(link)))
                .build();

        assertThat(message.text())
                .isEqualTo(new FormattedText(
                        "x", List.of(new TextEntity(TextEntity.Kind.TEXT_LINK, 0, 1, "http://e.org/"))));
    }

    @Test
    void wrong_markup_is_refused_where_it_is_given() {
        assertThat(catchThrowableOfType(
                        MarkupException.class, () -> OutgoingMessage.to(7).html("<b>bold")))
                .isNotNull();
    }

    @Test
    void a_builder_of_a_message_builds_it_again() {
        OutgoingMessage message = OutgoingMessage.to(-100123)
                .markdown("**bold**")
                .media(PHOTO)
                .silent()
                .noLinkPreview()
                .schedule(Instant.EPOCH)
                .replyTo(5)
                .topic(6)
                .protect(true)
                .trafficClass(TrafficClass.BULK)
                .deadline(Duration.ofSeconds(3))
                .key("key")
                .whenUnsure(WhenUnsure.RECONCILE)
                .build();

        assertThat(message.toBuilder().build()).isEqualTo(message);
        assertThat(message).hasNoNullFieldsOrProperties();
    }

    @Nested
    class Problems {
        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "\u00a0\n"})
        void a_message_without_content_is_refused(String text) {
            assertThat(problemsOf(OutgoingMessage.to(7).text(text)))
                    .singleElement()
                    .asString()
                    .contains("expected a text or media");
        }

        @Test
        void media_needs_no_caption() {
            assertThatCode(() -> OutgoingMessage.to(7).media(PHOTO).build()).doesNotThrowAnyException();
        }

        @Test
        void a_deadline_lies_ahead() {
            assertThat(problemsOf(OutgoingMessage.to(7).text("x").deadline(Duration.ZERO)))
                    .hasSize(1);
            assertThat(problemsOf(OutgoingMessage.to(7).text("x").deadline(Duration.ofNanos(-1))))
                    .hasSize(1);
        }

        @Test
        void a_key_has_1_to_128_characters() {
            assertThat(problemsOf(OutgoingMessage.to(7).text("x").key(""))).hasSize(1);
            assertThat(problemsOf(OutgoingMessage.to(7).text("x").key("k".repeat(129))))
                    .hasSize(1);
            assertThatCode(() ->
                            OutgoingMessage.to(7).text("x").key("k".repeat(128)).build())
                    .doesNotThrowAnyException();
        }

        @Test
        void an_id_has_at_most_52_bits() {
            assertThat(problemsOf(OutgoingMessage.to(1L << 52).text("x"))).hasSize(1);
            assertThat(problemsOf(OutgoingMessage.to(Long.MIN_VALUE).text("x"))).hasSize(1);
            assertThatCode(() -> OutgoingMessage.to((1L << 52) - 1).text("x").build())
                    .doesNotThrowAnyException();
        }

        @Test
        void a_key_has_whole_characters() {
            assertThat(problemsOf(OutgoingMessage.to(7).text("x").key("a\ud83d")))
                    .hasSize(1);
        }

        @Test
        void half_a_surrogate_pair_is_refused() {
            assertThat(problemsOf(OutgoingMessage.to(7).text("ab\ud83d")))
                    .containsExactly("message to 7: the text holds half a surrogate pair at position 2:"
                            + " expected whole characters of Unicode");
        }

        @Test
        void a_text_that_shows_nothing_is_none() {
            assertThat(problemsOf(OutgoingMessage.to(7).text("\u200b"))).hasSize(1);
        }

        @Test
        void a_link_that_telegram_refuses_is_refused() {
            TextEntity link = new TextEntity(TextEntity.Kind.TEXT_LINK, 0, 1, "nowhere");
            assertThat(problemsOf(OutgoingMessage.to(7).media(PHOTO).text(new FormattedText("x", List.of(link)))))
                    .hasSize(1);
        }

        @Test
        void all_problems_come_at_once() {
            assertThat(problemsOf(OutgoingMessage.to(7)
                            .replyTo(-1)
                            .deadline(Duration.ZERO)
                            .key("")))
                    .hasSize(4);
        }
    }

    @Nested
    class Albums {
        @Test
        void an_album_has_2_to_10_items() {
            assertThatIllegalArgumentException().isThrownBy(() -> Media.album(List.of(PHOTO)));
            assertThatIllegalArgumentException().isThrownBy(() -> Media.album(Collections.nCopies(11, PHOTO)));
            assertThat(((Media.Album) Media.album(Collections.nCopies(10, PHOTO))).items())
                    .hasSize(10);
        }

        @Test
        void an_album_is_all_photos_or_all_documents() {
            Media file = Media.document(MediaFile.of(Path.of("file.pdf")));

            assertThat(((Media.Album) Media.album(List.of(file, file))).items()).hasSize(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Media.album(List.of(PHOTO, file)))
                    .withMessageContaining("photos alone or documents alone");
        }

        @Test
        void an_album_holds_no_album() {
            Media album = Media.album(List.of(PHOTO, PHOTO));

            assertThatIllegalArgumentException().isThrownBy(() -> Media.album(List.of(PHOTO, album)));
        }
    }
}
