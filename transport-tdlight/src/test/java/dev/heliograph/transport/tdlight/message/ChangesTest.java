// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChangesTest {
    private static final MessageRef MESSAGE = new MessageRef(CHAT, 5);
    private static final String PHOTO = "{'@type':'message','id':5242880,'chat_id':55,'date':1000,"
            + "'reply_markup':{'@type':'replyMarkupInlineKeyboard'},'content':{'@type':'messagePhoto','caption':{}}}";

    private final Office office = Office.ofUser();

    @Nested
    class An_edit {
        private Outcome<SentMessage> edit() {
            return office.ask(() -> office.facet(Editing.class).edit(MESSAGE, FormattedText.plain("new"), false));
        }

        @Test
        void replaces_the_text() {
            office.td.always("editMessageText", request -> ScriptedTd.message(CHAT, 5 << 20, "new"));
            assertThat(edit()).isEqualTo(Outcome.done(new SentMessage(CHAT, 5, Instant.ofEpochSecond(1000))));
            JsonNode request = office.request("editMessageText");
            assertThat(request.path("message_id").asLong()).isEqualTo(5 << 20);
            assertThat(request.path("input_message_content")
                            .path("link_preview_options")
                            .path("is_disabled")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void replaces_a_caption_and_keeps_the_buttons() {
            office.td.next("getMessage", PHOTO);
            office.td.always("editMessageCaption", request -> PHOTO);
            assertThat(edit().orThrow().messageId()).isEqualTo(5);
            assertThat(office.request("editMessageCaption").path("reply_markup").isObject())
                    .isTrue();
        }

        @Test
        void to_the_same_text_is_a_success() {
            office.td.always("editMessageText", request -> ScriptedTd.error(400, "MESSAGE_NOT_MODIFIED"));
            assertThat(edit().orThrow().messageId()).isEqualTo(5);
        }

        @Test
        void of_nothing_is_not_found() {
            office.td.next("getMessage", ScriptedTd.error(404, "Not Found"));
            assertThat(Office.failure(edit()))
                    .isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "MESSAGE_ID_INVALID"));
        }

        @Test
        void of_what_has_no_text_is_refused() {
            office.td.next(
                    "getMessage", "{'@type':'message','id':5242880,'chat_id':55,'content':{'@type':'messageSticker'}}");
            assertThat(Office.failure(edit()))
                    .isEqualTo(new Failure.Rejected(SendStatus.FAILED, 400, "MESSAGE_WITHOUT_TEXT"));
        }

        @Test
        void without_an_answer_is_in_doubt() {
            office.td.never("editMessageText");
            assertThat(Office.failure(edit())).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_no_news_to_the_session_itself() {
            office.td.always("editMessageText", request -> {
                office.td.says("{'@type':'updateMessageEdited','chat_id':55,'message_id':5242880,'edit_date':1001}");
                return ScriptedTd.message(CHAT, 5 << 20, "new");
            });
            edit();
            office.time.settle();
            assertThat(office.events).isEmpty();
        }
    }

    @Nested
    class A_deletion {
        private Outcome<Integer> delete(List<Long> ids) {
            return office.ask(() -> office.facet(Editing.class).delete(CHAT, ids));
        }

        private void standing(String... ids) {
            List<String> all = List.of(ids);
            office.td.always(
                    "getMessages",
                    request -> "{'@type':'messages','messages':["
                            + String.join(
                                    ",",
                                    all.stream()
                                            .map(id -> id.equals("-")
                                                    ? "null"
                                                    : ScriptedTd.message(CHAT, Long.parseLong(id) << 20, "x"))
                                            .toList())
                            + "]}");
        }

        @Test
        void is_for_everybody() {
            standing("5", "6");
            assertThat(delete(List.of(5L, 6L)).orThrow()).isEqualTo(2);
            JsonNode request = office.request("deleteMessages");
            assertThat(request.path("revoke").asBoolean()).isTrue();
            assertThat(request.path("message_ids").toString()).isEqualTo("[5242880,6291456]");
        }

        @Test
        void counts_what_is_gone_already() {
            standing("-", "6");
            assertThat(delete(List.of(5L, 6L)).orThrow()).isEqualTo(2);
            assertThat(office.request("deleteMessages").path("message_ids").toString())
                    .isEqualTo("[6291456]");
        }

        @Test
        void of_what_is_gone_altogether_asks_nothing() {
            standing("-");
            assertThat(delete(List.of(5L)).orThrow()).isEqualTo(1);
            assertThat(office.td.requests("deleteMessages")).isEmpty();
        }

        @Test
        void of_many_goes_in_parts() {
            standing("5");
            assertThat(delete(LongStream.rangeClosed(1, 201).boxed().toList()).orThrow())
                    .isEqualTo(201);
            assertThat(office.td.requests("getMessages")).hasSize(3);
        }

        @Test
        void may_be_refused() {
            standing("5");
            office.td.always("deleteMessages", request -> ScriptedTd.error(400, "Message can't be deleted"));
            assertThat(Office.failure(delete(List.of(5L))))
                    .isEqualTo(new Failure.Rejected(SendStatus.FAILED, 400, "MESSAGE_NOT_DELETABLE"));
        }

        @Test
        void is_no_news_to_the_session_itself() {
            standing("5");
            office.td.always("deleteMessages", request -> {
                office.td.removes(CHAT, 5 << 20);
                return "{'@type':'ok'}";
            });
            delete(List.of(5L));
            office.time.settle();
            assertThat(office.events).isEmpty();
        }
    }
}
