// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IncomingTest {
    private final Office office = Office.ofUser();

    private List<Event> after(String update) {
        office.td.says(update);
        office.time.settle();
        return office.events;
    }

    private Message message(String more) {
        after("{'@type':'updateNewMessage','message':{'@type':'message','id':5242880,'chat_id':55,'date':1000,"
                + "'sender_id':{'@type':'messageSenderUser','user_id':8}" + more + "}}");
        assertThat(office.events).hasSize(1);
        return ((Event.NewMessage) office.events.get(0)).message();
    }

    private static String content(String content) {
        return ",'content':{'@type':'message" + content + "}";
    }

    @Nested
    class A_message {
        @Test
        void is_told_whole() {
            FormattedText text = new FormattedText("bold", List.of(TextEntity.of(TextEntity.Kind.BOLD, 0, 4)));
            assertThat(message(",'edit_date':1001,'is_outgoing':false,"
                            + "'reply_to':{'@type':'messageReplyToMessage','chat_id':55,'message_id':3145728},"
                            + "'topic_id':{'@type':'messageTopicForum','forum_topic_id':4}"
                            + content("Text','text':{'text':'bold','entities':"
                                    + "[{'offset':0,'length':4,'type':{'@type':'textEntityTypeBold'}}]}")))
                    .isEqualTo(new Message(
                            CHAT,
                            5,
                            8,
                            Instant.ofEpochSecond(1000),
                            Instant.ofEpochSecond(1001),
                            text,
                            false,
                            3,
                            4,
                            null));
        }

        @Test
        void that_opens_a_topic_is_not_answered_by_what_stands_in_it() {
            assertThat(message(",'reply_to':{'@type':'messageReplyToMessage','chat_id':55,'message_id':4194304},"
                                    + "'topic_id':{'@type':'messageTopicForum','forum_topic_id':4}")
                            .replyTo())
                    .isZero();
        }

        @Test
        void of_another_chat_that_is_answered_is_not_named() {
            assertThat(message(",'reply_to':{'@type':'messageReplyToMessage','chat_id':66,'message_id':3145728}")
                            .replyTo())
                    .isZero();
        }

        @Test
        void with_a_picture_has_its_caption_as_text() {
            Message message = message(content("Photo','caption':{'text':'look'}"));
            assertThat(message.text().text()).isEqualTo("look");
            assertThat(message.media()).isEqualTo(Media.Kind.PHOTO);
        }

        @Test
        void with_any_other_file_is_a_document() {
            assertThat(message(content("VoiceNote','caption':{'text':''}")).media())
                    .isEqualTo(Media.Kind.DOCUMENT);
        }

        @Test
        void in_the_name_of_a_chat_is_from_that_chat() {
            after("{'@type':'updateNewMessage','message':{'id':5242880,'chat_id':-1000000000009,'date':1000,"
                    + "'sender_id':{'@type':'messageSenderChat','chat_id':-1000000000009}}}");
            assertThat(((Event.NewMessage) office.events.get(0)).message().senderId())
                    .isEqualTo(-1_000_000_000_009L);
        }

        @Test
        void of_another_session_of_the_account_is_outgoing() {
            assertThat(message(",'is_outgoing':true").outgoing()).isTrue();
        }

        @Test
        void of_ones_own_is_no_news() {
            assertThat(after("{'@type':'updateNewMessage','message':{'id':5242881,'chat_id':55,"
                            + "'sending_state':{'@type':'messageSendingStatePending'}}}"))
                    .isEmpty();
        }

        @Test
        void that_waits_for_its_time_is_no_news() {
            assertThat(after("{'@type':'updateNewMessage','message':{'id':5242880,'chat_id':55,"
                            + "'scheduling_state':{'@type':'messageSchedulingStateSendAtDate'}}}"))
                    .isEmpty();
        }
    }

    @Nested
    class An_edit {
        @Test
        void is_told_with_what_the_message_says_now() {
            List<Event> events =
                    after("{'@type':'updateMessageEdited','chat_id':55,'message_id':5242880,'edit_date':1001}");
            assertThat(events).singleElement().isInstanceOfSatisfying(Event.MessageEdited.class, edited -> {
                assertThat(edited.message().messageId()).isEqualTo(5);
                assertThat(edited.message().text().text()).isEqualTo("standing");
            });
        }

        @Test
        void of_what_is_gone_meanwhile_is_not_told() {
            office.td.always("getMessage", request -> ScriptedTd.error(404, "Not Found"));
            assertThat(after("{'@type':'updateMessageEdited','chat_id':55,'message_id':5242880,'edit_date':1001}"))
                    .isEmpty();
        }

        @Test
        void without_a_date_is_none() {
            assertThat(after("{'@type':'updateMessageEdited','chat_id':55,'message_id':5242880,'edit_date':0}"))
                    .isEmpty();
        }
    }

    @Nested
    class A_deletion {
        private List<Event> deletion(boolean permanent, boolean cache) {
            return after("{'@type':'updateDeleteMessages','chat_id':55,'message_ids':[6291456,5242880,5242881],"
                    + "'is_permanent':" + permanent + ",'from_cache':" + cache + "}");
        }

        @Test
        void is_told_of_what_stood_on_the_server() {
            assertThat(deletion(true, false)).containsExactly(new Event.MessagesDeleted(CHAT, List.of(5L, 6L)));
        }

        @Test
        void is_none_where_tdlib_only_forgets() {
            assertThat(deletion(true, true)).isEmpty();
            assertThat(deletion(false, false)).isEmpty();
        }
    }

    @Test
    void a_word_of_the_service_is_a_notice() {
        assertThat(after("{'@type':'updateServiceNotification','type':'x',"
                        + "'content':{'@type':'messageText','text':{'text':'Hear this'}}}"))
                .containsExactly(new Event.Notice("Hear this"));
    }

    @Test
    void updates_of_other_kinds_are_no_news() {
        assertThat(after("{'@type':'updateUser'}")).isEmpty();
    }
}
