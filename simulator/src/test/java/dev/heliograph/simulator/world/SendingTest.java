// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SendingTest {
    private final Town town = Town.calm();
    private final SessionKey bot = town.bot(7);
    private final SessionKey user = town.user(5);

    private static Media photo() {
        return Media.photo(MediaFile.of("a.jpg", new byte[1]));
    }

    private List<Message> history(SessionKey key, long chatId) {
        return page(key, HistoryQuery.of(Peer.of(chatId))).messages();
    }

    private HistoryPage page(SessionKey key, HistoryQuery query) {
        return town.world.history(town.call(key), query).orThrow();
    }

    private List<String> texts(SessionKey key, long chatId) {
        return history(key, chatId).stream().map(m -> m.text().text()).toList();
    }

    @Nested
    class Ids {
        @Test
        void ascend_over_all_private_chats_of_an_account() {
            long first = town.send(bot, 42, "a").orThrow().messageId();
            long second = town.send(bot, 43, "b").orThrow().messageId();

            assertThat(second).isGreaterThan(first);
        }

        @Test
        void ascend_for_all_members_of_a_group() {
            long first = town.send(bot, Inhabitants.GROUP, "a").orThrow().messageId();
            long second = town.send(user, Inhabitants.GROUP, "b").orThrow().messageId();

            // the first one of a supergroup says that it was created
            assertThat(List.of(first, second)).containsExactly(2L, 3L);
        }

        @Test
        void differ_in_the_boxes_of_two_accounts() {
            town.send(user, 42, "elsewhere").orThrow();
            town.pass(2);
            long sent = town.send(bot, 5, "a").orThrow().messageId();

            assertThat(history(user, 7)).singleElement().satisfies(received -> {
                assertThat(received.messageId()).isNotEqualTo(sent);
                assertThat(received.senderId()).isEqualTo(7);
                assertThat(received.outgoing()).isFalse();
            });
        }
    }

    @Nested
    class Content_that_is_refused {
        private String verdict(OutgoingMessage.Builder message) {
            return Town.verdict(town.send(bot, message.build()));
        }

        @Test
        void is_longer_than_4096_code_points() {
            assertThat(verdict(OutgoingMessage.to(42).text("\uD83D\uDE00".repeat(4096))))
                    .isEqualTo("accepted");
            assertThat(verdict(OutgoingMessage.to(42).text("\uD83D\uDE00".repeat(4097))))
                    .isEqualTo("MESSAGE_TOO_LONG");
        }

        @Test
        void has_a_caption_longer_than_1024() {
            assertThat(verdict(OutgoingMessage.to(42).media(photo()).text("x".repeat(1025))))
                    .isEqualTo("MEDIA_CAPTION_TOO_LONG");
        }

        @Test
        void answers_what_is_not_there() {
            assertThat(verdict(OutgoingMessage.to(42).text("x").replyTo(99))).isEqualTo("REPLY_MESSAGE_ID_INVALID");
        }

        @Test
        void is_no_fault_where_it_may_stand_alone() {
            OutgoingMessage.Builder message =
                    OutgoingMessage.to(42).text("x").replyTo(99).allowSendingWithoutReply(true);

            assertThat(verdict(message)).isEqualTo("accepted");
        }

        @Test
        void goes_to_a_topic_that_is_closed_or_missing() {
            OutgoingMessage.Builder message =
                    OutgoingMessage.to(Inhabitants.GROUP).text("x");

            assertThat(verdict(message.topic(1))).isEqualTo("accepted");
            assertThat(verdict(message.topic(3))).isEqualTo("accepted");
            assertThat(verdict(message.topic(4))).isEqualTo("TOPIC_CLOSED");
            assertThat(verdict(message.topic(5))).isEqualTo("TOPIC_DELETED");
            assertThat(verdict(
                            OutgoingMessage.to(Inhabitants.SLOW_GROUP).text("x").topic(2)))
                    .isEqualTo("TOPIC_DELETED");
        }
    }

    @Nested
    class A_repeated_random_id {
        private final OutgoingMessage message =
                OutgoingMessage.to(42).text("once").build();

        @Test
        void sends_nothing_and_names_the_first_message() {
            SentMessage first = town.send(user, message, 99).orThrow();
            town.pass(2);
            TelegramError error = town.send(user, message, 99).error();

            assertThat(error).isNotNull();
            assertThat(error.text()).isEqualTo("RANDOM_ID_DUPLICATE");
            assertThat(error.doneAs()).isEqualTo(first);
        }

        @Test
        void is_known_for_each_account_by_itself() {
            town.send(user, message, 99).orThrow();

            assertThat(Town.verdict(town.send(bot, message, 99))).isEqualTo("accepted");
        }
    }

    @Nested
    class Scheduled {
        private final Instant inAnHour = Town.EPOCH.plus(Duration.ofHours(1));

        private OutgoingMessage at(Instant when) {
            return OutgoingMessage.to(42).text("later").schedule(when).build();
        }

        @Test
        void messages_come_at_their_time() {
            SentMessage planned = town.send(user, at(inAnHour)).orThrow();
            assertThat(planned.date()).isEqualTo(inAnHour);
            assertThat(texts(user, 42)).isEmpty();

            town.pass(3600);
            assertThat(texts(user, 42)).containsExactly("later");
            assertThat(town.world.accepted())
                    .singleElement()
                    .satisfies(a -> assertThat(a.at()).isEqualTo(inAnHour));
        }

        @Test
        void messages_of_bots_are_refused() {
            assertThat(Town.verdict(town.send(bot, at(inAnHour)))).isEqualTo("SCHEDULE_BOT_NOT_ALLOWED");
        }

        @Test
        void messages_beyond_a_year_are_refused() {
            assertThat(Town.verdict(town.send(user, at(Town.EPOCH.plus(Duration.ofDays(400))))))
                    .isEqualTo("SCHEDULE_DATE_TOO_LATE");
        }

        @Test
        void messages_beyond_a_hundred_in_a_chat_are_refused() {
            for (int i = 0; i < 100; i++) {
                town.send(user, at(inAnHour.plusSeconds(3600))).orThrow();
                town.pass(2);
            }

            assertThat(Town.verdict(town.send(user, at(inAnHour)))).isEqualTo("SCHEDULE_TOO_MUCH");
        }
    }

    @Nested
    class Albums {
        @Test
        void are_as_many_messages_as_they_have_parts() {
            Media album = Media.album(List.of(photo(), photo(), photo()));
            SentMessage sent = town.send(
                            user,
                            OutgoingMessage.to(42).media(album).text("three").build())
                    .orThrow();

            assertThat(history(user, 42)).hasSize(3);
            assertThat(history(user, 42).get(2).messageId()).isEqualTo(sent.messageId());
            assertThat(texts(user, 42)).containsExactly("", "", "three");
        }
    }

    @Nested
    class People {
        @Test
        void who_want_to_hear_from_nobody_block_every_sender_but_those_they_wrote_to() {
            SessionKey other = town.bot(8);
            town.world.incidents().blockEverybody(42);
            assertThat(town.verdict(bot, 42)).isEqualTo("USER_IS_BLOCKED");
            town.world.incidents().write(7, 42, "hello", town.now);
            assertThat(town.verdict(bot, 42)).isEqualTo("accepted");
            assertThat(town.verdict(other, 42)).isEqualTo("USER_IS_BLOCKED");
            town.world.incidents().unblockEverybody(42);
            assertThat(town.verdict(other, 42)).isEqualTo("accepted");
        }

        @Test
        void who_blocked_one_account_still_hear_from_others() {
            town.world.incidents().block(7, 42);
            assertThat(town.verdict(bot, 42)).isEqualTo("USER_IS_BLOCKED");
            assertThat(town.verdict(user, 42)).isEqualTo("accepted");

            town.world.incidents().unblock(7, 42);
            assertThat(town.verdict(bot, 42)).isEqualTo("accepted");
        }

        @Test
        void are_what_their_id_makes_them() {
            Town harsh =
                    new Town(WorldSettings.calm(3).with(Fault.BLOCKERS, 0.3).with(Fault.DEACTIVATED, 0.3));
            SessionKey sender = harsh.bot(7);
            List<String> first = verdicts(harsh, sender);
            harsh.pass(600);

            assertThat(verdicts(harsh, sender)).isEqualTo(first);
            assertThat(first).contains("accepted", "USER_IS_BLOCKED", "INPUT_USER_DEACTIVATED");
        }

        private List<String> verdicts(Town there, SessionKey sender) {
            return java.util.stream.LongStream.range(100, 130)
                    .mapToObj(id -> there.verdict(sender, id))
                    .toList();
        }
    }

    @Nested
    class Restricted_accounts {
        @Test
        void may_not_write_to_strangers_but_to_those_who_wrote_first() {
            town.world.incidents().restrict(5, true);
            town.world.incidents().write(5, 42, "hello", town.now);

            assertThat(town.verdict(user, 43)).isEqualTo("PEER_FLOOD");
            assertThat(town.verdict(user, 42)).isEqualTo("accepted");
            assertThat(town.verdict(user, Inhabitants.GROUP)).isEqualTo("accepted");
        }

        @Test
        void that_are_frozen_may_only_read() {
            town.world.incidents().freeze(5, true);

            assertThat(town.verdict(user, 42)).isEqualTo("FROZEN_METHOD_INVALID");
            assertThat(texts(user, 42)).isEmpty();
            assertThat(town.world.fetch(user)).singleElement().isInstanceOf(Event.Notice.class);
        }
    }

    @Nested
    class Groups {
        @Test
        void tell_members_and_spare_bots_the_talk_of_bots() {
            SessionKey otherBot = town.bot(8);
            town.send(user, Inhabitants.GROUP, "I am here").orThrow();
            town.send(otherBot, Inhabitants.GROUP, "so am I").orThrow();
            town.world.fetch(user);
            town.world.fetch(otherBot);
            town.send(bot, Inhabitants.GROUP, "hello all").orThrow();

            assertThat(town.world.fetch(user)).hasSize(1);
            assertThat(town.world.fetch(otherBot)).isEmpty();
        }

        @Test
        void that_were_upgraded_name_their_new_id() {
            town.send(user, Inhabitants.BASIC_GROUP, "hello").orThrow();
            long id = town.world.incidents().upgrade(Inhabitants.BASIC_GROUP);
            TelegramError error =
                    town.send(user, Inhabitants.BASIC_GROUP, "again").error();

            assertThat(error).isNotNull();
            assertThat(error.migratedTo()).isEqualTo(id);
            assertThat(town.world.fetch(user)).contains(new Event.ChatMigrated(Inhabitants.BASIC_GROUP, id));
        }

        @Test
        void may_become_read_only() {
            town.world.incidents().readOnly(Inhabitants.GROUP, true);

            assertThat(town.verdict(bot, Inhabitants.GROUP)).isEqualTo("CHAT_WRITE_FORBIDDEN");
        }
    }

    @Nested
    class Changes {
        private final SentMessage sent = town.send(user, 7, "one").orThrow();
        private final MessageRef ref = new MessageRef(7, sent.messageId());

        @Test
        void of_the_text_are_seen_by_both() {
            town.world.fetch(bot);
            town.world.edit(town.call(user), ref, FormattedText.plain("two")).orThrow();

            assertThat(texts(bot, 5)).containsExactly("two");
            assertThat(town.world.fetch(bot)).singleElement().isInstanceOf(Event.MessageEdited.class);
        }

        @Test
        void of_what_others_wrote_are_refused() {
            long theirs = history(bot, 5).get(0).messageId();

            assertThat(Town.verdict(
                            town.world.edit(town.call(bot), new MessageRef(5, theirs), FormattedText.plain("mine"))))
                    .isEqualTo("MESSAGE_AUTHOR_REQUIRED");
        }

        @Test
        void that_change_nothing_say_so() {
            assertThat(Town.verdict(town.world.edit(town.call(user), ref, FormattedText.plain("one"))))
                    .isEqualTo("MESSAGE_NOT_MODIFIED");
        }

        @Test
        void by_deletion_hold_for_both() {
            town.world.fetch(bot);
            town.world.delete(town.call(user), 7, List.of(sent.messageId())).orThrow();

            assertThat(texts(bot, 5)).isEmpty();
            assertThat(town.world.fetch(bot)).singleElement().isInstanceOf(Event.MessagesDeleted.class);
        }
    }

    @Nested
    class History {
        @Test
        void is_searched_and_paged() {
            for (int i = 1; i <= 9; i++) {
                town.send(bot, 42, (i % 2 == 0 ? "Even " : "Odd ") + i).orThrow();
                town.pass(2);
            }
            HistoryQuery odd = HistoryQuery.of(Peer.of(42)).withSearch("ODD").withLimit(2);
            HistoryPage first = page(bot, odd);
            HistoryPage second = page(bot, odd.before(first.messages().get(1).messageId()));

            assertThat(first.messages()).extracting(m -> m.text().text()).containsExactly("Odd 9", "Odd 7");
            assertThat(first.total()).isEqualTo(5);
            assertThat(second.messages()).extracting(m -> m.text().text()).containsExactly("Odd 5", "Odd 3");
            assertThat(second.hasMore()).isTrue();
            assertThat(page(bot, odd.withOffset(4)).hasMore()).isFalse();
        }
    }
}
