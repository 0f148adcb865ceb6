// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Event;
import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.model.text.TextEntity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UpdateReaderTest {
    private static final long BOT = 4_711;
    private static final String ANN =
            "\"message_id\":5,\"date\":1767225600,\"chat\":{\"id\":1001},\"from\":{\"id\":1001}";

    private final UpdateReader reader = new UpdateReader(BOT);

    private static JsonNode json(String text) {
        return ScriptedUpdates.JSON.readTree(text);
    }

    private Optional<Event> read(String kind, String message) {
        return reader.read(json("{\"update_id\":9,\"" + kind + "\":{" + message + "}}"));
    }

    private Message message(String fields) {
        return ((Event.NewMessage) read("message", ANN + "," + fields).orElseThrow()).message();
    }

    @Nested
    class Kinds {
        @ParameterizedTest
        @CsvSource({
            "message,NEW_MESSAGE",
            "channel_post,NEW_MESSAGE",
            "edited_message,MESSAGE_EDITED",
            "edited_channel_post,MESSAGE_EDITED"
        })
        void become_events(String kind, Event.Kind event) {
            assertThat(read(kind, ANN + ",\"text\":\"x\"")).map(Event::kind).contains(event);
        }

        @ParameterizedTest
        @ValueSource(strings = {"callback_query", "poll", "my_chat_member", "something_of_next_year"})
        void that_are_not_understood_become_nothing(String kind) {
            assertThat(read(kind, "\"id\":1")).isEmpty();
        }

        @Test
        void of_a_group_that_became_a_supergroup_tell_its_new_id_from_either_side() {
            Event.ChatMigrated migrated = new Event.ChatMigrated(-77, -1001234567890L);

            assertThat(read(
                            "message",
                            "\"message_id\":5,\"date\":1,\"chat\":{\"id\":-77},\"migrate_to_chat_id\":-1001234567890"))
                    .contains(migrated);
            assertThat(
                            read(
                                    "message",
                                    "\"message_id\":1,\"date\":1,\"chat\":{\"id\":-1001234567890},\"migrate_from_chat_id\":-77"))
                    .contains(migrated);
        }
    }

    @Nested
    class Messages {
        @Test
        void say_where_when_and_by_whom() {
            Message message = message("\"text\":\"hello\",\"edit_date\":1767225660");

            assertThat(message.chatId()).isEqualTo(1001);
            assertThat(message.messageId()).isEqualTo(5);
            assertThat(message.senderId()).isEqualTo(1001);
            assertThat(message.date()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(message.editDate()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
            assertThat(message.text().text()).isEqualTo("hello");
            assertThat(message.outgoing()).isFalse();
            assertThat(message.media()).isNull();
        }

        @Test
        void in_the_name_of_a_chat_are_that_chats() {
            assertThat(message("\"sender_chat\":{\"id\":-100500}").senderId()).isEqualTo(-100500);
        }

        @Test
        void without_a_sender_are_the_chats_own() {
            Event event = read("channel_post", "\"message_id\":5,\"date\":1,\"chat\":{\"id\":-100500}")
                    .orElseThrow();

            assertThat(((Event.NewMessage) event).message().senderId()).isEqualTo(-100500);
        }

        @Test
        void of_the_bot_itself_are_outgoing() {
            Event event = read("message", "\"message_id\":5,\"date\":1,\"chat\":{\"id\":-77},\"from\":{\"id\":4711}")
                    .orElseThrow();

            assertThat(((Event.NewMessage) event).message().outgoing()).isTrue();
        }

        @Test
        void answer_others() {
            assertThat(message("\"reply_to_message\":{\"message_id\":3}").replyTo())
                    .isEqualTo(3);
        }

        @Test
        void in_a_topic_do_not_answer_the_message_that_opened_it() {
            Message message = message("\"is_topic_message\":true,\"message_thread_id\":2,"
                    + "\"reply_to_message\":{\"message_id\":2,\"forum_topic_created\":{}}");

            assertThat(message.topic()).isEqualTo(2);
            assertThat(message.replyTo()).isZero();
        }

        @Test
        void in_a_thread_of_comments_stand_in_no_topic() {
            assertThat(message("\"message_thread_id\":2").topic()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"photo,PHOTO", "document,DOCUMENT", "video,DOCUMENT", "voice,DOCUMENT", "sticker,DOCUMENT"})
        void carry_media_with_a_caption(String field, Media.Kind kind) {
            Message message = message("\"" + field + "\":[],\"caption\":\"look\","
                    + "\"caption_entities\":[{\"type\":\"bold\",\"offset\":0,\"length\":4}]");

            assertThat(message.media()).isEqualTo(kind);
            assertThat(message.text().text()).isEqualTo("look");
            assertThat(message.text().entities()).containsExactly(TextEntity.of(TextEntity.Kind.BOLD, 0, 4));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"date\":1,\"chat\":{\"id\":7}",
                    "\"message_id\":5,\"chat\":{\"id\":7}",
                    "\"message_id\":5,\"date\":1",
                    "\"message_id\":\"5\",\"date\":1,\"chat\":{\"id\":7}",
                    "\"message_id\":5,\"date\":1,\"chat\":7",
                    "\"message_id\":1e40,\"date\":1,\"chat\":{\"id\":7}"
                })
        void without_what_every_message_has_are_malformed(String fields) {
            assertThatThrownBy(() -> read("message", fields)).isInstanceOf(MalformedUpdateException.class);
        }
    }

    @Nested
    class Entities {
        private List<TextEntity> entities(String text, String entities) {
            return message("\"text\":\"" + text + "\",\"entities\":[" + entities + "]")
                    .text()
                    .entities();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mention",
                    "hashtag",
                    "cashtag",
                    "bot_command",
                    "url",
                    "email",
                    "phone_number",
                    "bold",
                    "italic",
                    "underline",
                    "strikethrough",
                    "spoiler",
                    "blockquote",
                    "expandable_blockquote",
                    "code",
                    "pre"
                })
        void of_plain_kinds_are_read(String kind) {
            assertThat(entities("some text", "{\"type\":\"" + kind + "\",\"offset\":5,\"length\":4}"))
                    .containsExactly(
                            TextEntity.of(TextEntity.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), 5, 4));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "TEXT_LINK|\"type\":\"text_link\",\"url\":\"https://a.example/\"|https://a.example/",
                    "TEXT_MENTION|\"type\":\"text_mention\",\"user\":{\"id\":77}|77",
                    "CUSTOM_EMOJI|\"type\":\"custom_emoji\",\"custom_emoji_id\":\"5368\"|5368",
                    "PRE|\"type\":\"pre\",\"language\":\"java\"|java"
                })
        void of_other_kinds_have_an_argument(TextEntity.Kind kind, String fields, String argument) {
            assertThat(entities("text", "{" + fields + ",\"offset\":0,\"length\":4}"))
                    .containsExactly(new TextEntity(kind, 0, 4, argument));
        }

        @Test
        void are_counted_in_utf_16_units() {
            assertThat(entities("\\ud83d\\ude00 bold", "{\"type\":\"bold\",\"offset\":3,\"length\":4}"))
                    .containsExactly(TextEntity.of(TextEntity.Kind.BOLD, 3, 4));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"date_of_next_year\",\"offset\":0,\"length\":4}",
                    "{\"type\":\"bold\",\"offset\":2,\"length\":4}",
                    "{\"type\":\"bold\",\"offset\":-1,\"length\":1}",
                    "{\"type\":\"bold\"}",
                    "{\"type\":\"text_link\",\"offset\":0,\"length\":4}",
                    "7"
                })
        void that_do_not_fit_are_dropped(String entity) {
            assertThat(entities("text", entity)).isEmpty();
        }
    }
}
