// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.simulator.world.Inhabitants;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.interfaces.LongPollingUpdateConsumer;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** The library TelegramBots finds the Telegram that it knows. */
class TelegramBotsTest {
    private final Guesthouse telegram = new Guesthouse();
    private final TelegramUrl url = TelegramUrl.builder()
            .schema("http")
            .host(telegram.uri().getHost())
            .port(telegram.uri().getPort())
            .testServer(false)
            .build();
    private final OkHttpTelegramClient bot = new OkHttpTelegramClient(Guesthouse.TOKEN, url);

    private final TelegramBotsLongPollingApplication application = new TelegramBotsLongPollingApplication();

    @AfterEach
    void leave() throws Exception {
        application.close();
        telegram.close();
    }

    @Test
    void it_learns_who_it_is() throws Exception {
        assertThat(bot.execute(new GetMe()).getId()).isEqualTo(Guesthouse.BOT);
    }

    @Test
    void it_sends_text() throws Exception {
        Message sent = bot.execute(new SendMessage("42", "hello"));
        assertThat(sent.getText()).isEqualTo("hello");
        assertThat(sent.getChatId()).isEqualTo(42);
        assertThat(telegram.texts()).containsExactly("hello");
    }

    @Test
    void it_sends_html() throws Exception {
        Message sent = bot.execute(SendMessage.builder()
                .chatId(42L)
                .text("a <b>bold</b> word")
                .parseMode("HTML")
                .build());
        assertThat(sent.getText()).isEqualTo("a bold word");
        assertThat(sent.getEntities())
                .singleElement()
                .satisfies(entity -> assertThat(entity.getType()).isEqualTo("bold"));
    }

    @Test
    void it_uploads_a_photo() throws Exception {
        Message sent = bot.execute(SendPhoto.builder()
                .chatId(42L)
                .photo(new InputFile(new ByteArrayInputStream(Guesthouse.PICTURE), "picture.png"))
                .caption("a picture")
                .build());
        assertThat(sent.getPhoto()).isNotEmpty();
        assertThat(sent.getCaption()).isEqualTo("a picture");
    }

    @Test
    void it_uploads_an_album() throws Exception {
        SendMediaGroup album = SendMediaGroup.builder()
                .chatId(42L)
                .medias(List.of(photo("a.jpg"), photo("b.jpg")))
                .build();
        assertThat(bot.execute(album)).hasSize(2);
    }

    @Test
    void it_edits_and_deletes() throws Exception {
        int id = bot.execute(new SendMessage("42", "hello")).getMessageId();
        assertThat(bot.execute(edit(id, "goodbye")))
                .isInstanceOfSatisfying(
                        Message.class, edited -> assertThat(edited.getText()).isEqualTo("goodbye"));
        assertThat(bot.execute(new DeleteMessage("42", id))).isTrue();
        assertThat(refusal(() -> bot.execute(edit(id, "again"))).getErrorCode()).isEqualTo(400);
    }

    @Test
    void it_answers_what_it_polls() throws Exception {
        bot.execute(new GetMe());
        CompletableFuture<Message> answered = new CompletableFuture<>();
        LongPollingUpdateConsumer consumer = updates -> updates.forEach(update -> {
            try {
                answered.complete(bot.execute(new SendMessage(
                        update.getMessage().getChatId().toString(),
                        "you said " + update.getMessage().getText())));
            } catch (TelegramApiException failed) {
                answered.completeExceptionally(failed);
            }
        });
        application.registerBot(Guesthouse.TOKEN, () -> url, new DefaultGetUpdatesGenerator(), consumer);
        telegram.write(12, "hello");

        assertThat(answered.get(20, TimeUnit.SECONDS).getText()).isEqualTo("you said hello");
        assertThat(telegram.texts()).containsExactly("you said hello");
    }

    @Test
    void it_is_told_to_wait() throws Exception {
        bot.execute(new GetMe());
        telegram.flood(42, Duration.ofSeconds(30));
        TelegramApiRequestException refused = refusal(() -> bot.execute(new SendMessage("42", "hello")));
        assertThat(refused.getErrorCode()).isEqualTo(429);
        assertThat(refused.getApiResponse()).isEqualTo("Too Many Requests: retry after 30");
        assertThat(refused.getParameters().getRetryAfter()).isEqualTo(30);
        assertThat(telegram.sheet.score().tooManyRequests()).isEqualTo(1);
    }

    @Test
    void it_is_told_who_blocked_it() {
        TelegramApiRequestException refused =
                refusal(() -> bot.execute(new SendMessage("" + Inhabitants.BLOCKED, "hello")));
        assertThat(refused.getErrorCode()).isEqualTo(403);
        assertThat(refused.getApiResponse()).isEqualTo("Forbidden: bot was blocked by the user");
    }

    private static InputMedia photo(String name) {
        return new InputMediaPhoto(new ByteArrayInputStream(Guesthouse.PICTURE), name);
    }

    private static EditMessageText edit(int id, String text) {
        return EditMessageText.builder().chatId(42L).messageId(id).text(text).build();
    }

    private static TelegramApiRequestException refusal(ThrowingCallable call) {
        return catchThrowableOfType(TelegramApiRequestException.class, call);
    }
}
