// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the methods of the Bot API answer. */
final class Results {
    /** Telegram counts the seconds since 1970 with 32 bits. */
    private static final long LAST_DATE = 0xFFFF_FFFFL;

    private Results() {}

    static Outcome<SelfInfo> self(JsonNode user) {
        long id = user.path("id").asLong(0);
        return id <= 0
                ? Outcome.failed(strange("getMe named no account"))
                : Outcome.done(
                        new SelfInfo(new AccountId(id), user.path("is_bot").asBoolean(true), username(user)));
    }

    /**
     * A message that is new, or the first one of an album. Without a number it is no message, and nobody knows what
     * happened; 0 is one that the server will send later.
     *
     * @param chatId where it stands if the server does not say
     * @param now its date if the server does not say
     */
    static Outcome<SentMessage> sent(JsonNode result, long chatId, Instant now) {
        JsonNode message = result.isArray() ? result.path(0) : result;
        return message.path("message_id").canConvertToLong()
                ? Outcome.done(edited(message, chatId, 0, now))
                : Outcome.failed(new Failure.Ambiguous("a strange answer: the result is no message"));
    }

    /**
     * A message that was there before.
     *
     * @param chatId where it stands if the server does not say
     * @param messageId its id if the server does not say
     * @param now its date if the server does not say, or says one that cannot be
     */
    static SentMessage edited(JsonNode message, long chatId, long messageId, Instant now) {
        return new SentMessage(
                message.path("chat").path("id").asLong(chatId),
                message.path("message_id").asLong(messageId),
                date(message.path("date").asLong(0), now));
    }

    private static Instant date(long seconds, Instant now) {
        return seconds > 0 && seconds <= LAST_DATE
                ? Instant.ofEpochSecond(seconds)
                : now.truncatedTo(ChronoUnit.SECONDS);
    }

    static Outcome<Entity> user(JsonNode user) {
        return Outcome.done(
                user.path("is_bot").asBoolean(false)
                        ? new Entity.Bot(user.path("id").asLong(), personName(user), username(user))
                        : new Entity.User(user.path("id").asLong(), personName(user), username(user), false));
    }

    static Outcome<Entity> chat(JsonNode chat) {
        long id = chat.path("id").asLong(0);
        String title = chat.path("title").asString("");
        return switch (chat.path("type").asString("")) {
            case "private" -> Outcome.done(person(chat, id));
            case "group", "supergroup" ->
                Outcome.done(new Entity.Group(
                        id,
                        title,
                        username(chat),
                        chat.path("slow_mode_delay").asInt(0),
                        chat.path("is_forum").asBoolean(false)));
            case "channel" -> Outcome.done(new Entity.Channel(id, title, username(chat)));
            default -> Outcome.failed(strange("getChat named a chat of an unknown type"));
        };
    }

    /** A chat does not tell bots from people, but their public names do: only bots may have one that ends in "bot". */
    private static Entity person(JsonNode chat, long id) {
        String username = username(chat);
        boolean bot = chat.path("is_bot")
                .asBoolean(username != null && username.toLowerCase(Locale.ROOT).endsWith("bot"));
        String name = personName(chat);
        // a deleted account has lost its name
        return bot ? new Entity.Bot(id, name, username) : new Entity.User(id, name, username, name.isEmpty());
    }

    private static String personName(JsonNode person) {
        String first = person.path("first_name").asString("");
        String last = person.path("last_name").asString("");
        return (first + " " + last).strip();
    }

    private static @Nullable String username(JsonNode node) {
        String name = node.path("username").asString("");
        return name.isEmpty() ? null : name;
    }

    private static Failure strange(String what) {
        return new Failure.Unavailable(Failure.Origin.SERVER, "a strange answer: " + what);
    }
}
