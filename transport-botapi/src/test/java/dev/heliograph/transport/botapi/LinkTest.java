// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The life of a link, in virtual time. */
class LinkTest {
    private static Stream<ConnectionState> states(VirtualBot bot) {
        return bot.events.stream()
                .filter(event -> event.kind() == Event.Kind.CONNECTION_CHANGED)
                .map(event -> ((Event.ConnectionChanged) event).state());
    }

    private static Failure lastCause(VirtualBot bot) {
        return ((Event.ConnectionChanged) bot.events.get(bot.events.size() - 1)).cause();
    }

    private static Outcome<SentMessage> value(CompletionStage<Outcome<SentMessage>> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    @Nested
    class Configurations {
        private final EventSink nobody = (event, handled) -> true;

        private void refused(ClientConfig config, String... words) {
            VirtualBot bot = new VirtualBot();
            assertThatThrownBy(() -> bot.transport.link(config, nobody))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(words);
        }

        @Test
        void a_user_is_refused_with_what_is_needed() {
            refused(ClientConfig.named("me").phone("+905550000000").build(), "me", "botToken", "TELEGRAM_BOT_TOKEN");
        }

        @Test
        void a_token_of_another_form_is_refused_without_being_shown() {
            ClientConfig config = ClientConfig.named("me").botToken("0:secret").build();
            refused(config, "botToken", "@BotFather");
            VirtualBot bot = new VirtualBot();
            assertThatThrownBy(() -> bot.transport.link(config, nobody)).hasMessageNotContaining("secret");
        }

        @Test
        void a_socks_proxy_is_refused() {
            refused(
                    ClientConfig.named("me")
                            .botToken(VirtualBot.TOKEN)
                            .proxy(ProxyConfig.parse("socks5://localhost:1080"))
                            .build(),
                    "proxy",
                    "HTTP",
                    "SOCKS");
        }
    }

    @Nested
    class Connecting {
        @Test
        void the_server_says_who_the_token_belongs_to() {
            VirtualBot bot = new VirtualBot("updates=none");
            assertThat(bot.connect().orThrow().account().value()).isEqualTo(7);
            assertThat(bot.connect().orThrow().username()).isEqualTo("seven_bot");
            assertThat(states(bot)).containsExactly(ConnectionState.CONNECTING, ConnectionState.READY);
            assertThat(bot.server.methods()).containsExactly("getMe");
        }

        @Test
        void a_refused_token_is_lost() {
            for (HttpAnswer refusal :
                    List.of(ScriptedHttp.error(401, "Unauthorized"), ScriptedHttp.error(404, "Not Found"))) {
                VirtualBot bot = new VirtualBot();
                bot.server.answer("getMe", refusal);
                assertThat(bot.connect().failure()).isInstanceOf(Failure.SessionLost.class);
                assertThat(states(bot)).containsExactly(ConnectionState.CONNECTING, ConnectionState.DISCONNECTED);
                assertThat(lastCause(bot)).isInstanceOf(Failure.SessionLost.class);
            }
        }

        @Test
        void a_server_in_trouble_is_unavailable() {
            VirtualBot bot = new VirtualBot();
            bot.server.answer("getMe", ScriptedHttp.full(502, "<html>Bad Gateway</html>"));
            assertThat(bot.connect().failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(states(bot)).endsWith(ConnectionState.DISCONNECTED);
        }

        @Test
        void a_page_of_a_gateway_costs_no_session() {
            for (int status : new int[] {401, 404}) {
                VirtualBot bot = new VirtualBot("updates=none");
                bot.server.answer("getMe", ScriptedHttp.full(status, "default backend - 404"));
                assertThat(bot.connect().failure()).isInstanceOf(Failure.Unavailable.class);
                bot.server.answer("getMe", ScriptedHttp.ok(ScriptedHttp.ME));
                bot.connect().orThrow();
            }
        }

        @Test
        void an_account_without_a_number_is_unavailable() {
            VirtualBot bot = new VirtualBot();
            bot.server.answer("getMe", ScriptedHttp.ok("{}"));
            assertThat(bot.connect().failure()).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void a_disconnection_breaks_the_attempt_off() {
            VirtualBot bot = new VirtualBot();
            var attempt = bot.link.connect();
            bot.time.settle();
            bot.time.await(bot.link.disconnect());
            assertThat(attempt.toCompletableFuture().getNow(null).failure()).isInstanceOf(Failure.Unavailable.class);
            bot.settle();
            assertThat(states(bot)).containsExactly(ConnectionState.CONNECTING, ConnectionState.DISCONNECTED);
        }
    }

    @Nested
    class Sending {
        @Test
        void before_it_is_connected_nothing_is_sent() {
            VirtualBot bot = new VirtualBot();
            assertThat(bot.send(5).failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(bot.server.methods()).isEmpty();
        }

        @Test
        void a_schedule_is_not_offered() {
            VirtualBot bot = VirtualBot.connected();
            assertThat(bot.failure(OutgoingMessage.to(5).text("x").schedule(Instant.MAX)))
                    .isEqualTo(new Failure.Unsupported("schedule"));
        }

        @Test
        void what_was_not_written_when_the_link_went_down_is_certain() {
            VirtualBot bot = VirtualBot.connected();
            var sending = bot.start(OutgoingMessage.to(5).text("x"));
            bot.time.advance(Duration.ofMillis(19));
            bot.time.await(bot.link.disconnect());
            assertThat(value(sending).failure()).isInstanceOf(Failure.Unavailable.class);
            bot.settle();
            assertThat(bot.server.asked("sendMessage")).isEmpty();
        }

        @Test
        void what_was_written_when_the_link_went_down_may_have_happened() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendMessage", ScriptedHttp.sent(5, 9));
            var sending = bot.start(OutgoingMessage.to(5).text("x"));
            bot.time.advance(Duration.ofMillis(21));
            bot.time.await(bot.link.disconnect());
            assertThat(value(sending).failure()).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void closing_completes_what_is_being_packed() {
            VirtualBot bot = VirtualBot.connected();
            var sending = bot.start(OutgoingMessage.to(5).media(Media.document(MediaFile.of("a", new byte[] {1}))));
            bot.time.await(bot.transport.close());
            assertThat(value(sending).failure()).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void an_answer_that_takes_too_long_may_have_happened() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.delay("sendMessage", Duration.ofHours(1));
            long before = bot.time.nanos();
            assertThat(bot.send(5).failure()).isInstanceOf(Failure.Ambiguous.class);
            assertThat(Duration.ofNanos(bot.time.nanos() - before)).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void a_look_up_that_takes_too_long_is_unavailable() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.delay("getChat", Duration.ofHours(1));
            assertThat(bot.time
                            .await(bot.facet(dev.heliograph.spi.transport.EntityLookup.class)
                                    .lookUp(dev.heliograph.model.Peer.of(5)))
                            .failure())
                    .isInstanceOf(Failure.Unavailable.class);
        }
    }

    @Nested
    class TokensThatDie {
        @Test
        void an_unauthorized_send_ends_the_session() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendMessage", ScriptedHttp.error(401, "Unauthorized"));
            // the server says so of messages that it had taken up as well
            assertThat(bot.send(5).failure()).isEqualTo(new Failure.SessionLost("UNAUTHORIZED", true));
            bot.settle();
            assertThat(lastCause(bot)).isInstanceOf(Failure.SessionLost.class);
            assertThat(bot.send(5).failure()).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void not_found_ends_the_session_where_the_token_is_not_found_either() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendMessage", ScriptedHttp.error(404, "Not Found"));
            bot.server.answer("getMe", ScriptedHttp.error(404, "Not Found"));
            assertThat(bot.send(5).failure()).isEqualTo(new Failure.SessionLost("UNAUTHORIZED"));
            bot.settle();
            assertThat(states(bot)).endsWith(ConnectionState.DISCONNECTED);
        }

        @Test
        void not_found_is_open_where_the_token_could_not_be_asked_about() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendMessage", ScriptedHttp.error(404, "Not Found"));
            bot.server.answer("getMe", ScriptedHttp.full(404, "default backend - 404"));
            assertThat(bot.send(5).failure()).isInstanceOf(Failure.Unavailable.class);
            bot.settle();
            assertThat(states(bot)).endsWith(ConnectionState.READY);
        }

        @Test
        void a_method_that_the_server_does_not_know_is_rejected() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendMessage", ScriptedHttp.error(404, "Not Found"));
            assertThat(bot.send(5).failure()).isInstanceOfSatisfying(Failure.Rejected.class, rejected -> {
                assertThat(rejected.status()).isEqualTo(SendStatus.FAILED);
                assertThat(rejected.reason()).contains("sendMessage");
            });
            assertThat(states(bot)).endsWith(ConnectionState.READY);
        }
    }

    @Nested
    class Bounds {
        private OutgoingMessage.Builder file(long chat) {
            return OutgoingMessage.to(chat).media(Media.document(MediaFile.of("a", new byte[] {1})));
        }

        @Test
        void no_more_requests_than_connections_are_under_way() {
            VirtualBot bot = VirtualBot.connected("connections=3");
            bot.server.answer("sendMessage", ScriptedHttp::sentThere);
            List<CompletionStage<Outcome<SentMessage>>> sending = Stream.iterate(1, i -> i + 1)
                    .limit(10)
                    .map(i -> bot.start(OutgoingMessage.to(i).text("x" + i)))
                    .toList();
            sending.forEach(stage -> bot.time.await(stage).orThrow());
            assertThat(bot.server.mostOpen()).isEqualTo(3);
            assertThat(bot.server.asked("sendMessage"))
                    .extracting(asked ->
                            asked.body().replaceAll("\\D+", " ").strip().split(" ")[0])
                    .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        }

        @Test
        void uploads_hold_up_nothing_else() {
            VirtualBot bot = VirtualBot.connected("connections=1", "uploads=1");
            bot.server.answer("sendMessage", ScriptedHttp.sent(5, 9));
            bot.server.answer("sendDocument", ScriptedHttp::sentThere);
            bot.server.delay("sendDocument", Duration.ofSeconds(20));
            var first = bot.start(file(1));
            var second = bot.start(file(2));
            bot.time.advance(Duration.ofMillis(1));
            bot.send(5).orThrow();
            assertThat(first).isNotCompleted();
            bot.time.await(second).orThrow();
            assertThat(bot.server.mostOpen()).isEqualTo(2);
        }

        @Test
        void what_waited_too_long_for_its_turn_was_not_sent() {
            VirtualBot bot = VirtualBot.connected("connections=1");
            bot.server.delay("sendMessage", Duration.ofHours(1));
            var first = bot.start(OutgoingMessage.to(1).text("x"));
            var second = bot.start(OutgoingMessage.to(2).text("x"));
            assertThat(bot.time.await(first).failure()).isInstanceOf(Failure.Ambiguous.class);
            assertThat(bot.time.await(second).failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(bot.server.asked("sendMessage")).hasSize(1);
        }

        @Test
        void an_upload_lives_as_long_as_something_moves() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendDocument", asked -> {
                for (int i = 1; i < 10; i++) {
                    bot.time
                            .strand("mover")
                            .after(
                                    Duration.ofSeconds(25L * i),
                                    () -> asked.call().moved(1));
                }
                return ScriptedHttp.sent(5, 9);
            });
            bot.server.delay("sendDocument", Duration.ofSeconds(250));
            bot.send(file(5)).orThrow();
        }

        @Test
        void an_upload_in_which_nothing_moves_is_broken_off() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.getStuck();
            assertThat(bot.failure(file(5)))
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.NETWORK, "nothing moved for 30 s"));
        }

        @Test
        void an_upload_that_the_server_never_answers_may_have_happened() {
            VirtualBot bot = VirtualBot.connected();
            bot.server.delay("sendDocument", Duration.ofHours(1));
            assertThat(bot.failure(file(5)))
                    .isEqualTo(new Failure.Ambiguous("no answer for 120 s after the last byte"));
        }
    }

    @Nested
    class Closing {
        @Test
        void nothing_is_told_after_it() {
            VirtualBot bot = VirtualBot.connected();
            bot.time.await(bot.transport.close());
            bot.time.await(bot.transport.close());
            int told = bot.events.size();
            assertThat(bot.connect().failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(bot.send(5).failure()).isInstanceOf(Failure.Unavailable.class);
            bot.settle();
            assertThat(bot.events).hasSize(told);
        }
    }
}
