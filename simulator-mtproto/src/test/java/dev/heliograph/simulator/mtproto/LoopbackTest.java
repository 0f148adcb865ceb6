// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static dev.heliograph.simulator.mtproto.Handset.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.Inhabitants;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoopbackTest {
    private static final long BOT = 100;

    private final Exchange exchange = new Exchange();
    private final TelegramLoopback telegram = exchange.telegram;

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    private long accepted(String text) {
        return telegram.accepted().stream()
                .filter(message -> message.text().equals(text))
                .count();
    }

    @Nested
    class A_message {
        @Test
        void is_accepted_as_it_was_sent() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject bold = TlObject.of("messageEntityBold").with("offset", 0).with("length", 2);
            TlObject link = TlObject.of("messageEntityTextUrl")
                    .with("offset", 3)
                    .with("length", 2)
                    .with("url", "https://example.org/");
            TlObject updates =
                    bot.call(bot.message(bot.resolve("alice"), "hi you").with("entities", List.of(bold, link)));
            TlObject message = Handset.sent(updates);
            assertThat(message.string("message")).isEqualTo("hi you");
            assertThat(message.objects("entities")).containsExactlyInAnyOrder(bold, link);
            assertThat(message.flag("out")).isTrue();
            assertThat(accepted("hi you")).isEqualTo(1);
        }

        @Test
        void that_comes_twice_is_sent_once() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject query = bot.message(bot.resolve("alice"), "once");
            TlObject first = bot.call(query);
            assertThat(bot.call(query).objects("updates")).isEqualTo(first.objects("updates"));
            assertThat(accepted("once")).isEqualTo(1);
        }

        @Test
        void may_not_go_to_somebody_whose_hash_is_wrong() throws IOException {
            Handset user = exchange.user("15550001");
            TlObject alice = user.resolve("alice");
            assertThat(refusal(user.send(alice.with("access_hash", 5L), "x"))).isEqualTo("400 PEER_ID_INVALID");
            TlObject news = user.resolve("news");
            assertThat(refusal(user.send(news.with("access_hash", 5L), "x"))).isEqualTo("400 CHANNEL_INVALID");
        }

        @Test
        void of_a_bot_needs_no_hash() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject peer = TlObject.of("inputPeerUser").with("user_id", 777L).with("access_hash", 0L);
            assertThat(Handset.sent(bot.send(peer, "x")).string("message")).isEqualTo("x");
        }

        @Test
        void may_be_planned_by_a_user() throws IOException {
            Handset user = exchange.user("15550001");
            int date = (int) exchange.second() + 7200;
            TlObject updates =
                    user.call(user.message(user.resolve("alice"), "later").with("schedule_date", date));
            assertThat(updates.objects("updates").get(1).is("updateNewScheduledMessage"))
                    .isTrue();
            assertThat(Handset.sent(updates).int32("date")).isEqualTo(date);
            assertThat(accepted("later")).isZero();
        }

        @Test
        void may_be_found_again() throws IOException {
            Handset user = exchange.user("15550001");
            TlObject alice = user.resolve("alice");
            user.send(alice, "needle");
            user.send(alice, "hay");
            TlObject found = user.call(TlObject.of("messages.search")
                    .with("peer", alice)
                    .with("q", "NEED")
                    .with("filter", TlObject.of("inputMessagesFilterEmpty"))
                    .with("min_date", 0)
                    .with("max_date", 0)
                    .with("offset_id", 0)
                    .with("add_offset", 0)
                    .with("limit", 10)
                    .with("max_id", 0)
                    .with("min_id", 0)
                    .with("hash", 0L));
            assertThat(found.objects("messages"))
                    .extracting(message -> message.string("message"))
                    .containsExactly("needle");
        }

        @Test
        void leaves_its_chat_in_the_list() throws IOException {
            Handset user = exchange.user("15550001");
            user.send(user.resolve("news"), "post");
            user.send(user.resolve("alice"), "hi");
            TlObject dialogs = user.call(dialogs(2));
            assertThat(dialogs.objects("dialogs")).hasSize(2);
            assertThat(dialogs.objects("messages")).hasSize(2);
        }

        @Test
        void that_moves_a_chat_up_does_not_move_the_next_page_of_the_list() throws IOException {
            Handset user = exchange.user("15550001");
            TlObject alice = user.resolve("alice");
            user.send(alice, "first");
            user.send(user.resolve("bob"), "second");
            TlObject last = user.call(dialogs(2)).objects("messages").get(1);
            user.send(alice, "third");
            TlObject next = user.call(dialogs(2)
                    .with("offset_date", last.int32("date"))
                    .with("offset_id", last.int32("id"))
                    .with("offset_peer", alice));
            assertThat(last.string("message")).isEqualTo("first");
            assertThat(next.objects("messages")).isEmpty();
        }

        private TlObject dialogs(int limit) {
            return TlObject.of("messages.getDialogs")
                    .with("offset_date", 0)
                    .with("offset_id", 0)
                    .with("offset_peer", TlObject.of("inputPeerEmpty"))
                    .with("limit", limit)
                    .with("hash", 0L);
        }
    }

    @Nested
    class A_fault {
        @Test
        void may_be_a_refusal_of_the_next_call() throws IOException {
            Handset bot = exchange.bot(BOT);
            telegram.failNext("help.getConfig", 420, "FLOOD_WAIT_7");
            assertThat(refusal(bot.call("help.getConfig"))).isEqualTo("420 FLOOD_WAIT_7");
            assertThat(bot.call("help.getConfig").is("config")).isTrue();
        }

        @Test
        void may_lose_an_answer_to_what_was_done() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject query = bot.message(bot.resolve("alice"), "lost");
            telegram.loseNextAnswer("messages.sendMessage");
            long id = bot.caller.send(query);
            assertThatThrownBy(() -> bot.caller.answer(id, query.name())).isInstanceOf(IOException.class);
            assertThat(accepted("lost")).isEqualTo(1);
            bot.reconnect();
            assertThat(Handset.sent(bot.call(query)).string("message")).isEqualTo("lost");
            assertThat(accepted("lost")).isEqualTo(1);
        }

        @Test
        void may_lose_a_call_before_anything_was_done() throws IOException {
            Handset bot = exchange.bot(BOT);
            TlObject query = bot.message(bot.resolve("alice"), "unread");
            telegram.rate(Fault.LOST_BEFORE, 1);
            long id = bot.caller.send(query);
            assertThatThrownBy(() -> bot.caller.answer(id, query.name())).isInstanceOf(IOException.class);
            assertThat(accepted("unread")).isZero();
        }

        @Test
        void may_make_one_method_slow_and_no_other() throws IOException {
            Handset bot = exchange.bot(BOT);
            telegram.delay("help.getConfig", Duration.ofMillis(300));
            long slow = bot.caller.send(TlObject.of("help.getConfig"));
            bot.call("help.getNearestDc");
            assertThat(bot.caller.heard()).noneMatch(heard -> heard.answers() == slow);
            assertThat(bot.caller.answer(slow, "help.getConfig").is("config")).isTrue();
        }

        @Test
        void may_be_a_key_that_is_forgotten() throws IOException {
            Handset bot = exchange.bot(BOT);
            telegram.forgetKeys();
            assertThatThrownBy(() -> bot.caller.await("pong")).isInstanceOf(IOException.class);
            bot.reconnect();
            bot.caller.send(TlObject.of("updates.getState"));
            assertThatThrownBy(() -> bot.caller.await("pong")).hasMessage("error -404");
        }

        @Test
        void of_the_world_is_told_in_its_words() throws IOException {
            Handset bot = exchange.bot(BOT);
            telegram.incidents().flood(BOT, Inhabitants.ALICE, Duration.ofSeconds(30), telegram.now());
            assertThat(refusal(bot.send(bot.resolve("alice"), "x"))).startsWith("420 FLOOD_WAIT_");
            assertThat(telegram.world().judgement().floods()).isEqualTo(1);
        }
    }

    @Nested
    class A_call_that_nobody_answers {
        @Test
        void is_refused_and_remembered() throws IOException {
            Handset bot = exchange.bot(BOT);
            exchange.expectUnknown("help.getInviteText");
            assertThat(refusal(bot.call("help.getInviteText"))).isEqualTo("400 METHOD_NOT_EMULATED");
            assertThatThrownBy(telegram::verify)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("help.getInviteText");
        }
    }

    @Test
    void counts_calls() throws IOException {
        Handset bot = exchange.bot(BOT);
        bot.call("help.getConfig");
        bot.call("help.getConfig");
        assertThat(telegram.calls("help.getConfig")).isEqualTo(2);
        assertThat(telegram.calls()).startsWith("auth.importBotAuthorization").endsWith("help.getConfig");
        telegram.verify();
    }
}
