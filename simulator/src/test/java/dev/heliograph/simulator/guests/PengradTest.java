// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.guests;

import static org.assertj.core.api.Assertions.assertThat;

import com.pengrad.telegrambot.TelegramBot;
import com.pengrad.telegrambot.UpdatesListener;
import com.pengrad.telegrambot.model.Message;
import com.pengrad.telegrambot.model.MessageEntity;
import com.pengrad.telegrambot.model.request.InputMediaPhoto;
import com.pengrad.telegrambot.model.request.ParseMode;
import com.pengrad.telegrambot.request.DeleteMessage;
import com.pengrad.telegrambot.request.EditMessageText;
import com.pengrad.telegrambot.request.GetMe;
import com.pengrad.telegrambot.request.GetUpdates;
import com.pengrad.telegrambot.request.SendMediaGroup;
import com.pengrad.telegrambot.request.SendMessage;
import com.pengrad.telegrambot.request.SendPhoto;
import com.pengrad.telegrambot.response.BaseResponse;
import com.pengrad.telegrambot.response.MessagesResponse;
import com.pengrad.telegrambot.response.SendResponse;
import dev.heliograph.simulator.world.Inhabitants;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The library java-telegram-bot-api of pengrad finds the Telegram that it knows. */
class PengradTest {
    private final Guesthouse telegram = new Guesthouse();
    private final OkHttpClient http = new OkHttpClient();
    private final TelegramBot bot = new TelegramBot.Builder(Guesthouse.TOKEN)
            .okHttpClient(http)
            .apiUrl(telegram.uri() + "/bot")
            .build();

    @AfterEach
    void leave() {
        // a poll that waits would else complain of a server that is gone
        http.dispatcher().cancelAll();
        bot.shutdown();
        telegram.close();
    }

    @Test
    void it_learns_who_it_is() {
        assertThat(bot.execute(new GetMe()).user().id()).isEqualTo(Guesthouse.BOT);
    }

    @Test
    void it_sends_text() {
        SendResponse sent = bot.execute(new SendMessage(42, "hello"));
        assertThat(sent.isOk()).isTrue();
        assertThat(sent.message().text()).isEqualTo("hello");
        assertThat(sent.message().chat().id()).isEqualTo(42);
        assertThat(telegram.texts()).containsExactly("hello");
    }

    @Test
    void it_sends_html() {
        Message sent = bot.execute(new SendMessage(42, "a <b>bold</b> word").parseMode(ParseMode.HTML))
                .message();
        assertThat(sent.text()).isEqualTo("a bold word");
        assertThat(sent.entities())
                .singleElement()
                .satisfies(entity -> assertThat(entity.type()).isEqualTo(MessageEntity.Type.bold));
    }

    @Test
    void it_uploads_a_photo() {
        SendResponse sent = bot.execute(new SendPhoto(42, Guesthouse.PICTURE).caption("a picture"));
        assertThat(sent.isOk()).as(sent.toString()).isTrue();
        assertThat(sent.message().photo()).isNotEmpty();
        assertThat(sent.message().caption()).isEqualTo("a picture");
    }

    @Test
    void it_uploads_an_album() {
        MessagesResponse sent = bot.execute(
                new SendMediaGroup(42L, new InputMediaPhoto(Guesthouse.PICTURE), new InputMediaPhoto(new byte[20])));
        assertThat(sent.messages()).hasSize(2);
        assertThat(sent.messages()[1].photo()[0].fileSize()).isEqualTo(20);
    }

    @Test
    void it_edits_and_deletes() {
        int id = bot.execute(new SendMessage(42, "hello")).message().messageId();
        assertThat(bot.execute(new EditMessageText(42L, id, "goodbye")).isOk()).isTrue();
        assertThat(bot.execute(new DeleteMessage(42L, id)).isOk()).isTrue();
        BaseResponse gone = bot.execute(new EditMessageText(42L, id, "again"));
        assertThat(gone.errorCode()).isEqualTo(400);
        assertThat(gone.description()).isEqualTo("Bad Request: message to edit not found");
    }

    @Test
    void it_answers_what_it_polls() throws Exception {
        bot.execute(new GetMe());
        CompletableFuture<SendResponse> answered = new CompletableFuture<>();
        bot.setUpdatesListener(
                updates -> {
                    updates.forEach(update -> answered.complete(bot.execute(new SendMessage(
                            update.message().chat().id().longValue(),
                            "you said " + update.message().text()))));
                    return UpdatesListener.CONFIRMED_UPDATES_ALL;
                },
                new GetUpdates().timeout(5));
        telegram.write(12, "hello");

        assertThat(answered.get(20, TimeUnit.SECONDS).isOk()).isTrue();
        assertThat(telegram.texts()).containsExactly("you said hello");
    }

    @Test
    void it_is_told_to_wait() {
        bot.execute(new GetMe());
        telegram.flood(42, Duration.ofSeconds(30));
        SendResponse refused = bot.execute(new SendMessage(42, "hello"));
        assertThat(refused.isOk()).isFalse();
        assertThat(refused.errorCode()).isEqualTo(429);
        assertThat(refused.description()).isEqualTo("Too Many Requests: retry after 30");
        assertThat(refused.parameters().retryAfter()).isEqualTo(30);
        assertThat(telegram.sheet.score().tooManyRequests()).isEqualTo(1);
    }

    @Test
    void it_is_told_who_blocked_it() {
        SendResponse refused = bot.execute(new SendMessage(Inhabitants.BLOCKED, "hello"));
        assertThat(refused.errorCode()).isEqualTo(403);
        assertThat(refused.description()).isEqualTo("Forbidden: bot was blocked by the user");
    }
}
