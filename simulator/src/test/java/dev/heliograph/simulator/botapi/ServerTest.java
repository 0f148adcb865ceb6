// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.simulator.world.WorldSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ServerTest {
    private final Desk desk = Desk.open();

    @Nested
    class A_token {
        @Test
        void is_good_the_first_time_whatever_its_secret() {
            assertThat(desk.get("/bot7:anything/getMe")
                            .path("result")
                            .path("id")
                            .asLong())
                    .isEqualTo(7);
        }

        @Test
        void with_another_secret_later_is_unauthorized() {
            desk.get("/bot7:one/getMe");

            assertThat(desk.get("/bot7:two/getMe").toString())
                    .isEqualTo("{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/botABC/getMe", "/bot0:ABC/getMe", "/bot:ABC/getMe", "/7:ABC/getMe", "/"})
        void of_another_form_is_not_found(String path) {
            assertThat(desk.get(path).toString())
                    .isEqualTo("{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}");
        }

        @Test
        void that_was_revoked_is_unauthorized_for_good() {
            desk.result("getMe", "{}");
            desk.world.incidents().revoke("botapi-" + Desk.BOT);

            assertThat(desk.refusal("getMe", "{}")).isEqualTo("401 Unauthorized");
            assertThat(desk.refusal("getMe", "{}")).isEqualTo("401 Unauthorized");
        }

        @Test
        void shows_in_nothing_that_is_printed() {
            BotApiRequest request = BotApiRequest.get("/bot7:secret/getMe");

            assertThat(request.toString() + Target.parse(request.path())).doesNotContain("secret");
        }
    }

    @Nested
    class A_method {
        @Test
        void is_known_in_any_case() {
            assertThat(desk.result("GETME", "{}").get("username").asString()).isEqualTo("bot42_bot");
        }

        @Test
        void that_is_not_emulated_says_so() {
            assertThat(desk.refusal("sendvideo", "{}"))
                    .isEqualTo("501 Not Implemented: this simulated server does not emulate the method sendVideo");
        }

        @Test
        void of_the_test_servers_are_taken() {
            assertThat(desk.result("test/getMe", "{}").path("is_bot").asBoolean())
                    .isTrue();
        }

        @Test
        void that_is_unknown_is_told_apart_from_a_bad_token() {
            assertThat(desk.refusal("sendNothing", "{}")).isEqualTo("404 Not Found: method not found");
        }
    }

    @Nested
    class Arguments {
        @Test
        void come_by_query() {
            JsonNode answer = desk.get("/bot42:ABC/sendMessage?chat_id=1000001&text=Hello%20there");

            assertThat(answer.path("result").path("text").asString()).isEqualTo("Hello there");
        }

        @Test
        void come_by_form() {
            BotApiResponse response = desk.timeline.await(desk.server.handle(new BotApiRequest(
                    "POST",
                    "/bot42:ABC/sendMessage",
                    "application/x-www-form-urlencoded; charset=utf-8",
                    new java.io.ByteArrayInputStream(
                            "chat_id=1000001&text=a%2Bb+c".getBytes(java.nio.charset.StandardCharsets.UTF_8)))));

            assertThat(Desk.tree(response).path("result").path("text").asString())
                    .isEqualTo("a+b c");
        }

        @Test
        void come_by_multipart() {
            BotApiResponse response = desk.multipart("sendMessage", """
                    --frontier
                    Content-Disposition: form-data; name="chat_id"

                    1000001
                    --frontier
                    Content-Disposition: form-data; name="text"
                    Content-Type: text/plain; charset=utf-8

                    two
                    lines
                    --frontier--
                    """);

            assertThat(Desk.tree(response).path("result").path("text").asString())
                    .isEqualTo("two\nlines");
        }

        @Test
        void of_the_body_win_over_the_query() {
            BotApiResponse response = desk.timeline.await(desk.server.handle(
                    BotApiRequest.json("/bot42:ABC/sendMessage?text=query&chat_id=1000001", "{\"text\":\"body\"}")));

            assertThat(Desk.tree(response).path("result").path("text").asString())
                    .isEqualTo("body");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sendMessage",
                    "sendPhoto",
                    "sendMediaGroup",
                    "editMessageText",
                    "editMessageCaption",
                    "editMessageReplyMarkup",
                    "deleteMessage",
                    "deleteMessages",
                    "forwardMessage",
                    "forwardMessages",
                    "copyMessage",
                    "getChat",
                    "sendChatAction",
                    "getUpdates",
                    "setWebhook",
                    "setMyCommands",
                })
        void that_make_no_sense_are_refused_and_break_nothing(String method) {
            String nonsense = "{'chat_id':1000001,'text':{'a':1},'media':[1],'message_id':'x','message_ids':['x'],"
                    + "'entities':[1],'reply_parameters':{'message_id':'y'},'commands':3,'allowed_updates':4,"
                    + "'photo':[],'caption':[],'reply_markup':{'inline_keyboard':[1]},'url':'::','from_chat_id':-7}";

            assertThat(desk.response(method, nonsense).status()).isBetween(200, 499);
        }

        @Test
        void that_break_whoever_reads_them_are_answered_all_the_same() {
            InputStream broken = new InputStream() {
                @Override
                public int read() {
                    throw new IllegalStateException("a mistake");
                }
            };

            assertThat(desk.timeline
                            .await(desk.server.handle(
                                    new BotApiRequest("POST", "/bot42:ABC/getMe", "application/json", broken)))
                            .status())
                    .isEqualTo(500);
            assertThat(desk.served).extracting(Served::status).containsExactly(500);
        }

        @ParameterizedTest
        @CsvSource({"70, 200", "71, 400"})
        void are_parted_by_a_boundary_of_seventy_characters_at_most(int length, int status) {
            String boundary = "b".repeat(length);
            String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--" + boundary
                    + "--\r\n";
            BotApiRequest request = new BotApiRequest(
                    "POST",
                    "/bot42:ABC/getMe",
                    "multipart/form-data; boundary=" + boundary,
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));

            assertThat(desk.timeline.await(desk.server.handle(request)).status())
                    .isEqualTo(status);
        }

        @Test
        void that_are_no_json_are_refused() {
            assertThat(desk.refusal("getMe", "{'a':")).isEqualTo("400 Bad Request: can't parse JSON object");
        }
    }

    @Nested
    class The_way {
        @Test
        void takes_its_latency_there_and_back() {
            desk.response("getMe", "{}");

            assertThat(desk.timeline.nanos()).isEqualTo(Duration.ofMillis(40).toNanos());
        }

        @Test
        void shrinks_with_the_time_scale() {
            Desk fast = Desk.openAtSpeed(10);

            fast.response("getMe", "{}");

            assertThat(fast.timeline.nanos()).isEqualTo(Duration.ofMillis(4).toNanos());
            assertThat(fast.server.now()).isEqualTo(Duration.ofMillis(40).toNanos());
        }

        @Test
        void loses_requests_before_they_are_carried_out() {
            Desk lossy = Desk.open(WorldSettings.calm(1).with(Fault.LOST_BEFORE, 1));

            assertThat(lossy.response("sendMessage", "{'chat_id':1000001,'text':'x'}")
                            .cut())
                    .isTrue();
            assertThat(lossy.world.accepted()).isEmpty();
        }

        @Test
        void loses_requests_that_were_written_too() {
            Desk lossy = Desk.open(WorldSettings.calm(1).with(Fault.LOST_UNREAD, 1));

            assertThat(lossy.response("sendMessage", "{'chat_id':1000001,'text':'x'}")
                            .cut())
                    .isTrue();
            assertThat(lossy.world.accepted()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"LOST_AFTER", "DISCONNECTS"})
        void loses_answers_after_they_were_carried_out(Fault fault) {
            Desk lossy = Desk.open(WorldSettings.calm(1).with(fault, 1));

            assertThat(lossy.response("sendMessage", "{'chat_id':1000001,'text':'x'}")
                            .cut())
                    .isTrue();
            assertThat(lossy.world.accepted()).hasSize(1);
            assertThat(lossy.served.get(0).status()).isEqualTo(200);
        }

        @Test
        void answers_with_an_error_what_it_carried_out() {
            Desk restarting = Desk.open(WorldSettings.calm(1).with(Fault.SERVER_ERRORS_AFTER, 1));

            BotApiResponse response = restarting.response("sendMessage", "{'chat_id':1000001,'text':'x'}");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).contains("Internal Server Error: restart");
            assertThat(restarting.world.accepted()).hasSize(1);
        }

        @Test
        void answers_that_a_message_was_deleted_at_once_which_it_took() {
            Desk strict = Desk.open(WorldSettings.calm(1).with(Fault.DELETED_AT_ONCE, 1));

            BotApiResponse response = strict.response("sendMessage", "{'chat_id':1000001,'text':'x'}");
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.text()).contains("sent message was immediately deleted");
            assertThat(strict.world.accepted()).hasSize(1);
            assertThat(strict.served.get(0).misreport()).isEqualTo(Fault.DELETED_AT_ONCE);
        }

        @Test
        void answers_with_what_belongs_to_the_call_before() {
            Desk confused = Desk.open(WorldSettings.calm(1).with(Fault.FOREIGN_ANSWERS, 1));

            confused.result("sendMessage", "{'chat_id':1000001,'text':'first'}");
            assertThat(confused.result("sendMessage", "{'chat_id':1000002,'text':'second'}")
                            .path("text")
                            .asString())
                    .isEqualTo("first");
            assertThat(confused.world.accepted()).hasSize(2);
            assertThat(confused.served.get(1).misreport()).isEqualTo(Fault.FOREIGN_ANSWERS);
        }

        @Test
        void asks_for_a_pause_in_words_that_nobody_knows() {
            Desk foreign = Desk.open(WorldSettings.calm(1).with(Fault.FLOODS, 1).with(Fault.UNKNOWN_WORDS, 1));

            BotApiResponse response = foreign.response("sendMessage", "{'chat_id':1000001,'text':'x'}");
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.text()).contains("retry_after").doesNotContain("Too Many Requests");
        }

        @Test
        void answers_late() {
            Desk slow = Desk.open(WorldSettings.calm(1).with(Fault.DELAYS, 1));

            slow.result("getMe", "{}");

            assertThat(slow.timeline.nanos())
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
        }

        @Test
        void has_servers_that_fail_with_json_or_with_a_page_of_a_gateway() {
            Desk broken = Desk.open();
            broken.result("getMe", "{}");
            broken.world.incidents().rate(Fault.SERVER_ERRORS, 1);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                BotApiResponse response = broken.response("sendMessage", "{'chat_id':1000001,'text':'x'}");
                statuses.add(response.status());
                assertThat(response.contentType())
                        .isEqualTo(response.status() == 502 ? "text/html" : "application/json");
            }

            assertThat(statuses).contains(500, 502).containsOnly(500, 502);
            assertThat(broken.world.accepted()).isEmpty();
        }
    }

    @Nested
    class A_limit {
        @Test
        void is_answered_with_the_wait() {
            for (int i = 0; i < 3; i++) {
                desk.send(Inhabitants.ALICE, "m" + i);
            }
            BotApiResponse response = desk.response("sendMessage", "{'chat_id':1000001,'text':'x'}");

            assertThat(response.status()).isEqualTo(429);
            assertThat(response.headers()).containsEntry("Retry-After", "1");
            assertThat(Desk.tree(response).toString())
                    .isEqualTo("{\"ok\":false,\"error_code\":429,\"description\":"
                            + "\"Too Many Requests: retry after 1\",\"parameters\":{\"retry_after\":1}}");
        }

        @Test
        void holds_nothing_against_those_who_were_under_way() {
            List<CompletableFuture<BotApiResponse>> burst = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                burst.add(desk.ask("sendMessage", "{'chat_id':1000001,'text':'x'}")
                        .toCompletableFuture());
            }
            burst.forEach(desk.timeline::await);

            assertThat(desk.world.judgement().insidePenalty()).isZero();
        }

        @Test
        void grows_for_those_who_were_told_and_knock_again() {
            for (int i = 0; i < 4; i++) {
                desk.response("sendMessage", "{'chat_id':1000001,'text':'x'}");
            }
            assertThat(desk.refusal("sendMessage", "{'chat_id':1000001,'text':'x'}"))
                    .isEqualTo("429 Too Many Requests: retry after 2");
            assertThat(desk.world.judgement().insidePenalty()).isEqualTo(1);
        }
    }

    @Test
    void other_routes_are_served_beside_the_bots() {
        desk.server.route(
                "/simulator/",
                request -> CompletableFuture.completedFuture(
                        BotApiResponse.json(200, "{\"path\":\"" + request.path() + "\"}")));

        assertThat(desk.get("/simulator/score").path("path").asString()).isEqualTo("/simulator/score");
    }

    @Test
    void a_route_that_breaks_is_answered_for() {
        desk.server.route("/simulator/", request -> {
            throw new IllegalStateException("a mistake");
        });

        assertThat(desk.get("/simulator/score").path("error_code").asInt()).isEqualTo(500);
    }

    @Test
    void listeners_are_told_of_every_request_that_is_over() {
        desk.send(Inhabitants.ALICE, "x");

        assertThat(desk.served)
                .containsExactly(
                        new Served(Desk.BOT, "sendMessage", Inhabitants.ALICE, true, 200, false, null, 0, 40_000_000));
    }

    @Test
    void closing_ends_what_waits() {
        CompletableFuture<BotApiResponse> poll =
                desk.ask("getUpdates", "{'timeout':50}").toCompletableFuture();
        desk.pass(Duration.ofSeconds(1));

        desk.server.close();

        assertThat(desk.timeline.await(poll).status()).isEqualTo(500);
        assertThat(desk.response("getMe", "{}").cut()).isTrue();
    }
}
