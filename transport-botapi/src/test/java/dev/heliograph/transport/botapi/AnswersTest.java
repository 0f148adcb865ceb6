// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.EntityLookup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd servers: what each answer is taken for. */
class AnswersTest {
    private static final String PAGE = "<html><head><title>Bad Gateway</title></head></html>";

    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort());
    private SocketBot bot;

    @BeforeAll
    static void listen() {
        SERVER.start();
    }

    @AfterAll
    static void end() {
        SERVER.stop();
    }

    @BeforeEach
    void open() {
        SERVER.resetAll();
        stub("getMe", aResponse().withBody("{\"ok\":true,\"result\":" + ScriptedHttp.ME + "}"));
        bot = new SocketBot(URI.create(SERVER.baseUrl())).connected();
    }

    @AfterEach
    void close() {
        bot.close();
    }

    private void stub(String method, ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlEqualTo(SocketBot.PATH + method)).willReturn(answer));
    }

    private static RequestPatternBuilder requested(String method) {
        return postRequestedFor(urlEqualTo(SocketBot.PATH + method));
    }

    private static ResponseDefinitionBuilder error(int status, String description, String parameters) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description + "\""
                        + parameters + "}");
    }

    private Failure afterSend(ResponseDefinitionBuilder answer) {
        stub("sendMessage", answer);
        Failure failure = bot.failure();
        SERVER.verify(1, requested("sendMessage"));
        return failure;
    }

    private Failure afterLookUp(ResponseDefinitionBuilder answer) {
        stub("getChat", answer);
        Outcome<Entity> outcome = bot.clockwork.await(
                bot.link.facet(EntityLookup.class).orElseThrow().lookUp(Peer.of(5)));
        assertThat(outcome.failure()).isNotNull();
        return outcome.failure();
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                400 | Bad Request: chat not found                                  | NOT_FOUND | CHAT_NOT_FOUND
                400 | Bad Request: message is too long                             | TOO_LONG  | MESSAGE_TOO_LONG
                400 | Bad Request: message caption is too long                     | TOO_LONG  | MEDIA_CAPTION_TOO_LONG
                413 | Request Entity Too Large                                     | TOO_LONG  | REQUEST_TOO_LARGE
                400 | Bad Request: message text is empty                           | FAILED    | MESSAGE_EMPTY
                400 | Bad Request: can't parse entities: no end at byte offset 3   | FAILED    | BAD_MARKUP
                400 | Bad Request: message to be replied not found                 | NOT_FOUND | REPLY_MESSAGE_ID_INVALID
                400 | Bad Request: message thread not found                        | NOT_FOUND | TOPIC_DELETED
                400 | Bad Request: TOPIC_CLOSED                                    | FORBIDDEN | TOPIC_CLOSED
                400 | Bad Request: not enough rights to send text messages         | FORBIDDEN | CHAT_SEND_PLAIN_FORBIDDEN
                400 | Bad Request: not enough rights to send photos to the chat    | FORBIDDEN | CHAT_SEND_PHOTOS_FORBIDDEN
                400 | Bad Request: have no rights to send a message                | FORBIDDEN | CHAT_WRITE_FORBIDDEN
                400 | Bad Request: PEER_ID_INVALID                                 | NOT_FOUND | PEER_ID_INVALID
                403 | Forbidden: bot was blocked by the user                       | FORBIDDEN | USER_IS_BLOCKED
                403 | Forbidden: user is deactivated                               | FORBIDDEN | INPUT_USER_DEACTIVATED
                403 | Forbidden: bot was kicked from the supergroup chat           | FORBIDDEN | NOT_A_MEMBER
                403 | Forbidden: bot is not a member of the channel chat           | FORBIDDEN | NOT_A_MEMBER
                403 | Forbidden: bot can't initiate conversation with a user       | FORBIDDEN | BOT_NOT_STARTED
                403 | Forbidden: bot can't send messages to bots                   | FORBIDDEN | BOT_TO_BOT
                403 | Forbidden: bots can't send messages to bots                  | FORBIDDEN | BOT_TO_BOT
                403 | Forbidden: the group chat was deleted                        | NOT_FOUND | CHAT_DELETED
                400 | Bad Request: file is too big                                 | TOO_LONG  | FILE_TOO_LARGE
                400 | Bad Request: wrong file identifier/HTTP URL specified        | FAILED    | FILE_ID_INVALID
                400 | Bad Request: file must be non-empty                          | FAILED    | FILE_EMPTY
                403 | Forbidden: something new                                     | FORBIDDEN | Forbidden: something new
                """)
        void a_refusal_for_good_is_rejected(int code, String text, SendStatus status, String reason) {
            assertThat(afterSend(error(code, text, ""))).isEqualTo(new Failure.Rejected(status, code, reason));
        }

        /** Client.cpp, on_closed: messages that the server has taken up are answered so as well. */
        @ParameterizedTest
        @CsvSource({
            "500, Internal Server Error: restart",
            "500, Internal Server Error: request aborted",
            "500, Internal Server Error: sent message was immediately deleted and can't be returned",
            "500, Internal Server Error",
            "502, Bad Gateway",
            "503, Service Unavailable",
            "504, Gateway Timeout",
        })
        void an_error_of_the_server_in_json_leaves_a_send_unsure_and_costs_a_look_up_nothing(int code, String text) {
            String wait = ",\"parameters\":{\"retry_after\":1}";
            assertThat(afterSend(error(code, text, wait))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(afterLookUp(error(code, text, wait)))
                    .isInstanceOfSatisfying(
                            Failure.Unavailable.class,
                            failure -> assertThat(failure.origin()).isEqualTo(Failure.Origin.SERVER));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "200", "308", "600", "99999999999", "\"x\"", "null"})
        void a_number_that_is_none_of_an_error_leaves_a_send_unsure(String code) {
            assertThat(afterSend(
                            aResponse().withBody("{\"ok\":false,\"error_code\":" + code + ",\"description\":\"x\"}")))
                    .isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void words_of_the_server_hold_nothing_that_moves_a_terminal() {
            assertThat(afterSend(error(400, "a\\u001b[31m\\r\\nFORGED \\u202e", "")))
                    .isEqualTo(new Failure.Rejected(SendStatus.FAILED, 400, "a [31m  FORGED"));
        }

        @Test
        void a_description_without_an_end_is_cut() {
            assertThat(afterSend(error(400, "chat not found " + "x y ".repeat(750_000), "")))
                    .isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "CHAT_NOT_FOUND"));
        }

        @Test
        void an_error_counts_by_its_own_code_and_not_by_the_status() {
            assertThat(
                            afterSend(
                                    aResponse()
                                            .withBody(
                                                    "{\"ok\":false,\"error_code\":403,\"description\":\"bot was blocked by the user\"}")))
                    .isEqualTo(new Failure.Rejected(SendStatus.FORBIDDEN, 403, "USER_IS_BLOCKED"));
        }

        @Test
        void an_unauthorized_token_is_lost_and_the_message_may_have_been_sent() {
            assertThat(afterSend(error(401, "Unauthorized", "")))
                    .isEqualTo(new Failure.SessionLost("UNAUTHORIZED", true));
        }

        @Test
        void a_bot_that_was_logged_out_is_lost_and_the_message_may_have_been_sent() {
            assertThat(afterSend(error(400, "Logged out", ""))).isEqualTo(new Failure.SessionLost("LOGGED_OUT", true));
        }

        @Test
        void a_token_that_the_server_does_not_take_has_sent_nothing() {
            assertThat(afterSend(error(401, "Unauthorized: invalid token specified", "")))
                    .isEqualTo(new Failure.SessionLost("UNAUTHORIZED"));
        }

        @Test
        void a_refusal_with_fields_that_nobody_knows_is_a_refusal() {
            assertThat(afterSend(
                            error(400, "Bad Request: chat not found", ",\"parameters\":{\"adaptive\":{\"x\":[1]}}")))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    @Nested
    class Floods {
        @ParameterizedTest
        @CsvSource({
            "'{\"retry_after\":7}', 7",
            "'{\"retry_after\":0}', 1",
            "'{\"retry_after\":-3}', 1",
            "'{\"retry_after\":6.2}', 7",
            "'{\"retry_after\":\"9\"}', 9",
            "'{\"retry_after\":1e300}', 31622400",
            "'{\"retry_after\":\"2.5\"}', 3",
            "'{\"retry_after\":\"1e300\"}', 31622400",
            "'{\"retry_after\":99999999999999999999}', 31622400",
            "'{\"retry_after\":\"soon\"}', 4",
            "'{\"retry_after\":[5]}', 4",
            "'{}', 4",
            "'{\"retry_after\":null}', 4"
        })
        void the_wait_is_the_servers(String parameters, long seconds) {
            assertThat(afterSend(error(429, "Too Many Requests: retry after 4", ",\"parameters\":" + parameters)))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(seconds), FloodScope.REQUEST, "FLOOD_WAIT"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "Слишком много запросов", "Calm down, 3 of 5"})
        void the_wait_is_the_servers_whatever_its_words(String words) {
            for (int code : new int[] {420, 429}) {
                stub("sendMessage", error(code, words, ",\"parameters\":{\"retry_after\":3600}"));
                assertThat(((Failure.Throttled) bot.failure()).retryAfter()).isEqualTo(Duration.ofHours(1));
            }
        }

        @Test
        void the_wait_of_unknown_words_may_be_told_by_the_header() {
            assertThat(afterSend(error(429, "x", "").withHeader("Retry-After", "90")))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(90), FloodScope.REQUEST, "x"));
        }

        @Test
        void a_flood_without_json_is_a_flood() {
            assertThat(afterSend(aResponse()
                            .withStatus(429)
                            .withHeader("Retry-After", "11")
                            .withBody(PAGE)))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(11), FloodScope.REQUEST, "FLOOD_WAIT"));
        }

        @Test
        void a_flood_without_any_number_is_a_second() {
            assertThat(afterSend(aResponse().withStatus(429).withBody(PAGE)))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(1), FloodScope.REQUEST, "FLOOD_WAIT"));
        }

        @Test
        void a_wait_may_be_a_date() {
            Failure.Throttled throttled = (Failure.Throttled)
                    afterSend(aResponse().withStatus(429).withHeader("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"));
            assertThat(throttled.retryAfter()).isEqualTo(Duration.ofDays(366));
        }
    }

    @Nested
    class Pages {
        @ParameterizedTest
        @ValueSource(ints = {200, 400, 401, 403, 404, 500, 502, 503, 504})
        void a_page_of_a_gateway_leaves_a_send_unsure(int status) {
            assertThat(afterSend(aResponse().withStatus(status).withBody(PAGE))).isInstanceOf(Failure.Ambiguous.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 400, 401, 404, 502})
        void a_page_of_a_gateway_costs_a_look_up_nothing(int status) {
            assertThat(afterLookUp(aResponse().withStatus(status).withBody(PAGE)))
                    .isInstanceOfSatisfying(
                            Failure.Unavailable.class,
                            failure -> assertThat(failure.origin()).isEqualTo(Failure.Origin.SERVER));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "{\"ok\":true,\"result\":{\"message_id\":1",
                    "null",
                    "[]",
                    "42",
                    "{}",
                    "{\"ok\":true}",
                    "{\"ok\":\"yes\",\"result\":{}}",
                    "{\"error_code\":400}",
                    "\uFFFD"
                })
        void what_is_not_an_answer_leaves_a_send_unsure(String body) {
            assertThat(afterSend(aResponse().withBody(body))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void a_page_that_says_too_large_is_certain() {
            assertThat(afterSend(aResponse().withStatus(413).withBody(PAGE)))
                    .isEqualTo(new Failure.Rejected(SendStatus.TOO_LONG, 413, "REQUEST_TOO_LARGE"));
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void a_redirection_is_not_followed(int status) {
            stub("elsewhere", aResponse().withBody("{\"ok\":true,\"result\":{}}"));
            assertThat(afterSend(aResponse()
                            .withStatus(status)
                            .withHeader("Location", SERVER.baseUrl() + SocketBot.PATH + "elsewhere")))
                    .isInstanceOf(Failure.Ambiguous.class);
            SERVER.verify(0, anyRequestedFor(urlEqualTo(SocketBot.PATH + "elsewhere")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[]",
                    "true",
                    "{\"message_id\":\"7\"}",
                    "{\"message_id\":99999999999999999999}",
                    "{\"message_id\":-7}",
                    "{\"message_id\":7.5}",
                    "{\"message_id\":7,\"chat\":{\"id\":6}}",
                    "{\"message_id\":7,\"chat\":{\"id\":99999999999999999999}}",
                    "{\"message_id\":7,\"chat\":{}}",
                    "[{\"message_id\":7,\"chat\":{\"id\":5}}]",
                    "[{}]"
                })
        void a_result_that_is_no_message_leaves_a_send_unsure(String result) {
            assertThat(afterSend(aResponse().withBody("{\"ok\":true,\"result\":" + result + "}")))
                    .isInstanceOf(Failure.Ambiguous.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"9000000000000000000", "-1", "0", "99999999999999999999", "\"x\"", "null", "1.5e300"})
        void a_date_that_cannot_be_is_the_time_of_the_answer(String date) {
            stub(
                    "sendMessage",
                    aResponse()
                            .withBody("{\"ok\":true,\"result\":{\"message_id\":7,\"date\":" + date
                                    + ",\"chat\":{\"id\":5}}}"));
            assertThat(bot.send().orThrow().date())
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
        }

        @Test
        void a_message_that_the_server_will_send_later_has_no_number_yet() {
            stub("sendMessage", aResponse().withBody("{\"ok\":true,\"result\":{\"message_id\":0}}"));
            assertThat(bot.send(OutgoingMessage.to(5).text("x")).orThrow().messageId())
                    .isZero();
        }

        @Test
        void a_result_in_an_answer_of_trouble_is_not_trusted() {
            assertThat(afterSend(aResponse().withStatus(502).withBody("{\"ok\":true,\"result\":{}}")))
                    .isInstanceOf(Failure.Ambiguous.class);
        }
    }

    @Nested
    class Cuts {
        @Test
        void an_answer_that_is_longer_than_what_comes_leaves_a_send_unsure() {
            assertThat(afterSend(
                            aResponse().withHeader("Content-Length", "5000").withBody("{\"ok\":true")))
                    .isInstanceOf(Failure.Ambiguous.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "EMPTY_RESPONSE",
                    "MALFORMED_RESPONSE_CHUNK",
                    "RANDOM_DATA_THEN_CLOSE",
                    "CONNECTION_RESET_BY_PEER"
                })
        void a_connection_that_breaks_leaves_a_send_unsure(Fault fault) {
            assertThat(afterSend(aResponse().withFault(fault))).isInstanceOf(Failure.Ambiguous.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER"})
        void a_connection_that_breaks_costs_a_look_up_nothing(Fault fault) {
            assertThat(afterLookUp(aResponse().withFault(fault)))
                    .isInstanceOfSatisfying(
                            Failure.Unavailable.class,
                            failure -> assertThat(failure.origin()).isEqualTo(Failure.Origin.NETWORK));
        }

        @Test
        void a_body_that_comes_too_slowly_leaves_a_send_unsure() {
            try (SocketBot hasty = new SocketBot(URI.create(SERVER.baseUrl()), Duration.ofSeconds(2)).connected()) {
                stub(
                        "sendMessage",
                        aResponse().withBody("{\"ok\":true,\"result\":{}}").withChunkedDribbleDelay(10, 30_000));
                assertThat(hasty.failure()).isEqualTo(new Failure.Ambiguous("no answer within 2 s"));
            }
        }
    }

    @Nested
    class Requests {
        @Test
        void a_text_is_posted_as_json() {
            stub(
                    "sendMessage",
                    aResponse().withBody("{\"ok\":true,\"result\":{\"message_id\":3,\"date\":5,\"chat\":{\"id\":5}}}"));
            assertThat(bot.send(OutgoingMessage.to(5).html("a <b>\u0131</b>"))
                            .orThrow()
                            .messageId())
                    .isEqualTo(3);
            SERVER.verify(
                    1,
                    requested("sendMessage")
                            .withHeader("Content-Type", equalTo("application/json"))
                            .withRequestBody(equalToJson("{\"chat_id\":5,\"text\":\"a \u0131\","
                                    + "\"entities\":[{\"type\":\"bold\",\"offset\":2,\"length\":1}]}")));
        }

        @Test
        void a_large_file_arrives_byte_for_byte(@TempDir Path folder) throws IOException {
            byte[] content = new byte[3_000_001];
            new Random(7).nextBytes(content);
            Path file = Files.write(folder.resolve("big \u0131.bin"), content);
            stub("sendDocument", aResponse().withBody("{\"ok\":true,\"result\":{\"message_id\":3}}"));
            AtomicLong moved = new AtomicLong();
            OutgoingMessage message = OutgoingMessage.to(5)
                    .text("words")
                    .media(Media.document(MediaFile.of(file)))
                    .build();
            bot.clockwork
                    .await(bot.link.send(new dev.heliograph.spi.transport.SendRequest(
                            message.peer(), message, 1, (bytes, total) -> moved.set(bytes))))
                    .orThrow();
            assertThat(moved).hasValue(content.length);
            SERVER.verify(
                    1,
                    requested("sendDocument")
                            .withRequestBodyPart(aMultipart("document")
                                    .withHeader("Content-Disposition", containing("big \u0131.bin"))
                                    .withBody(binaryEqualTo(content))
                                    .build())
                            .withRequestBodyPart(aMultipart("caption")
                                    .withBody(equalTo("words"))
                                    .build()));
        }
    }
}
