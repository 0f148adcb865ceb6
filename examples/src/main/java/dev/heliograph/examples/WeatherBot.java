// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageEvent;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.Registration;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.SendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bot that answers {@code /weather CITY} and says it again on {@code /again}. It knows a client and the values of the
 * fleet, and neither the time nor the network: that is what lets a test run a day of its life in a moment.
 */
public final class WeatherBot {
    private static final Pattern QUESTION = Pattern.compile("^/weather\\s+(\\w+)$");
    private static final Pattern AGAIN = Pattern.compile("^/again$");
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Heliograph fleet;

    private WeatherBot(Heliograph fleet) {
        this.fleet = fleet;
    }

    /** Lets the bot answer through that client until both registrations are closed. */
    public static Registration start(Heliograph fleet, TelegramClient client) {
        WeatherBot bot = new WeatherBot(fleet);
        MessageFilter incoming = MessageFilter.all().incoming();
        Registration questions = client.onMessage(incoming.text(QUESTION), bot::answer);
        Registration repeats = client.onMessage(incoming.text(AGAIN), bot::repeat);
        return () -> {
            questions.close();
            repeats.close();
        };
    }

    // A handler may block on its thread; in virtual time there is but one thread, so that this one chains instead.
    private void answer(MessageEvent event) {
        Matcher question = QUESTION.matcher(event.message().text().text());
        if (question.find()) {
            String answer = "Sunny in " + question.group(1);
            show(fleet.state().set(key(event), answer, REMEMBERED).thenCompose(stored -> event.reply(answer)));
        }
    }

    private void repeat(MessageEvent event) {
        show(fleet.state()
                .get(key(event))
                .thenCompose(found -> event.reply(found.orThrow().orElse("You did not ask within the last hour."))));
    }

    private static void show(CompletableFuture<SendResult> answered) {
        CompletableFuture<Void> unused = answered.thenAccept(result -> {
            if (!result.isSuccess()) {
                System.err.println("not answered: " + result.status() + " " + result.reason());
            }
        });
    }

    private static String key(MessageEvent event) {
        return "weather/" + event.message().chatId();
    }
}
