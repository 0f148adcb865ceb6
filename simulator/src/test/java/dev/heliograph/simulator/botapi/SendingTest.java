// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.Inhabitants;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SendingTest {
    private final Desk desk = Desk.open();

    private JsonNode send(String json) {
        return desk.result("sendMessage", json);
    }

    private String refused(String json) {
        return desk.refusal("sendMessage", json);
    }

    private String entities(String json) {
        return send(json).path("entities").toString();
    }

    @Nested
    class A_text {
        @Test
        void comes_back_as_a_message() {
            assertThat(send("{'chat_id':1000001,'text':'hi'}").toString())
                    .isEqualTo("{\"message_id\":1,\"from\":{\"id\":42,\"is_bot\":true,\"first_name\":\"Bot 42\","
                            + "\"username\":\"bot42_bot\"},\"chat\":{\"id\":1000001,\"first_name\":\"Alice\","
                            + "\"username\":\"alice\",\"type\":\"private\"},\"date\":1767225600,\"text\":\"hi\"}");
        }

        @Test
        void is_sent_twice_where_it_comes_twice() {
            send("{'chat_id':1000001,'text':'hi'}");
            send("{'chat_id':1000001,'text':'hi'}");

            assertThat(desk.world.accepted()).hasSize(2);
        }

        @ParameterizedTest
        @CsvSource({"-1001000000002, supergroup", "-4000001, group", "-1001000000010, channel", "77, private"})
        void names_the_kind_of_its_chat(long chat, String type) {
            JsonNode message = send("{'chat_id':" + chat + ",'text':'hi'}");

            assertThat(message.path("chat").path("type").asString()).isEqualTo(type);
        }

        @Test
        void in_a_channel_is_the_channels() {
            JsonNode message = send("{'chat_id':'@news','text':'hi'}");

            assertThat(message.has("from")).isFalse();
            assertThat(message.path("sender_chat").path("title").asString()).isEqualTo("News");
        }

        @Test
        void may_stand_in_a_topic() {
            JsonNode message = send("{'chat_id':" + Inhabitants.GROUP + ",'text':'hi','message_thread_id':2}");

            assertThat(message.path("message_thread_id").asLong()).isEqualTo(2);
            assertThat(message.path("is_topic_message").asBoolean()).isTrue();
        }

        @Test
        void has_no_topic_where_there_are_none() {
            assertThat(send("{'chat_id':" + Inhabitants.SLOW_GROUP + ",'text':'hi','message_thread_id':2}")
                            .has("message_thread_id"))
                    .isFalse();
            assertThat(send("{'chat_id':'@news','text':'hi','message_thread_id':1}")
                            .has("message_thread_id"))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'reply_parameters':{'message_id':99,'allow_sending_without_reply':true}",
                    "'reply_to_message_id':99,'allow_sending_without_reply':true",
                    "'reply_parameters':{'message_id':9,'chat_id':77,'allow_sending_without_reply':true}",
                })
        void may_go_without_what_it_answers(String reply) {
            assertThat(send("{'chat_id':1000001,'text':'hi'," + reply + "}").has("reply_to_message"))
                    .isFalse();
        }

        @Test
        void may_be_protected() {
            assertThat(send("{'chat_id':1000001,'text':'hi','protect_content':true}")
                            .path("has_protected_content")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void shows_its_inline_keyboard() {
            JsonNode message = send("{'chat_id':1000001,'text':'hi','reply_markup':"
                    + "{'inline_keyboard':[[{'text':'a','callback_data':'b'}]]}}");

            assertThat(message.path("reply_markup").toString())
                    .isEqualTo("{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"b\"}]]}");
        }

        @Test
        void does_not_show_other_keyboards() {
            JsonNode message = send("{'chat_id':1000001,'text':'hi','reply_markup':{'keyboard':[[{'text':'a'}]]}}");

            assertThat(message.has("reply_markup")).isFalse();
        }
    }

    @Nested
    class An_answer {
        @Test
        void carries_what_it_answers() {
            long first = desk.send(Inhabitants.ALICE, "first");

            JsonNode message = send("{'chat_id':1000001,'text':'hi','reply_parameters':{'message_id':" + first + "}}");

            assertThat(message.path("reply_to_message").path("text").asString()).isEqualTo("first");
        }

        @Test
        void may_be_asked_for_in_the_old_way() {
            long first = desk.send(Inhabitants.ALICE, "first");

            JsonNode message = send("{'chat_id':1000001,'text':'hi','reply_to_message_id':" + first + "}");

            assertThat(message.path("reply_to_message").path("message_id").asLong())
                    .isEqualTo(first);
        }

        @Test
        void to_nothing_is_refused() {
            assertThat(refused("{'chat_id':1000001,'text':'hi','reply_parameters':{'message_id':99}}"))
                    .isEqualTo("400 Bad Request: message to be replied not found");
        }

        @Test
        void to_nothing_is_sent_alone_where_that_is_allowed() {
            JsonNode message = send("{'chat_id':1000001,'text':'hi','reply_parameters':"
                    + "{'message_id':99,'allow_sending_without_reply':true}}");

            assertThat(message.has("reply_to_message")).isFalse();
        }
    }

    @Nested
    class Markup {
        @Test
        void in_html_becomes_entities() {
            assertThat(entities("{'chat_id':1,'text':'a <b>b</b>','parse_mode':'html'}"))
                    .isEqualTo("[{\"offset\":2,\"length\":1,\"type\":\"bold\"}]");
        }

        @Test
        void in_the_new_markdown_becomes_entities() {
            assertThat(entities("{'chat_id':1,'text':'a _b_','parse_mode':'MarkdownV2'}"))
                    .isEqualTo("[{\"offset\":2,\"length\":1,\"type\":\"italic\"}]");
        }

        @Test
        void in_the_old_markdown_becomes_entities() {
            assertThat(entities("{'chat_id':1,'text':'*a* [b](https://c.example) `d`','parse_mode':'Markdown'}"))
                    .isEqualTo("[{\"offset\":0,\"length\":1,\"type\":\"bold\"},"
                            + "{\"offset\":2,\"length\":1,\"type\":\"text_link\",\"url\":\"https://c.example/\"},"
                            + "{\"offset\":4,\"length\":1,\"type\":\"code\"}]");
        }

        @Test
        void in_a_block_of_the_old_markdown_names_its_language() {
            JsonNode message = send("{'chat_id':1,'text':'```java\\nint i;```','parse_mode':'Markdown'}");

            assertThat(message.get("text").asString()).isEqualTo("int i;");
            assertThat(message.get("entities").toString())
                    .isEqualTo("[{\"offset\":0,\"length\":6,\"type\":\"pre\",\"language\":\"java\"}]");
        }

        @Test
        void of_the_old_markdown_stays_text_where_it_is_escaped() {
            assertThat(send("{'chat_id':1,'text':'\\\\*a\\\\_b','parse_mode':'Markdown'}")
                            .get("text")
                            .asString())
                    .isEqualTo("*a_b");
        }

        @Test
        void may_come_as_entities() {
            assertThat(entities("{'chat_id':1,'text':'abc','entities':[{'type':'spoiler','offset':1,'length':2}]}"))
                    .isEqualTo("[{\"offset\":1,\"length\":2,\"type\":\"spoiler\"}]");
        }

        @Test
        void is_found_where_nobody_wrote_it() {
            assertThat(entities("{'chat_id':1,'text':'/go @alice #tag https://a.example'}"))
                    .contains("bot_command", "mention", "hashtag", "url");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a. | MarkdownV2 | Character '.' is reserved and must be escaped with the preceding '\\'",
                    "ä `b | MarkdownV2 | Can't find end of Code entity at byte offset 3",
                    "ä ```b | MarkdownV2 | Can't find end of Pre entity at byte offset 3",
                    "a *b | Markdown | Can't find end of the entity starting at byte offset 2",
                })
        void that_is_wrong_is_refused_with_its_place(String text, String mode, String reason) {
            assertThat(refused("{'chat_id':1,'text':'" + text + "','parse_mode':'" + mode + "'}"))
                    .isEqualTo("400 Bad Request: can't parse entities: " + reason);
        }
    }

    @Nested
    class A_refusal {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'text':'x' | 400 Bad Request: chat_id is empty",
                    "'chat_id':'nobody','text':'x' | 400 Bad Request: chat not found",
                    "'chat_id':'@nobody','text':'x' | 400 Bad Request: chat not found",
                    "'chat_id':0,'text':'x' | 400 Bad Request: chat not found",
                    "'chat_id':-100123,'text':'x' | 400 Bad Request: chat not found",
                    "'chat_id':1,'text':' ' | 400 Bad Request: text must be non-empty",
                    "'chat_id':1 | 400 Bad Request: message text is empty",
                    "'chat_id':1,'text':'x','parse_mode':'BBCode' | 400 Bad Request: unsupported parse_mode",
                    "'chat_id':1000003,'text':'x' | 403 Forbidden: bot was blocked by the user",
                    "'chat_id':1000004,'text':'x' | 403 Forbidden: user is deactivated",
                    "'chat_id':-1001000000003,'text':'x'"
                            + " | 400 Bad Request: not enough rights to send text messages to the chat",
                    "'chat_id':-1001000000002,'text':'x','message_thread_id':9"
                            + " | 400 Bad Request: message thread not found",
                    "'chat_id':-1001000000002,'text':'x','message_thread_id':1"
                            + " | 400 Bad Request: message thread not found",
                    "'chat_id':1,'text':'x','message_thread_id':1 | 400 Bad Request: message thread not found",
                    "'chat_id':1,'text':'x','reply_parameters':{'message_id':99}"
                            + " | 400 Bad Request: message to be replied not found",
                    "'chat_id':-1001000000002,'text':'x','message_thread_id':4 | 400 Bad Request: TOPIC_CLOSED",
                    "'chat_id':1,'text':'x','reply_markup':[] | 400 Bad Request: object expected as reply markup",
                    "'chat_id':1,'text':'x','reply_markup':'{' | 400 Bad Request: can't parse reply keyboard markup JSON object",
                    "'chat_id':1,'text':'x','reply_markup':{'inline_keyboard':[{}]}"
                            + " | 400 Bad Request: field \"inline_keyboard\" of the InlineKeyboardMarkup"
                            + " must be an Array of Arrays",
                    "'chat_id':1,'text':'x','entities':[{'type':'bold','offset':3,'length':9}]"
                            + " | 400 Bad Request: ENTITY_BOUNDS_INVALID",
                })
        void is_worded_as_the_bot_api_does(String arguments, String refusal) {
            assertThat(refused("{" + arguments + "}")).isEqualTo(refusal);
        }

        @Test
        void of_a_text_that_is_too_long_says_so() {
            assertThat(refused("{'chat_id':1,'text':'" + "x".repeat(4097) + "'}"))
                    .isEqualTo("400 Bad Request: message is too long");
        }

        @Test
        void of_a_group_that_moved_says_where() {
            long to = desk.world.incidents().upgrade(Inhabitants.BASIC_GROUP);

            assertThat(desk.answer("sendMessage", "{'chat_id':" + Inhabitants.BASIC_GROUP + ",'text':'x'}")
                            .toString())
                    .isEqualTo("{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded"
                            + " to a supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":" + to + "}}");
        }

        @Test
        void in_slow_mode_tells_the_wait() {
            desk.send(Inhabitants.SLOW_GROUP, "one");
            desk.pass(Duration.ofSeconds(4));

            assertThat(refused("{'chat_id':" + Inhabitants.SLOW_GROUP + ",'text':'two'}"))
                    .isEqualTo("429 Too Many Requests: retry after 6");
        }
    }
}
