// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.Inhabitants;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChangingTest {
    private static final String KEYBOARD = "{'inline_keyboard':[[{'text':'a','callback_data':'b'}]]}";

    private final Desk desk = Desk.open();

    private static String message(long chatId, long messageId, String more) {
        return "{'chat_id':" + chatId + ",'message_id':" + messageId + more + "}";
    }

    @Nested
    class An_edit {
        private final long id = desk.send(Inhabitants.ALICE, "before");

        @Test
        void comes_back_with_its_date() {
            desk.pass(Duration.ofSeconds(5));

            JsonNode edited = desk.result("editMessageText", message(Inhabitants.ALICE, id, ",'text':'after'"));

            assertThat(edited.get("text").asString()).isEqualTo("after");
            assertThat(edited.get("edit_date").asLong())
                    .isEqualTo(edited.get("date").asLong() + 5);
        }

        @Test
        void that_changes_nothing_is_refused() {
            assertThat(desk.refusal("editMessageText", message(Inhabitants.ALICE, id, ",'text':'before'")))
                    .isEqualTo("400 Bad Request: message is not modified: specified new message content and reply"
                            + " markup are exactly the same as a current content and reply markup of the message");
        }

        @Test
        void of_the_keyboard_alone_is_a_change() {
            JsonNode edited = desk.result(
                    "editMessageText", message(Inhabitants.ALICE, id, ",'text':'before','reply_markup':" + KEYBOARD));

            assertThat(edited.has("reply_markup")).isTrue();
        }

        @Test
        void may_concern_the_keyboard_only() {
            JsonNode edited = desk.result(
                    "editMessageReplyMarkup", message(Inhabitants.ALICE, id, ",'reply_markup':" + KEYBOARD));

            assertThat(edited.has("reply_markup")).isTrue();
            assertThat(edited.get("text").asString()).isEqualTo("before");
        }

        @Test
        void of_nothing_is_refused() {
            assertThat(desk.refusal("editMessageText", message(Inhabitants.ALICE, 99, ",'text':'after'")))
                    .isEqualTo("400 Bad Request: message to edit not found");
        }

        @Test
        void without_a_message_is_refused() {
            assertThat(desk.refusal("editMessageText", "{'chat_id':1000001,'text':'after'}"))
                    .isEqualTo("400 Bad Request: message to edit not found");
            assertThat(desk.refusal("editMessageText", "{'text':'after'}"))
                    .isEqualTo("400 Bad Request: message identifier is not specified");
        }

        @Test
        void of_what_somebody_else_wrote_is_refused() {
            desk.write(Inhabitants.ALICE, "mine");

            assertThat(desk.refusal("editMessageText", message(Inhabitants.ALICE, 2, ",'text':'after'")))
                    .isEqualTo("400 Bad Request: message can't be edited");
        }

        @Test
        void of_a_caption_needs_one() {
            assertThat(desk.refusal("editMessageCaption", message(Inhabitants.ALICE, id, ",'caption':'after'")))
                    .isEqualTo("400 Bad Request: there is no caption in the message to edit");
        }
    }

    @Nested
    class A_deletion {
        private final long id = desk.send(Inhabitants.ALICE, "before");

        @Test
        void takes_the_message_away() {
            assertThat(desk.result("deleteMessage", message(Inhabitants.ALICE, id, ""))
                            .asBoolean())
                    .isTrue();

            assertThat(desk.refusal("deleteMessage", message(Inhabitants.ALICE, id, "")))
                    .isEqualTo("400 Bad Request: message to delete not found");
        }

        @Test
        void of_many_passes_over_those_that_are_gone() {
            assertThat(desk.result("deleteMessages", "{'chat_id':1000001,'message_ids':[" + id + ",99]}")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void of_what_somebody_else_wrote_in_a_group_is_refused() {
            long own = desk.send(Inhabitants.GROUP, "hello");
            desk.world.incidents().writeInto(Inhabitants.GROUP, Inhabitants.BOB, "mine", desk.server.now());

            assertThat(desk.refusal("deleteMessage", message(Inhabitants.GROUP, own + 1, "")))
                    .isEqualTo("400 Bad Request: message can't be deleted");
        }
    }

    @Nested
    class A_forward {
        private final long id = desk.send(Inhabitants.ALICE, "said");

        @Test
        void tells_where_it_comes_from() {
            JsonNode forwarded =
                    desk.result("forwardMessage", message(Inhabitants.BOB, id, ",'from_chat_id':" + Inhabitants.ALICE));

            assertThat(forwarded.get("text").asString()).isEqualTo("said");
            assertThat(forwarded
                            .path("forward_origin")
                            .path("sender_user")
                            .path("id")
                            .asLong())
                    .isEqualTo(Desk.BOT);
        }

        @Test
        void of_nothing_is_refused() {
            assertThat(desk.refusal(
                            "forwardMessage", message(Inhabitants.BOB, 99, ",'from_chat_id':" + Inhabitants.ALICE)))
                    .isEqualTo("400 Bad Request: message to forward not found");
        }

        @Test
        void of_many_passes_over_those_that_are_gone() {
            JsonNode ids = desk.result(
                    "forwardMessages", "{'chat_id':1000002,'from_chat_id':1000001,'message_ids':[" + id + ",99]}");

            assertThat(ids).hasSize(1);
        }

        @Test
        void of_something_protected_is_refused() {
            JsonNode secret = desk.result("sendMessage", "{'chat_id':1000001,'text':'secret','protect_content':true}");

            assertThat(desk.refusal(
                            "forwardMessage",
                            message(
                                    Inhabitants.BOB,
                                    secret.get("message_id").asLong(),
                                    ",'from_chat_id':" + Inhabitants.ALICE)))
                    .isEqualTo("400 Bad Request: message has protected content and can't be forwarded");
        }
    }

    @Nested
    class A_copy {
        private final long id = desk.send(Inhabitants.ALICE, "said");

        @Test
        void is_a_message_of_its_own() {
            JsonNode copied =
                    desk.result("copyMessage", message(Inhabitants.BOB, id, ",'from_chat_id':" + Inhabitants.ALICE));

            assertThat(copied.toString()).isEqualTo("{\"message_id\":2}");
            assertThat(desk.world.accepted().get(1).text()).isEqualTo("said");
        }

        @Test
        void of_nothing_is_refused() {
            assertThat(desk.refusal(
                            "copyMessage", message(Inhabitants.BOB, 99, ",'from_chat_id':" + Inhabitants.ALICE)))
                    .isEqualTo("400 Bad Request: message to copy not found");
        }
    }
}
