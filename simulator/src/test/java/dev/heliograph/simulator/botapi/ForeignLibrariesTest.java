// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.UpdatesListener;
import com.pengrad.telegrambot.model.request.InputMediaPhoto;
import com.pengrad.telegrambot.model.request.ParseMode;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.time.SystemTimeline;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** Bot libraries of other authors, as they come: only the address of the server is another one. */
class ForeignLibrariesTest {
    private static final long SECONDS = 20;

    private final SystemTimeline timeline = SystemTimeline.start();
    private final World world = World.of(WorldSettings.calm(1), timeline.instant());
    private final BotApiDoor door = BotApiDoor.open(
            world,
            timeline.context("door"),
            BotApiDoorSettings.standard().withWay(Duration.ofMillis(2), Duration.ZERO));
    private final BlockingQueue<String> heard = new ArrayBlockingQueue<>(10);

    @AfterEach
    void close() {
        door.close();
        timeline.close();
    }

    private void aliceSays(String text) {
        world.incidents().write(42, Inhabitants.ALICE, text, door.server().now());
    }

    @Nested
    class Pengrads_client {
        private final TelegramBot bot = new TelegramBot.Builder("42:ABC")
                .apiUrl(door.uri() + "/bot")
                .updateListenerSleep(10)
                .build();

        @Test
        void sends_a_text() {
            var sent = bot.execute(new com.pengrad.telegrambot.request.SendMessage(Inhabitants.ALICE, "<b>hi</b>")
                    .parseMode(ParseMode.HTML));

            assertThat(sent.message().entities()[0].type().name()).isEqualTo("bold");
            assertThat(world.accepted()).hasSize(1);
        }

        @Test
        void sends_an_album() {
            var sent = bot.execute(new com.pengrad.telegrambot.request.SendMediaGroup(
                    Inhabitants.ALICE, new InputMediaPhoto(new byte[10]), new InputMediaPhoto(new byte[20])));

            assertThat(sent.messages()).hasSize(2);
            assertThat(sent.messages()[1].photo()[0].fileSize()).isEqualTo(20);
        }

        @Test
        void learns_how_long_to_wait() {
            for (int i = 0; i < 3; i++) {
                bot.execute(new com.pengrad.telegrambot.request.SendMessage(Inhabitants.ALICE, "x"));
            }
            var refused = bot.execute(new com.pengrad.telegrambot.request.SendMessage(Inhabitants.ALICE, "x"));

            assertThat(refused.errorCode()).isEqualTo(429);
            assertThat(refused.parameters().retryAfter()).isPositive();
        }

        @Test
        void receives_by_polls() throws InterruptedException {
            bot.execute(new com.pengrad.telegrambot.request.GetMe());
            bot.setUpdatesListener(updates -> {
                updates.forEach(update -> heard.add(update.message().text()));
                return UpdatesListener.CONFIRMED_UPDATES_ALL;
            });
            aliceSays("one");
            aliceSays("two");

            assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("one");
            assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("two");
            bot.removeGetUpdatesListener();
            bot.shutdown();
        }
    }

    @Nested
    class Telegram_bots {
        private final TelegramUrl url =
                new TelegramUrl("http", "127.0.0.1", door.uri().getPort(), false);
        private final OkHttpTelegramClient client = new OkHttpTelegramClient("42:ABC", url);

        @Test
        void sends_a_text() throws Exception {
            var sent = client.execute(SendMessage.builder()
                    .chatId(Inhabitants.ALICE)
                    .text("*hi*")
                    .parseMode("Markdown")
                    .build());

            assertThat(sent.getEntities().get(0).getText()).isEqualTo("hi");
            assertThat(world.accepted()).hasSize(1);
        }

        @Test
        void sends_an_album() throws Exception {
            List<InputMedia> photos = List.of(photo("a.jpg"), photo("b.jpg"));

            assertThat(client.execute(SendMediaGroup.builder()
                            .chatId(Inhabitants.ALICE)
                            .medias(photos)
                            .build()))
                    .hasSize(2);
        }

        private InputMedia photo(String name) {
            return new org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto(
                    new ByteArrayInputStream(new byte[10]), name);
        }

        @Test
        void learns_of_those_who_blocked_it() {
            SendMessage message =
                    SendMessage.builder().chatId(Inhabitants.BLOCKED).text("x").build();

            assertThatThrownBy(() -> client.execute(message))
                    .isInstanceOfSatisfying(
                            TelegramApiRequestException.class,
                            refused -> assertThat(refused.getErrorCode()).isEqualTo(403));
        }

        @Test
        void receives_by_polls() throws Exception {
            TelegramBotsLongPollingApplication application = new TelegramBotsLongPollingApplication();
            try {
                application.registerBot(
                        "42:ABC", () -> url, new DefaultGetUpdatesGenerator(), (LongPollingUpdateConsumer)
                                updates -> updates.forEach(
                                        update -> heard.add(update.getMessage().getText())));
                client.execute(new org.telegram.telegrambots.meta.api.methods.GetMe());
                aliceSays("one");

                assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("one");
            } finally {
                application.close();
            }
        }
    }
}
