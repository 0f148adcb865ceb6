// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.simulator.botapi.BotApiRequest;
import dev.heliograph.simulator.botapi.BotApiResponse;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.TelegramError;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatorPagesTest {
    private final World world = World.of(WorldSettings.calm(1), Instant.parse("2026-01-01T00:00:00Z"));
    private final SessionKey bot = world.key("bot-7", 7, true, null);
    private final List<String> changes = new ArrayList<>();
    private final SimulatorPages pages =
            new SimulatorPages(world, () -> 0, new ScoreSheet(world), () -> changes.add("changed"));

    SimulatorPagesTest() {
        world.connect(new Call(bot, 0, 0), () -> {}).orThrow();
    }

    /** A door that counts. */
    private static final class Counting implements ServerDoor.Opened {
        private int counted;

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public @Nullable Path library() {
            return null;
        }

        @Override
        public Map<String, Object> score() {
            return Map.of("counted", counted);
        }

        @Override
        public void resetScore() {
            counted = 0;
        }

        @Override
        public void close() {}
    }

    @Nested
    class Reading {
        @Test
        void the_score_is_json() {
            send(42);
            JsonNode score = JsonMapper.shared().readTree(get("score").text());
            assertThat(score.propertyNames())
                    .containsExactly(
                            "accepted",
                            "unique",
                            "duplicates",
                            "out_of_order",
                            "too_many_requests",
                            "requests",
                            "inside_penalty",
                            "first_accepted",
                            "last_accepted",
                            "seconds",
                            "per_second",
                            "chats",
                            "dropped_before",
                            "dropped_after",
                            "server_errors",
                            "misreports",
                            "not_emulated");
            assertThat(score.path("accepted").asInt()).isEqualTo(1);
            assertThat(score.path("first_accepted").asString()).isEqualTo("2026-01-01T00:00:00Z");
        }

        @Test
        void the_score_has_that_of_another_door() {
            Counting door = new Counting();
            pages.alsoScore("other", door);
            door.counted = 3;
            assertThat(JsonMapper.shared()
                            .readTree(get("score").text())
                            .at("/other/counted")
                            .asInt())
                    .isEqualTo(3);
            done("reset-score", "");
            assertThat(JsonMapper.shared()
                            .readTree(get("score").text())
                            .at("/other/counted")
                            .asInt())
                    .isZero();
        }

        @Test
        void what_was_accepted_is_a_line_each() {
            send(42);
            send(43);
            assertThat(get("accepted").contentType()).isEqualTo("application/x-ndjson");
            assertThat(get("accepted").text().lines())
                    .containsExactly(
                            "{\"at\":\"2026-01-01T00:00:00Z\",\"bot\":7,\"chat\":42,\"message_id\":1,\"text\":\"x\"}",
                            "{\"at\":\"2026-01-01T00:00:00Z\",\"bot\":7,\"chat\":43,\"message_id\":2,\"text\":\"x\"}");
        }

        @Test
        void begins_anew_after_a_reset() {
            send(42);
            done("reset-score", "");
            assertThat(get("accepted").text()).isEmpty();
        }
    }

    @Nested
    class Moving {
        @Test
        void a_person_writes_to_the_bot() {
            done("write", "{\"bot\": 7, \"from\": 42, \"text\": \"hello\"}");
            assertThat(world.fetch(bot)).singleElement().isInstanceOfSatisfying(Event.NewMessage.class, event -> {
                assertThat(event.message().chatId()).isEqualTo(42);
                assertThat(event.message().text().text()).isEqualTo("hello");
            });
        }

        @Test
        void a_person_writes_into_a_group_that_the_bot_is_added_to() {
            String wish = "{\"chat\": " + Inhabitants.GROUP + ", \"from\": 42, \"text\": \"hello\"";
            done("write", wish + "}");
            assertThat(world.fetch(bot)).as("it is no member").isEmpty();
            done("write", wish + ", \"bot\": \"7:secret\"}");
            assertThat(world.fetch(bot))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Event.NewMessage.class,
                            event -> assertThat(event.message().chatId()).isEqualTo(Inhabitants.GROUP));
        }

        @Test
        void a_flood_closes_one_chat_or_all() {
            done("flood", "{\"bot\": 7, \"chat\": 42, \"seconds\": 2}");
            assertThat(send(42)).isEqualTo("FLOOD_WAIT_2");
            assertThat(send(43)).isEqualTo("accepted");
            done("flood", "{\"bot\": 7, \"seconds\": 30}");
            assertThat(send(43)).isEqualTo("FLOOD_WAIT_30");
        }

        @Test
        void a_person_blocks_one_bot_or_everybody_and_comes_back() {
            done("block", "{\"bot\": 7, \"person\": 42}");
            done("block", "{\"person\": 43}");
            assertThat(send(42)).isEqualTo("USER_IS_BLOCKED");
            assertThat(send(43)).isEqualTo("USER_IS_BLOCKED");
            done("unblock", "{\"bot\": 7, \"person\": 42}");
            done("unblock", "{\"person\": 43}");
            assertThat(send(42)).isEqualTo("accepted");
            assertThat(send(43)).isEqualTo("accepted");
        }

        @Test
        void limits_change_in_silence() {
            done("limits", "{\"bot\": 7, \"chat\": \"1/s burst 1\"}");
            assertThat(send(42)).isEqualTo("accepted");
            assertThat(send(42)).isEqualTo("FLOOD_WAIT_1");
        }

        @Test
        void faults_come_and_the_world_heals() {
            done("faults", "{\"faults\": \"server-errors=1\"}");
            assertThat(send(42)).isNotEqualTo("accepted");
            done("heal", "{}");
            assertThat(send(42)).isEqualTo("accepted");
        }
    }

    @Test
    void whoever_minds_the_world_is_told_of_what_was_done_and_of_nothing_else() {
        get("score");
        post("heal", "no json");
        assertThat(changes).isEmpty();
        done("heal", "{}");
        assertThat(changes).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write | no json            | The body is no JSON: expected an object.",
                "write | [7]                | The body is no JSON object.",
                "write | {'from': 5}        | 'text' is missing: expected a text.",
                "write | {'from': 5, 'text': 5} | 'text' is 5: expected a text.",
                "write | {'from': -5, 'text': 'x'} | 'from' is -5: expected the positive id of a person.",
                "write | {'from': 5, 'text': 'x'} | 'bot' is missing: expected the number of a bot or its token.",
                "write | {'from': 5, 'text': 'x', 'bot': 8} | Bot 8 has not called yet",
                "write | {'from': 5, 'text': 'x', 'chat': -5} | chat -5: expected a group or channel of this world",
                "flood | {'bot': 7}         | 'seconds' is missing: expected a number.",
                "flood | {'bot': 7, 'seconds': 0} | 'seconds' is 0: expected a number above 0 and up to 86400.",
                "limits | {'bot': 7, 'speed': '1/s'} | 'speed' is not known here: expected bot, session, chat, group.",
                "limits | {'bot': 7, 'chat': 'fast'} | limit 'fast': expected a rate",
                "faults | {'faults': 'rain'} | expected calm, chaos or a list such as",
                "heal  | {'bot': 7}         | 'bot' is not known here: expected nothing.",
            })
    void what_cannot_be_done_is_said_in_a_sentence(String page, String wish, String sentence) {
        BotApiResponse response = post(page, wish.replace('\'', '"'));
        assertThat(response.status()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(response.text())
                        .path("description")
                        .asString())
                .contains(sentence);
    }

    @Test
    void a_token_is_never_repeated() {
        assertThat(post("write", "{\"from\": 5, \"text\": \"x\", \"bot\": \"eight:secret\"}")
                        .text())
                .doesNotContain("secret");
        assertThat(post("write", "{\"from\": 5, \"text\": \"x\", \"bot\": \"8:secret\"}")
                        .text())
                .doesNotContain("secret");
    }

    @Test
    void other_pages_and_methods_are_refused() {
        assertThat(get("weather").status()).isEqualTo(404);
        assertThat(get("weather").text()).contains("score", "reset-score");
        assertThat(get("heal").status()).isEqualTo(405);
        assertThat(post("score", "").headers()).containsEntry("Allow", "GET");
    }

    private void done(String page, String wish) {
        assertThat(post(page, wish).text()).isEqualTo("{\"ok\":true}");
    }

    private BotApiResponse get(String page) {
        return answer(BotApiRequest.get("/simulator/" + page));
    }

    private BotApiResponse post(String page, String body) {
        return answer(BotApiRequest.json("/simulator/" + page, body));
    }

    private BotApiResponse answer(BotApiRequest request) {
        return pages.answer(request).toCompletableFuture().join();
    }

    private String send(long chatId) {
        OutgoingMessage message = OutgoingMessage.to(chatId).text("x").build();
        TelegramError error =
                world.send(new Call(bot, 0, 0), Peer.of(chatId), message, 0).error();
        return error == null ? "accepted" : error.text();
    }
}
