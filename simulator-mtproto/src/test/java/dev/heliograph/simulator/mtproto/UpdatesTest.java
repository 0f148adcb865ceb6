// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Inhabitants;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpdatesTest {
    private static final long BOT = 100;

    private final Exchange exchange = new Exchange();
    private final TelegramLoopback telegram = exchange.telegram;

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    private int pts(Handset handset) throws IOException {
        return handset.call("updates.getState").int32("pts");
    }

    @Nested
    class A_message {
        @Test
        void is_told_with_the_next_number_and_with_its_sender() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            telegram.write(BOT, Inhabitants.ALICE, "hello");
            TlObject told = bot.told();
            TlObject update = told.objects("updates").get(0);
            assertThat(update.name()).isEqualTo("updateNewMessage");
            assertThat(update.object("message").string("message")).isEqualTo("hello");
            assertThat(update.int32("pts")).isEqualTo(before + 1);
            assertThat(update.int32("pts_count")).isEqualTo(1);
            assertThat(told.objects("users"))
                    .anySatisfy(user -> assertThat(user.string("username", "")).isEqualTo("alice"));
        }

        @Test
        void is_told_to_other_sessions_but_not_to_its_own() throws IOException {
            Handset one = exchange.bot(BOT);
            Handset two = exchange.bot(BOT);
            TlObject message = Handset.sent(one.send(one.resolve("alice"), "hi"));
            assertThat(two.update().object("message")).isEqualTo(message);
            telegram.write(BOT, Inhabitants.ALICE, "answer");
            assertThat(one.update().object("message").string("message")).isEqualTo("answer");
        }

        @Test
        void of_a_channel_has_a_count_of_its_own() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            bot.send(bot.resolve("news"), "first");
            telegram.writeInto(Inhabitants.NEWS, Inhabitants.ALICE, "second");
            TlObject update = bot.update();
            assertThat(update.name()).isEqualTo("updateNewChannelMessage");
            assertThat(update.int32("pts")).isEqualTo(3);
            assertThat(update.object("message").flag("post")).isTrue();
            assertThat(pts(bot)).isEqualTo(before);
        }

        @Test
        void waits_for_a_client_that_is_away() throws IOException {
            Handset bot = exchange.bot(BOT);
            telegram.breakConnections();
            telegram.write(BOT, Inhabitants.ALICE, "hello");
            bot.reconnect();
            bot.caller.send(TlObject.of("ping").with("ping_id", 1L));
            assertThat(bot.update().object("message").string("message")).isEqualTo("hello");
        }
    }

    @Nested
    class A_difference {
        @Test
        void is_empty_where_nothing_was_missed() throws IOException {
            Handset bot = exchange.bot(BOT);
            assertThat(bot.difference(pts(bot)).is("updates.differenceEmpty")).isTrue();
        }

        @Test
        void has_what_nobody_was_told() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            telegram.loseUpdate(BOT);
            telegram.write(BOT, Inhabitants.ALICE, "lost");
            telegram.write(BOT, Inhabitants.ALICE, "told");
            assertThat(bot.update().int32("pts")).isEqualTo(before + 2);
            TlObject difference = bot.difference(before);
            assertThat(difference.objects("new_messages"))
                    .extracting(message -> message.string("message"))
                    .containsExactly("lost", "told");
            assertThat(difference.object("state").int32("pts")).isEqualTo(before + 2);
        }

        @Test
        void tells_a_sender_which_message_is_its_own() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            TlObject query = bot.message(bot.resolve("alice"), "hi");
            bot.call(query);
            TlObject known = bot.difference(before).objects("other_updates").get(0);
            assertThat(known.name()).isEqualTo("updateMessageID");
            assertThat(known.int64("random_id")).isEqualTo(query.int64("random_id"));
        }

        @Test
        void goes_as_far_as_is_asked_for() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            telegram.write(BOT, Inhabitants.ALICE, "one");
            telegram.write(BOT, Inhabitants.ALICE, "two");
            TlObject part = bot.call(TlObject.of("updates.getDifference")
                    .with("pts", before)
                    .with("pts_limit", 1)
                    .with("date", 0)
                    .with("qts", 0));
            assertThat(part.objects("new_messages")).hasSize(1);
            assertThat(part.object("intermediate_state").int32("pts")).isEqualTo(before + 1);
        }

        @Test
        void comes_in_parts() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            for (int i = 0; i < 150; i++) {
                telegram.write(BOT, Inhabitants.ALICE, "m" + i);
            }
            TlObject first = bot.difference(before);
            assertThat(first.name()).isEqualTo("updates.differenceSlice");
            assertThat(first.objects("new_messages")).hasSize(100);
            TlObject rest = bot.difference(first.object("intermediate_state").int32("pts"));
            assertThat(rest.objects("new_messages")).hasSize(50);
        }

        @Test
        void may_be_too_long() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            for (int i = 0; i < 2001; i++) {
                telegram.write(BOT, Inhabitants.ALICE, "m" + i);
            }
            // the world keeps a thousand for who is slow to fetch, so the box may have skipped some; it is too long
            // anyway
            TlObject difference = bot.difference(before - 1);
            assertThat(difference.is("updates.differenceTooLong")).isTrue();
        }

        @Test
        void of_a_channel_has_its_messages() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject news = bot.resolve("news");
            bot.send(news, "first");
            telegram.writeInto(Inhabitants.NEWS, Inhabitants.ALICE, "second");
            TlObject difference = bot.channelDifference(news, 2);
            assertThat(difference.objects("new_messages"))
                    .extracting(message -> message.string("message"))
                    .containsExactly("second");
            assertThat(difference.int32("pts")).isEqualTo(3);
            assertThat(difference.flag("final")).isTrue();
        }

        @Test
        void of_a_channel_begins_anew_where_too_much_was_missed() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject news = bot.resolve("news");
            bot.send(news, "first");
            TlObject difference = bot.channelDifference(news, 500);
            assertThat(difference.name()).isEqualTo("updates.channelDifferenceTooLong");
            assertThat(difference.object("dialog").int32("pts")).isEqualTo(2);
            assertThat(difference.objects("messages")).hasSize(1);
        }
    }

    @Nested
    class A_basic_group {
        private final TlObject group = Handset.group(Inhabitants.BASIC_GROUP);

        @Test
        void shares_the_numbers_of_the_account() throws IOException {
            Handset bot = exchange.bot(BOT);
            int before = pts(bot);
            TlObject message = Handset.sent(bot.send(group, "first"));
            assertThat(message.int32("id")).isGreaterThan(1_000_000_000);
            assertThat(pts(bot)).isEqualTo(before + 1);
        }

        @Test
        void has_messages_in_order_although_older_ones_are_seen_later() throws IOException {
            Handset other = exchange.bot(BOT + 1);
            other.send(group, "old");
            Handset bot = exchange.bot(BOT);
            int fresh = Handset.sent(bot.send(group, "new")).int32("id");
            TlObject history = bot.call(TlObject.of("messages.getHistory")
                    .with("peer", group)
                    .with("offset_id", 0)
                    .with("offset_date", 0)
                    .with("add_offset", 0)
                    .with("limit", 10)
                    .with("max_id", 0)
                    .with("min_id", 0)
                    .with("hash", 0L));
            List<TlObject> messages = history.objects("messages");
            assertThat(messages)
                    .extracting(message -> message.string("message"))
                    .containsExactly("new", "old");
            assertThat(messages.get(0).int32("id")).isEqualTo(fresh);
            assertThat(messages.get(1).int32("id")).isLessThan(fresh);
        }

        @Test
        void has_messages_that_can_be_changed_and_deleted() throws IOException {
            Handset bot = exchange.bot(BOT);
            int id = Handset.sent(bot.send(group, "first")).int32("id");
            TlObject edited = bot.call(TlObject.of("messages.editMessage")
                    .with("peer", group)
                    .with("id", id)
                    .with("message", "changed"));
            assertThat(Handset.sent(edited).int32("id")).isEqualTo(id);
            TlObject deleted = bot.call(TlObject.of("messages.deleteMessages").with("id", List.of(id)));
            assertThat(deleted.int32("pts_count")).isEqualTo(1);
            TlObject gone = bot.call(TlObject.of("messages.getMessages")
                    .with("id", List.of(TlObject.of("inputMessageID").with("id", id))));
            assertThat(gone.objects("messages").get(0).is("messageEmpty")).isTrue();
        }

        @Test
        void may_become_a_supergroup() throws IOException {
            Handset bot = exchange.bot(BOT);
            bot.send(group, "first");
            long next = telegram.incidents().upgrade(Inhabitants.BASIC_GROUP);
            TlObject told = bot.told();
            assertThat(told.objects("chats"))
                    .anySatisfy(chat -> assertThat(chat.has("migrated_to")).isTrue());
            assertThat(told.objects("chats"))
                    .anySatisfy(chat -> assertThat(chat.int64("id")).isEqualTo(-1_000_000_000_000L - next));
            assertThat(Handset.refusal(bot.send(group, "again"))).isEqualTo("400 PEER_ID_INVALID");
        }
    }
}
