// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.Visit.Guest;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private final Visit visit = new Visit();
    private Guest anna;
    private Guest bert;
    private TlObject toBert;
    private TlObject toAnna;

    @BeforeEach
    void signIn() throws IOException {
        anna = visit.user("anna", "15550001");
        bert = visit.user("bert", "15550002");
        toBert = anna.peer("bert");
        toAnna = bert.peer("anna");
    }

    @AfterEach
    void leave() throws IOException {
        visit.close();
    }

    private static TlObject text(TlObject peer, String text, long randomId) {
        return TlObject.of("messages.sendMessage")
                .with("peer", peer)
                .with("message", text)
                .with("random_id", randomId);
    }

    private int write(String text, long randomId) throws IOException {
        anna.ask(text(toBert, text, randomId));
        return bert.message().int32("id");
    }

    private int picture(String caption) throws IOException {
        anna.ask(TlObject.of("messages.sendMedia")
                .with("peer", toBert)
                .with("media", TlObject.of("inputMediaUploadedPhoto").with("file", anna.upload(1, Visit.noise(2000))))
                .with("message", caption)
                .with("random_id", 7L));
        return bert.message().int32("id");
    }

    @Test
    void a_note_to_oneself_has_not_gone_out() throws IOException {
        TlObject note = Visit.sent(anna.ask(text(TlObject.of("inputPeerSelf"), "note", 1)), 0);
        assertThat(note.has("out")).isFalse();
        assertThat(note.object("saved_peer_id").int64("user_id")).isEqualTo(anna.id);
    }

    @Nested
    class A_forward {
        private TlObject forward(List<Integer> ids) throws IOException {
            return TlObject.of("messages.forwardMessages")
                    .with("from_peer", toAnna)
                    .with("to_peer", bert.peer("alice"))
                    .with("id", ids)
                    .with("random_id", ids.stream().map(id -> 100L + id).toList());
        }

        @Test
        void tells_who_wrote_it() throws IOException {
            int id = write("text", 1);
            TlObject message = Visit.sent(bert.ask(forward(List.of(id))), 0);
            assertThat(message.object("fwd_from").object("from_id").int64("user_id"))
                    .isEqualTo(anna.id);
            assertThat(message.string("message")).isEqualTo("text");
        }

        @Test
        void may_keep_it_to_itself() throws IOException {
            int id = write("text", 1);
            TlObject updates = bert.ask(forward(List.of(id)).with("drop_author", true));
            assertThat(Visit.sent(updates, 0).has("fwd_from")).isFalse();
        }

        @Test
        void may_leave_the_words_of_a_picture_behind() throws IOException {
            int id = picture("words");
            TlObject updates =
                    bert.ask(forward(List.of(id)).with("drop_author", true).with("drop_media_captions", true));
            assertThat(Visit.sent(updates, 0).string("message")).isEmpty();
            assertThat(Visit.sent(updates, 0).has("media")).isTrue();
        }

        @Test
        void keeps_the_words_of_a_text_although_those_of_pictures_go() throws IOException {
            int id = write("text", 1);
            TlObject updates =
                    bert.ask(forward(List.of(id)).with("drop_author", true).with("drop_media_captions", true));
            assertThat(Visit.sent(updates, 0).string("message")).isEqualTo("text");
        }

        @Test
        void waits_for_its_time() throws IOException {
            int id = write("text", 1);
            int later = (int) visit.clockwork.timeline().instant().getEpochSecond() + 3600;
            TlObject updates = bert.ask(forward(List.of(id)).with("schedule_date", later));
            assertThat(updates.objects("updates"))
                    .extracting(TlObject::name)
                    .contains("updateNewScheduledMessage")
                    .doesNotContain("updateNewMessage");
            TlObject planned = Visit.sent(updates, 0);
            assertThat(planned.int32("date")).isEqualTo(later);
            assertThat(planned.object("fwd_from").object("from_id").int64("user_id"))
                    .isEqualTo(anna.id);
        }

        @Test
        void passes_over_what_is_gone() throws IOException {
            int id = write("text", 1);
            TlObject updates = bert.ask(forward(List.of(id, id + 1)));
            assertThat(updates.objects("updates"))
                    .filteredOn(update -> update.is("updateMessageID"))
                    .extracting(update -> update.int64("random_id"))
                    .containsExactly(100L + id);
            assertThat(bert.refusal(forward(List.of(id + 1)))).isEqualTo("MESSAGE_ID_INVALID");
        }

        @Test
        void has_a_random_id_for_each_message() throws IOException {
            TlObject forward = forward(List.of(1)).with("random_id", List.of());
            assertThat(bert.refusal(forward)).isEqualTo("RANDOM_ID_INVALID");
        }
    }

    @Nested
    class A_scheduled_message {
        private int schedule(int seconds) throws IOException {
            int date = (int) visit.clockwork.timeline().instant().getEpochSecond() + seconds;
            TlObject updates = anna.ask(text(toBert, "later", 1).with("schedule_date", date));
            TlObject planned = updates.objects("updates").get(1);
            assertThat(planned.name()).isEqualTo("updateNewScheduledMessage");
            assertThat(planned.object("message").int32("date")).isEqualTo(date);
            return planned.object("message").int32("id");
        }

        private TlObject about(String method, int id) {
            return TlObject.of(method).with("peer", toBert).with("id", List.of(id));
        }

        private List<TlObject> waiting() throws IOException {
            TlObject history = TlObject.of("messages.getScheduledHistory")
                    .with("peer", toBert)
                    .with("hash", 0L);
            return anna.ask(history).objects("messages");
        }

        @Test
        void waits_in_a_list_of_its_own() throws IOException {
            int id = schedule(1000);
            assertThat(waiting()).singleElement().satisfies(message -> {
                assertThat(message.int32("id")).isEqualTo(id);
                assertThat(message.flag("from_scheduled")).isTrue();
            });
            assertThat(visit.telegram.accepted()).isEmpty();
        }

        @Test
        void may_be_sent_at_once() throws IOException {
            int id = schedule(1000);
            anna.ask(about("messages.sendScheduledMessages", id));
            assertThat(bert.message().string("message")).isEqualTo("later");
            assertThat(anna.told("updateDeleteScheduledMessages").elements("messages", Integer.class))
                    .containsExactly(id);
            assertThat(waiting()).isEmpty();
        }

        @Test
        void may_be_taken_back() throws IOException {
            int id = schedule(1000);
            TlObject gone = anna.ask(about("messages.deleteScheduledMessages", id));
            assertThat(gone.objects("updates").get(0).elements("messages", Integer.class))
                    .containsExactly(id);
            assertThat(waiting()).isEmpty();
        }

        @Test
        void is_asked_for_by_its_number() throws IOException {
            int id = schedule(1000);
            assertThat(anna.ask(about("messages.getScheduledMessages", id)).objects("messages"))
                    .hasSize(1);
            assertThat(anna.ask(about("messages.getScheduledMessages", id + 1)).objects("messages"))
                    .isEmpty();
        }
    }

    @Nested
    class A_reader {
        @Test
        void is_seen_by_the_one_who_wrote() throws IOException {
            int id = write("text", 1);
            TlObject affected = bert.ask(
                    TlObject.of("messages.readHistory").with("peer", toAnna).with("max_id", id));
            assertThat(affected.int32("pts_count")).isEqualTo(1);
            TlObject read = anna.told("updateReadHistoryOutbox");
            assertThat(read.object("peer").int64("user_id")).isEqualTo(bert.id);
        }

        @Test
        void has_nothing_unread_afterwards() throws IOException {
            int id = write("text", 1);
            assertThat(dialog().int32("unread_count")).isEqualTo(1);
            TlObject read =
                    TlObject.of("messages.readHistory").with("peer", toAnna).with("max_id", id);
            bert.ask(read);
            assertThat(dialog().int32("unread_count")).isZero();
            assertThat(dialog().int32("read_inbox_max_id")).isEqualTo(id);
            assertThat(bert.ask(read).int32("pts_count")).isZero();
        }

        private TlObject dialog() throws IOException {
            TlObject peer = TlObject.of("inputDialogPeer").with("peer", toAnna);
            return bert.ask(TlObject.of("messages.getPeerDialogs").with("peers", List.of(peer)))
                    .objects("dialogs")
                    .get(0);
        }
    }

    @Test
    void who_is_typing_is_seen() throws IOException {
        anna.ask(TlObject.of("messages.setTyping")
                .with("peer", toBert)
                .with("action", TlObject.of("sendMessageTypingAction")));
        assertThat(bert.told("updateUserTyping").int64("user_id")).isEqualTo(anna.id);
    }

    @Nested
    class A_group {
        private TlObject create(String title) {
            TlObject user =
                    TlObject.of("inputUser").with("user_id", bert.id).with("access_hash", toBert.int64("access_hash"));
            return TlObject.of("messages.createChat")
                    .with("users", List.of(user))
                    .with("title", title);
        }

        private long made() throws IOException {
            TlObject updates = anna.ask(create("ours")).object("updates");
            return updates.objects("chats").get(0).int64("id");
        }

        @Test
        void tells_its_members_that_it_was_made() throws IOException {
            long id = made();
            TlObject message = bert.message();
            assertThat(message.name()).isEqualTo("messageService");
            assertThat(message.object("action").string("title")).isEqualTo("ours");
            assertThat(message.object("peer_id").int64("chat_id")).isEqualTo(id);
        }

        @Test
        void has_those_who_were_invited() throws IOException {
            TlObject full = anna.ask(TlObject.of("messages.getFullChat").with("chat_id", made()));
            assertThat(full.object("full_chat").object("participants").objects("participants"))
                    .extracting(participant -> participant.int64("user_id"))
                    .containsExactly(anna.id, bert.id);
        }

        @Test
        void is_written_into() throws IOException {
            long id = made();
            anna.ask(text(TlObject.of("inputPeerChat").with("chat_id", id), "hello", 5));
            bert.message();
            assertThat(bert.message().string("message")).isEqualTo("hello");
        }

        @Test
        void has_a_title() throws IOException {
            assertThat(anna.refusal(create("  "))).isEqualTo("CHAT_TITLE_EMPTY");
        }
    }

    @Test
    void a_channel_has_those_as_members_who_ask() throws IOException {
        TlObject news = anna.peer("news");
        TlObject channel = TlObject.of("inputChannel")
                .with("channel_id", news.int64("channel_id"))
                .with("access_hash", news.int64("access_hash"));
        TlObject who = TlObject.of("channels.getParticipant").with("channel", channel);
        assertThat(anna.ask(who.with("participant", TlObject.of("inputPeerSelf")))
                        .object("participant")
                        .name())
                .isEqualTo("channelParticipantAdmin");
        assertThat(anna.refusal(who.with("participant", toBert))).isEqualTo("USER_NOT_PARTICIPANT");
    }
}
