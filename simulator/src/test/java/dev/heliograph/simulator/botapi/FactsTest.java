// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.world.Inhabitants;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FactsTest {
    private final Desk desk = Desk.open();

    @Test
    void a_bot_is_told_who_it_is() {
        assertThat(desk.result("getMe", "{}").toString())
                .startsWith("{\"id\":42,\"is_bot\":true,\"first_name\":\"Bot 42\",\"username\":\"bot42_bot\"");
    }

    @Test
    void a_chat_is_described() {
        JsonNode chat = desk.result("getChat", "{'chat_id':" + Inhabitants.SLOW_GROUP + "}");

        assertThat(chat.get("title").asString()).isEqualTo("Slow group");
        assertThat(chat.get("slow_mode_delay").asInt()).isEqualTo(10);
        assertThat(chat.get("type").asString()).isEqualTo("supergroup");
    }

    @Test
    void a_channel_is_found_by_name() {
        assertThat(desk.result("getChat", "{'chat_id':'@news'}").get("id").asLong())
                .isEqualTo(Inhabitants.NEWS);
    }

    @Test
    void a_bot_is_found_by_name() {
        assertThat(desk.result("getChat", "{'chat_id':'@bot" + Desk.BOT + "_bot'}")
                        .get("id")
                        .asLong())
                .isEqualTo(Desk.BOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getChat | 'chat_id':'@alice'",
                "sendMessage | 'chat_id':'@alice','text':'x'",
                "sendMessage | 'chat_id':'@ALICE','text':'x'",
                "sendPhoto | 'chat_id':'@alice','photo':'https://a.example/b.jpg'",
                "sendDocument | 'chat_id':'@alice','document':'https://a.example/b.pdf'",
                "sendMediaGroup | 'chat_id':'@alice','media':[{'type':'photo','media':'https://a.example/b.jpg'}]",
                "sendChatAction | 'chat_id':'@alice','action':'typing'",
                "forwardMessage | 'chat_id':'@alice','from_chat_id':1000001,'message_id':1",
                "forwardMessage | 'chat_id':1000001,'from_chat_id':'@alice','message_id':1",
                "forwardMessages | 'chat_id':'@alice','from_chat_id':1000001,'message_ids':[1]",
                "copyMessage | 'chat_id':'@alice','from_chat_id':1000001,'message_id':1",
                "editMessageText | 'chat_id':'@alice','message_id':1,'text':'x'",
                "editMessageCaption | 'chat_id':'@alice','message_id':1,'caption':'x'",
                "editMessageReplyMarkup | 'chat_id':'@alice','message_id':1",
                "deleteMessage | 'chat_id':'@alice','message_id':1",
                "deleteMessages | 'chat_id':'@alice','message_ids':[1]",
            })
    void a_person_is_reached_by_number_and_not_by_name(String method, String arguments) {
        desk.send(Inhabitants.ALICE, "by number");

        assertThat(desk.refusal(method, "{" + arguments + "}")).isEqualTo("400 Bad Request: chat not found");
    }

    @Test
    void only_what_people_do_is_shown() {
        assertThat(desk.refusal("sendChatAction", "{'chat_id':1000001,'action':'sleeping'}"))
                .isEqualTo("400 Bad Request: wrong parameter action in request");
    }

    @Test
    void nobody_is_not_found() {
        assertThat(desk.refusal("getChat", "{'chat_id':'@nobody'}")).isEqualTo("400 Bad Request: chat not found");
    }

    @Test
    void an_action_is_shown() {
        assertThat(desk.result("sendChatAction", "{'chat_id':1000001,'action':'typing'}")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void commands_are_kept_by_scope() {
        desk.result("setMyCommands", "{'commands':[{'command':'go','description':'Goes'}]}");

        assertThat(desk.result("getMyCommands", "{'scope':{'type':'default'}}").toString())
                .isEqualTo("[{\"command\":\"go\",\"description\":\"Goes\"}]");
        assertThat(desk.result("getMyCommands", "{'scope':{'type':'all_private_chats'}}"))
                .isEmpty();
        desk.result("deleteMyCommands", "{}");
        assertThat(desk.result("getMyCommands", "{}")).isEmpty();
    }

    @Test
    void a_button_that_nobody_pressed_cannot_be_answered() {
        assertThat(desk.refusal("answerCallbackQuery", "{'callback_query_id':'7'}"))
                .isEqualTo("400 Bad Request: query is too old and response timeout expired or query ID is invalid");
    }

    @Test
    void a_button_that_was_pressed_is_answered_once() {
        long id = desk.send(Inhabitants.ALICE, "press");
        desk.server.press(Desk.BOT, Inhabitants.ALICE, new MessageRef(Inhabitants.ALICE, id), "yes");

        JsonNode query = desk.result("getUpdates", "{}").get(0).get("callback_query");
        assertThat(query.get("data").asString()).isEqualTo("yes");
        assertThat(query.path("message").path("text").asString()).isEqualTo("press");
        String answer = "{'callback_query_id':" + query.get("id") + "}";
        assertThat(desk.result("answerCallbackQuery", answer).asBoolean()).isTrue();
        assertThat(desk.refusal("answerCallbackQuery", answer)).contains("query is too old");
    }

    @Test
    void a_young_bot_is_not_closed() {
        desk.result("getMe", "{}");

        assertThat(desk.refusal("close", "{}")).isEqualTo("429 Too Many Requests: retry after 600");
        desk.pass(Duration.ofMinutes(10));
        assertThat(desk.result("close", "{}").asBoolean()).isTrue();
    }

    @Test
    void a_bot_that_logged_out_may_come_again() {
        assertThat(desk.result("logOut", "{}").asBoolean()).isTrue();

        assertThat(desk.result("getMe", "{}").get("id").asLong()).isEqualTo(Desk.BOT);
    }
}
