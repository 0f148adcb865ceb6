// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.Inhabitants;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GettingUpdatesTest {
    private final Desk desk = Desk.open();

    @BeforeEach
    void the_bot_is_known() {
        desk.result("getMe", "{}");
    }

    private JsonNode updates(String json) {
        return desk.result("getUpdates", json);
    }

    private long write(String text) {
        desk.write(Inhabitants.ALICE, text);
        JsonNode last = updates("{'offset':-1}");
        return last.get(0).get("update_id").asLong();
    }

    private CompletableFuture<BotApiResponse> poll(String json) {
        CompletableFuture<BotApiResponse> poll = desk.ask("getUpdates", json).toCompletableFuture();
        desk.pass(Duration.ofMillis(100));
        return poll;
    }

    @Nested
    class An_update {
        @Test
        void is_a_message_with_everything_that_libraries_look_at() {
            desk.write(Inhabitants.ALICE, "/start now");

            assertThat(updates("{}").get(0).get("message").toString())
                    .isEqualTo("{\"message_id\":1,\"from\":{\"id\":1000001,\"is_bot\":false,\"first_name\":\"Alice\","
                            + "\"username\":\"alice\"},\"chat\":{\"id\":1000001,\"first_name\":\"Alice\","
                            + "\"username\":\"alice\",\"type\":\"private\"},\"date\":1767225600,\"text\":\"/start now\","
                            + "\"entities\":[{\"offset\":0,\"length\":6,\"type\":\"bot_command\"}]}");
        }

        @Test
        void comes_again_until_it_is_confirmed() {
            desk.write(Inhabitants.ALICE, "one");

            assertThat(updates("{}")).hasSize(1);
            assertThat(updates("{}")).hasSize(1);
        }

        @Test
        void is_confirmed_by_a_higher_offset() {
            long id = write("one");
            desk.write(Inhabitants.ALICE, "two");

            assertThat(desk.textsOf(updates("{'offset':" + (id + 1) + "}"))).containsExactly("two");
            assertThat(desk.textsOf(updates("{}"))).containsExactly("two");
        }

        @Test
        void has_the_next_id_after_the_one_before() {
            long first = write("one");

            assertThat(write("two")).isEqualTo(first + 1);
        }

        @Test
        void of_the_next_server_has_a_higher_id_than_the_bot_ever_saw() {
            long last = 0;
            for (int i = 0; i < 90; i++) {
                last = write("before");
            }
            desk.pass(Duration.ofMillis(1));
            Desk next = desk.restarted();
            next.result("getMe", "{}");
            next.write(Inhabitants.ALICE, "after");

            assertThat(next.textsOf(next.result("getUpdates", "{'offset':" + (last + 1) + "}")))
                    .containsExactly("after");
        }

        @Test
        void has_an_id_of_32_bits_at_any_time() {
            desk.pass(Duration.ofDays(21));

            Desk late = desk.restarted();
            late.result("getMe", "{}");
            late.write(Inhabitants.ALICE, "late");
            assertThat(late.result("getUpdates", "{}").get(0).get("update_id").asLong())
                    .isBetween(1L, (long) Integer.MAX_VALUE);
        }

        @Test
        void is_not_confirmed_by_an_offset_of_another_server() {
            long id = write("one");

            assertThat(desk.textsOf(updates("{'offset':" + (id + 1000) + "}"))).containsExactly("one");
        }

        @Test
        void is_forgotten_after_a_day() {
            desk.write(Inhabitants.ALICE, "one");
            desk.pass(Duration.ofHours(25));

            assertThat(updates("{}")).isEmpty();
        }

        @Test
        void of_a_kind_that_nobody_asked_for_is_not_kept() {
            updates("{'allowed_updates':['edited_message']}");
            desk.write(Inhabitants.ALICE, "one");

            assertThat(updates("{}")).isEmpty();
        }

        @Test
        void of_a_channel_is_a_post() {
            desk.send(Inhabitants.NEWS, "hello");
            desk.world.incidents().writeInto(Inhabitants.NEWS, Inhabitants.BOB, "news", desk.server.now());
            desk.timeline.settle();

            assertThat(updates("{}").get(0).get("channel_post").get("text").asString())
                    .isEqualTo("news");
        }

        @Test
        void tells_of_a_group_that_moved() {
            desk.send(Inhabitants.BASIC_GROUP, "hello");
            long to = desk.world.incidents().upgrade(Inhabitants.BASIC_GROUP);
            desk.timeline.settle();

            JsonNode updates = updates("{}");
            assertThat(updates.get(0).path("message").path("migrate_to_chat_id").asLong())
                    .isEqualTo(to);
            assertThat(updates.get(1)
                            .path("message")
                            .path("migrate_from_chat_id")
                            .asLong())
                    .isEqualTo(Inhabitants.BASIC_GROUP);
        }
    }

    @Test
    void a_negative_offset_leaves_the_last_ones_only() {
        desk.write(Inhabitants.ALICE, "one");
        desk.write(Inhabitants.ALICE, "two");
        desk.write(Inhabitants.ALICE, "three");

        assertThat(desk.textsOf(updates("{'offset':-2}"))).containsExactly("two", "three");
        assertThat(desk.textsOf(updates("{}"))).containsExactly("two", "three");
    }

    @Test
    void a_limit_leaves_the_rest_for_later() {
        desk.write(Inhabitants.ALICE, "one");
        desk.write(Inhabitants.ALICE, "two");

        assertThat(desk.textsOf(updates("{'limit':1}"))).containsExactly("one");
    }

    @Nested
    class A_poll {
        @Test
        void waits_for_an_update() {
            CompletableFuture<BotApiResponse> poll = poll("{'timeout':30}");
            desk.pass(Duration.ofSeconds(5));
            desk.write(Inhabitants.ALICE, "one");
            desk.pass(Duration.ofMillis(20));

            assertThat(poll).isCompleted();
            assertThat(desk.textsOf(Desk.tree(poll.join()).get("result"))).containsExactly("one");
        }

        @Test
        void is_empty_when_its_time_is_over() {
            CompletableFuture<BotApiResponse> poll = poll("{'timeout':30}");
            desk.pass(Duration.ofSeconds(29));
            assertThat(poll).isNotDone();

            desk.pass(Duration.ofSeconds(1));

            assertThat(Desk.tree(poll.join()).get("result")).isEmpty();
        }

        @Test
        void never_waits_for_more_than_fifty_seconds() {
            CompletableFuture<BotApiResponse> poll = poll("{'timeout':500}");
            desk.pass(Duration.ofSeconds(50));

            assertThat(poll).isDone();
        }

        @Test
        void is_ended_by_the_next_one() {
            CompletableFuture<BotApiResponse> first = poll("{'timeout':30}");
            CompletableFuture<BotApiResponse> second = poll("{'timeout':30}");

            assertThat(Desk.tree(first.join()).toString())
                    .isEqualTo("{\"ok\":false,\"error_code\":409,\"description\":\"Conflict: terminated by other"
                            + " getUpdates request; make sure that only one bot instance is running\"}");
            assertThat(second).isNotDone();
        }

        @Test
        void ends_when_the_key_is_withdrawn() {
            CompletableFuture<BotApiResponse> poll = poll("{'timeout':30}");
            desk.world.incidents().revoke("botapi-" + Desk.BOT);
            desk.pass(Duration.ofSeconds(1));

            assertThat(poll.join().status()).isEqualTo(401);
        }
    }

    @Nested
    class A_webhook {
        @Test
        void excludes_polling() {
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");

            assertThat(desk.refusal("getUpdates", "{}"))
                    .isEqualTo("409 Conflict: can't use getUpdates method while webhook is active;"
                            + " use deleteWebhook to delete the webhook first");
        }

        @Test
        void ends_a_poll() {
            CompletableFuture<BotApiResponse> poll = poll("{'timeout':30}");
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");

            assertThat(poll.join().status()).isEqualTo(409);
        }

        @Test
        void is_given_updates_with_its_secret() {
            desk.result("setWebhook", "{'url':'http://127.0.0.1:9/hook','secret_token':'s3'}");
            desk.write(Inhabitants.ALICE, "one");

            assertThat(desk.posted).hasSize(1);
            assertThat(desk.posted.get(0).url()).hasToString("http://127.0.0.1:9/hook");
            assertThat(desk.posted.get(0).secret()).isEqualTo("s3");
            assertThat(desk.posted.get(0).update().path("message").path("text").asString())
                    .isEqualTo("one");
        }

        @Test
        void is_given_what_waited_before_it_was_set() {
            desk.write(Inhabitants.ALICE, "one");
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");

            assertThat(desk.posted).hasSize(1);
        }

        @Test
        void is_spared_what_waited_where_it_asks_so() {
            desk.write(Inhabitants.ALICE, "one");
            desk.result("setWebhook", "{'url':'https://bots.example/hook','drop_pending_updates':true}");

            assertThat(desk.posted).isEmpty();
        }

        @Test
        void is_tried_again_with_growing_pauses_in_the_same_order() {
            desk.webhookStatus = 500;
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");
            desk.write(Inhabitants.ALICE, "one");
            desk.write(Inhabitants.ALICE, "two");
            desk.pass(Duration.ofMillis(3100));
            assertThat(desk.posted).hasSize(3);

            desk.webhookStatus = 200;
            desk.pass(Duration.ofSeconds(4));

            assertThat(desk.posted)
                    .extracting(posted ->
                            posted.update().path("message").path("text").asString())
                    .containsExactly("one", "one", "one", "one", "two");
        }

        @Test
        void is_tried_again_after_a_mistake_of_the_postman() {
            desk.webhookStatus = -1;
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");
            desk.write(Inhabitants.ALICE, "one");
            desk.webhookStatus = 200;
            desk.pass(Duration.ofSeconds(2));

            assertThat(desk.posted).hasSize(2);
            assertThat(desk.result("getWebhookInfo", "{}")
                            .get("last_error_message")
                            .asString())
                    .isEqualTo("Connection failed");
        }

        @Test
        void tells_what_went_wrong() {
            desk.webhookStatus = 503;
            desk.result("setWebhook", "{'url':'https://bots.example/hook','max_connections':7}");
            desk.write(Inhabitants.ALICE, "one");
            desk.timeline.settle();

            JsonNode info = desk.result("getWebhookInfo", "{}");
            assertThat(info.get("pending_update_count").asInt()).isEqualTo(1);
            assertThat(info.get("max_connections").asInt()).isEqualTo(7);
            assertThat(info.get("last_error_message").asString()).isEqualTo("Wrong response from the webhook: 503");
        }

        @Test
        void may_answer_with_a_call() {
            desk.webhookBody = "{\"method\":\"sendMessage\",\"chat_id\":1000001,\"text\":\"reply\"}";
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");
            desk.write(Inhabitants.ALICE, "one");
            desk.timeline.settle();

            assertThat(desk.world.accepted())
                    .extracting(accepted -> accepted.text())
                    .containsExactly("reply");
        }

        @Test
        void must_be_safe_unless_it_is_on_the_same_machine() {
            assertThat(desk.refusal("setWebhook", "{'url':'http://bots.example/hook'}"))
                    .isEqualTo("400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
        }

        @Test
        void gives_way_to_polling_when_it_is_deleted() {
            desk.result("setWebhook", "{'url':'https://bots.example/hook'}");
            assertThat(desk.answer("deleteWebhook", "{}").get("description").asString())
                    .isEqualTo("Webhook was deleted");

            assertThat(updates("{}")).isEmpty();
            assertThat(desk.result("getWebhookInfo", "{}").get("url").asString())
                    .isEmpty();
        }
    }
}
