// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Event;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.botapi.BotApiRequest;
import dev.heliograph.simulator.botapi.BotApiResponse;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.botapi.Postman;
import dev.heliograph.simulator.botapi.Served;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.Settings;
import dev.heliograph.state.memory.MemoryStateProvider;
import dev.heliograph.time.VirtualTimeline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A fleet and the simulated server, in virtual time and without faults. */
class ReceivingFleetTest {
    private static final long BOT = 77;
    private static final String TOKEN = BOT + ":secret";
    private static final long ANN = 10_001;

    private final VirtualTimeline timeline = VirtualTimeline.seeded(3);
    private final World world = World.of(WorldSettings.calm(3), timeline.instant());
    private final List<String> asked = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final BotApiServer server = BotApiServer.of(
            world,
            timeline.context("server"),
            BotApiDoorSettings.standard(),
            (url, secret, json) -> deliver(url, secret, json));
    private @Nullable WebhookHandler handler;

    @BeforeEach
    void watch() {
        server.listen((Served served) -> asked.add(served.method()));
    }

    private CompletionStage<Postman.Receipt> deliver(URI url, @Nullable String secret, String json) {
        WebhookHandler present = handler;
        return present == null
                ? CompletableFuture.completedFuture(new Postman.Receipt(404, ""))
                : present.handle(secret, json.getBytes(StandardCharsets.UTF_8))
                        .thenApply(status -> new Postman.Receipt(status, ""));
    }

    private Heliograph open(String query) {
        // a way of chance on which nothing is slow and nothing is lost
        ProcessLife life = new ProcessLife(
                timeline,
                server,
                new MemoryStateProvider().open(Settings.of(Map.of()), timeline.context("state")),
                () -> 0xC000_0000_0000_0000L);
        life.begin();
        return Heliograph.builder()
                .transport("wired:?endpoint=http://wired" + query)
                .state("kept:")
                .environment(Environment.of(Map.of()))
                .virtualTime(timeline)
                .session(ClientConfig.named("main").botToken(TOKEN).build())
                .open();
    }

    private TelegramClient listen(Heliograph fleet) {
        TelegramClient client = fleet.client("main");
        client.onMessage(
                MessageFilter.all(), event -> heard.add(event.message().text().text()));
        client.onEvent(event -> {
            if (event.kind() == Event.Kind.NOTICE) {
                notices.add(((Event.Notice) event).text());
            }
        });
        timeline.await(client.connect());
        pass(1);
        return client;
    }

    private void write(String text) {
        world.incidents().write(BOT, ANN, text, server.now());
    }

    private void pass(long seconds) {
        timeline.advance(Duration.ofSeconds(seconds));
    }

    private CompletionStage<BotApiResponse> ask(String method, String json) {
        return server.handle(BotApiRequest.json("/bot" + TOKEN + "/" + method, json));
    }

    private String info() {
        return timeline.await(ask("getWebhookInfo", "{}")).text();
    }

    @Nested
    class Polling {
        @Test
        void brings_what_people_write() {
            listen(open(""));
            write("hello");
            pass(1);

            assertThat(heard).containsExactly("hello");
            assertThat(info()).contains("\"pending_update_count\":0");
        }

        @Test
        void is_no_business_of_a_program_that_merely_sends() {
            Heliograph fleet = open("");
            TelegramClient client = fleet.client("main");
            timeline.await(client.connect());
            write("for somebody else");
            timeline.await(
                    client.send(OutgoingMessage.to(Peer.of(ANN)).text("hello").build()));
            timeline.await(fleet.close(Duration.ofSeconds(1)));

            assertThat(asked).doesNotContain("getUpdates");
            assertThat(info()).contains("\"pending_update_count\":1");
        }

        @Test
        void that_ends_leaves_nothing_behind_that_was_handled() {
            Heliograph fleet = open("");
            listen(fleet);
            write("hello");
            timeline.advanceUntil(() -> !heard.isEmpty(), Duration.ofSeconds(1));
            timeline.advance(Duration.ofMillis(5));
            timeline.await(fleet.close(Duration.ofSeconds(1)));

            assertThat(info()).contains("\"pending_update_count\":0");
        }

        @Test
        void beside_a_second_program_is_told_of_and_sending_goes_on() {
            TelegramClient client = listen(open(""));
            pass(2);
            CompletableFuture<BotApiResponse> rival =
                    ask("getUpdates", "{\"timeout\":50}").toCompletableFuture();
            pass(2);

            assertThat(notices).singleElement().asString().contains("another program");
            assertThat(timeline.await(client.send(OutgoingMessage.to(Peer.of(ANN))
                                    .text("hello")
                                    .build()))
                            .status())
                    .isEqualTo(SendStatus.SUCCESS);
            assertThat(rival).isNotDone();
        }

        @Test
        void goes_on_when_the_second_program_is_gone() {
            listen(open(""));
            ask("getUpdates", "{\"timeout\":1}");
            pass(2);
            write("hello");
            pass(60);

            assertThat(heard).containsExactly("hello");
        }

        @Test
        void beside_a_webhook_is_told_of_and_the_webhook_is_left_alone() {
            timeline.await(ask("setWebhook", "{\"url\":\"https://others.example/\"}"));
            listen(open(""));
            pass(200);

            assertThat(notices).singleElement().asString().contains("a webhook is set");
            assertThat(info()).contains("https://others.example/");
        }
    }

    @Nested
    class Webhook {
        private static final String SETTINGS =
                "&updates=webhook&webhook-secret=s3cret&webhook-url=https://bots.example/{session}";

        private Heliograph mounted(String settings) {
            Heliograph fleet = open(settings);
            handler = fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, Webhooks.class)
                    .flatMap(webhooks -> webhooks.handler(SessionName.of("main")))
                    .orElseThrow();
            return fleet;
        }

        @Test
        void is_registered_and_brings_what_people_write() {
            listen(mounted(SETTINGS));
            write("hello");
            pass(5);

            assertThat(info()).contains("https://bots.example/main").contains("\"pending_update_count\":0");
            assertThat(heard).containsExactly("hello");
            assertThat(asked).doesNotContain("getUpdates");
        }

        @Test
        void brings_what_was_put_off_while_nobody_listened() {
            Heliograph fleet = mounted(SETTINGS);
            timeline.await(fleet.client("main").connect());
            write("early");
            pass(30);
            assertThat(heard).isEmpty();
            listen(fleet);
            pass(600);

            assertThat(heard).containsExactly("early");
        }

        @Test
        void of_another_secret_brings_nothing() {
            Heliograph fleet = mounted("&updates=webhook&webhook-secret=s3cret");
            timeline.await(ask("setWebhook", "{\"url\":\"https://bots.example/\",\"secret_token\":\"guess\"}"));
            listen(fleet);
            write("forged");
            pass(60);

            assertThat(heard).isEmpty();
        }

        @Test
        void is_no_facet_of_a_transport_that_polls() {
            assertThat(open("").transportFacet(ClientConfig.MAIN_TRANSPORT, Webhooks.class))
                    .isEmpty();
        }
    }

    @Test
    void a_transport_tells_how_its_sessions_receive() {
        Heliograph fleet = open("");
        listen(fleet);
        write("hello");
        pass(1);
        PollingStatus status = fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, PollingStatus.class)
                .orElseThrow();

        assertThat(status.of(SessionName.of("main")).orElseThrow().updates()).isEqualTo(1);
        assertThat(status.of(SessionName.of("main")).orElseThrow().lastUpdateAt())
                .isNotNull();
        assertThat(status.of(SessionName.of("nobody"))).isEmpty();
    }

    @Test
    void a_session_without_updates_asks_for_none() {
        listen(open("&updates=none"));
        write("hello");
        pass(100);

        assertThat(heard).isEmpty();
        assertThat(asked).doesNotContain("getUpdates", "setWebhook");
    }
}
