// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChatsTest {
    private static final String CHAT = "{'@type':'chat','id':55}";
    private static final String UNKNOWN = ScriptedTd.error(400, "Chat not found");

    private final Office office = Office.ofUser();

    private static OutgoingMessage.Builder to(String peer) {
        return OutgoingMessage.to(peer).text("x");
    }

    @Nested
    class A_name {
        @Test
        void is_asked_for_once() {
            office.td.always("searchPublicChat", request -> CHAT);
            assertThat(office.send(to("@Somebody")).orThrow().chatId()).isEqualTo(55);
            assertThat(office.send(to("@somebody")).isDone()).isTrue();
            assertThat(office.request("searchPublicChat").path("username").asString())
                    .isEqualTo("somebody");
        }

        @Test
        void is_asked_for_once_by_all_who_wait() {
            office.td.always("searchPublicChat", request -> CHAT);
            var first = office.start(to("@somebody"));
            var second = office.start(to("@somebody"));
            office.time.await(first);
            assertThat(office.time.await(second).isDone()).isTrue();
            assertThat(office.td.requests("searchPublicChat")).hasSize(1);
        }

        @Test
        void is_asked_for_again_after_hours() {
            office.td.always("searchPublicChat", request -> CHAT);
            office.send(to("@somebody"));
            office.time.advance(Duration.ofHours(7));
            office.send(to("@somebody"));
            assertThat(office.td.requests("searchPublicChat")).hasSize(2);
        }

        @Test
        void that_nobody_has_is_not_asked_for_again_for_minutes() {
            office.td.always("searchPublicChat", request -> ScriptedTd.error(400, "USERNAME_NOT_OCCUPIED"));
            Failure nobody = new Failure.Rejected(SendStatus.NOT_FOUND, 400, "USERNAME_NOT_OCCUPIED");
            assertThat(office.failure(to("@nobody"))).isEqualTo(nobody);
            assertThat(office.failure(to("@nobody"))).isEqualTo(nobody);
            assertThat(office.td.requests("searchPublicChat")).hasSize(1);
            office.time.advance(Duration.ofMinutes(6));
            office.failure(to("@nobody"));
            assertThat(office.td.requests("searchPublicChat")).hasSize(2);
        }

        @Test
        void that_could_not_be_asked_for_is_asked_for_again() {
            office.td.next("searchPublicChat", ScriptedTd.error(429, "Too Many Requests: retry after 25"));
            assertThat(office.failure(to("@somebody")))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            flood -> assertThat(flood.retryAfter()).isEqualTo(Duration.ofSeconds(25)));
            office.td.always("searchPublicChat", request -> CHAT);
            assertThat(office.send(to("@somebody")).isDone()).isTrue();
        }

        @Test
        void whose_chat_is_gone_is_asked_for_again() {
            office.td.always("searchPublicChat", request -> CHAT);
            office.td.next("sendMessage", UNKNOWN);
            office.failure(to("@somebody"));
            office.send(to("@somebody"));
            assertThat(office.td.requests("searchPublicChat")).hasSize(2);
        }
    }

    @Nested
    class An_id {
        @Test
        void of_oneself_is_that_of_the_account() {
            assertThat(office.send(to("me")).orThrow().chatId()).isEqualTo(Office.SELF);
        }

        @Test
        void is_asked_for_once() {
            office.send(to("55"));
            office.send(to("55"));
            assertThat(office.td.requests("getChat")).hasSize(1);
        }

        @Test
        void that_only_its_old_name_leads_to_is_found_by_that() {
            office.usernames.put(55L, "Somebody");
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> UNKNOWN);
            office.td.always("searchPublicChat", request -> CHAT);
            assertThat(office.send(to("55")).orThrow().chatId()).isEqualTo(55);
            assertThat(office.request("searchPublicChat").path("username").asString())
                    .isEqualTo("somebody");
            assertThat(office.td.requests("loadChats")).isEmpty();
        }

        @Test
        void is_found_by_its_old_name_by_all_who_wait() {
            office.usernames.put(55L, "somebody");
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> UNKNOWN);
            office.td.always("searchPublicChat", request -> CHAT);
            office.td.always("loadChats", request -> ScriptedTd.error(404, "Not Found"));
            var first = office.start(to("55"));
            var second = office.start(to("55"));
            assertThat(office.time.await(first).isDone()).isTrue();
            assertThat(office.time.await(second).isDone()).isTrue();
            assertThat(office.td.requests("searchPublicChat")).hasSize(1);
        }

        @Test
        void whose_old_name_is_that_of_another_is_not_taken_for_it() {
            office.usernames.put(56L, "somebody");
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> UNKNOWN);
            office.td.always("searchPublicChat", request -> CHAT);
            office.td.always("loadChats", request -> ScriptedTd.error(404, "Not Found"));
            assertThat(office.failure(to("56"))).isInstanceOf(Failure.Rejected.class);
            assertThat(office.td.requests("sendMessage")).isEmpty();
        }

        @Test
        void of_a_person_whom_tdlib_knows_without_a_chat_gets_one() {
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> "{'@type':'user','id':55}");
            office.td.always("createPrivateChat", request -> CHAT);
            assertThat(office.send(to("55")).isDone()).isTrue();
            assertThat(office.request("createPrivateChat").path("force").asBoolean())
                    .isTrue();
            assertThat(office.td.requests("loadChats")).isEmpty();
        }

        @Test
        void of_a_supergroup_is_asked_for_by_its_own_number() {
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getSupergroup", request -> "{'@type':'supergroup','id':9}");
            office.td.always("createSupergroupChat", request -> "{'@type':'chat','id':-1000000000009}");
            assertThat(office.send(to("-1000000000009")).isDone()).isTrue();
            assertThat(office.request("getSupergroup").path("supergroup_id").asLong())
                    .isEqualTo(9);
        }

        @Test
        void of_a_basic_group_is_asked_for_by_its_own_number() {
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getBasicGroup", request -> "{'@type':'basicGroup','id':9}");
            office.td.always("createBasicGroupChat", request -> "{'@type':'chat','id':-9}");
            assertThat(office.send(to("-9")).isDone()).isTrue();
            assertThat(office.request("getBasicGroup").path("basic_group_id").asLong())
                    .isEqualTo(9);
        }

        @Test
        void that_a_user_has_not_seen_is_looked_for_in_its_list_once() {
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> ScriptedTd.error(400, "User not found"));
            office.td.next("loadChats", "{'@type':'ok'}");
            office.td.always("loadChats", request -> ScriptedTd.error(404, "Not Found"));
            Failure nobody = new Failure.Rejected(SendStatus.NOT_FOUND, 400, "CHAT_NOT_FOUND");
            assertThat(office.failure(to("55"))).isEqualTo(nobody);
            assertThat(office.failure(to("56"))).isEqualTo(nobody);
            assertThat(office.td.requests("loadChats")).hasSize(2);
        }

        @Test
        void that_stands_in_the_list_is_found() {
            office.td.next("getChat", UNKNOWN);
            office.td.always("getUser", request -> ScriptedTd.error(400, "User not found"));
            office.td.always("loadChats", request -> ScriptedTd.error(404, "Not Found"));
            assertThat(office.send(to("55")).isDone()).isTrue();
        }

        @Test
        void is_not_called_unknown_where_the_list_could_not_be_read() {
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> ScriptedTd.error(400, "User not found"));
            office.td.always("loadChats", request -> ScriptedTd.error(429, "Too Many Requests: retry after 9"));
            assertThat(office.failure(to("55"))).isInstanceOf(Failure.Throttled.class);
        }

        @Test
        void is_not_looked_for_further_than_it_stands() {
            office.td.next("getChat", UNKNOWN);
            office.td.always("getUser", request -> ScriptedTd.error(400, "User not found"));
            office.td.always("loadChats", request -> "{'@type':'ok'}");
            assertThat(office.send(to("55")).isDone()).isTrue();
            assertThat(office.td.requests("loadChats")).hasSize(1);
        }

        @Test
        void is_not_looked_for_without_end() {
            office.td.always("getChat", request -> UNKNOWN);
            office.td.always("getUser", request -> ScriptedTd.error(400, "User not found"));
            office.td.always("loadChats", request -> "{'@type':'ok'}");
            office.failure(to("55"));
            assertThat(office.td.requests("loadChats")).hasSize(10);
        }

        @Test
        void that_nobody_has_written_from_is_not_found_by_a_bot() {
            Office bot = Office.ofBot();
            bot.td.always("getChat", request -> UNKNOWN);
            bot.td.always("getUser", request -> ScriptedTd.error(400, "User not found"));
            assertThat(bot.failure(to("55"))).isInstanceOf(Failure.Rejected.class);
            assertThat(bot.td.requests("loadChats")).isEmpty();
        }

        @Test
        void is_not_given_up_because_of_a_flood() {
            office.td.always("getChat", request -> ScriptedTd.error(429, "Too Many Requests: retry after 3"));
            assertThat(office.failure(to("55"))).isInstanceOf(Failure.Throttled.class);
        }
    }

    @Nested
    class A_group_that_became_a_supergroup {
        private static final String UPGRADE =
                "{'@type':'updateBasicGroup','basic_group':{'id':9,'upgraded_to_supergroup_id':12}}";
        private static final Event MIGRATION = new Event.ChatMigrated(-9, -1_000_000_000_012L);

        @Test
        void is_told_of() {
            office.td.says(UPGRADE);
            office.td.says(UPGRADE);
            office.time.settle();
            assertThat(office.events).containsExactly(MIGRATION);
        }

        @Test
        void is_told_of_to_whoever_writes_to_the_old_one() {
            office.td.says(UPGRADE);
            office.time.settle();
            office.events.clear();
            assertThat(office.failure(to("-9")))
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
            assertThat(office.events).containsExactly(MIGRATION);
        }

        @Test
        void is_told_of_to_whoever_wrote_just_then() {
            office.td.accepting = false;
            var sending = office.start(to("-9"));
            office.time.settle();
            office.td.says(UPGRADE);
            office.td.refuses(-9, office.td.newest(), 400, "CHAT_WRITE_FORBIDDEN", 0);
            assertThat(Office.failure(office.time.await(sending)))
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
        }

        @Test
        void that_is_an_ordinary_group_is_none() {
            office.td.says("{'@type':'updateBasicGroup','basic_group':{'id':9,'upgraded_to_supergroup_id':0}}");
            office.time.settle();
            assertThat(office.events).isEmpty();
        }
    }
}
