// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The entities of texts, as the Bot API writes them. */
final class Stretches {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** What the server finds by itself, simplified: addresses, commands, mentions and tags. */
    private static final Pattern FOUND = Pattern.compile("(?<url>https?://[^\\s<>\"]+)"
            + "|(?<![\\w/@#])(?:(?<command>/[A-Za-z0-9_]{1,64}(?:@\\w{3,32})?)"
            + "|(?<mention>@[A-Za-z]\\w{3,31})|(?<tag>#[\\p{L}_][\\w\\p{L}]*))");

    private Stretches() {}

    /** Kinds that nobody knows are left out, as the server does. */
    static List<TextEntity> read(List<JsonNode> nodes, String text) {
        List<TextEntity> entities = new ArrayList<>();
        for (JsonNode node : nodes) {
            TextEntity.Kind kind = kind(node.path("type").asString(""));
            int offset = node.path("offset").asInt(-1);
            int length = node.path("length").asInt(0);
            if (kind == null || length == 0) {
                continue;
            }
            try {
                entities.add(new TextEntity(kind, offset, length, argument(kind, node)));
            } catch (IllegalArgumentException malformed) {
                throw Refusal.bad("ENTITY_BOUNDS_INVALID");
            }
        }
        return entities;
    }

    /** Those of the text, and those that the server finds where none stand. */
    static ArrayNode write(FormattedText text) {
        List<TextEntity> all = new ArrayList<>(text.entities());
        Matcher found = FOUND.matcher(text.text());
        while (found.find()) {
            TextEntity.Kind kind = found.group("url") != null
                    ? TextEntity.Kind.URL
                    : found.group("command") != null
                            ? TextEntity.Kind.BOT_COMMAND
                            : found.group("mention") != null ? TextEntity.Kind.MENTION : TextEntity.Kind.HASHTAG;
            if (text.entities().stream().noneMatch(e -> e.offset() < found.end() && found.start() < e.end())) {
                all.add(TextEntity.of(kind, found.start(), found.end() - found.start()));
            }
        }
        ArrayNode nodes = JSON.arrayNode();
        new FormattedText(text.text(), all).entities().forEach(entity -> nodes.add(node(entity)));
        return nodes;
    }

    private static ObjectNode node(TextEntity entity) {
        ObjectNode node = JSON.objectNode();
        node.put("offset", entity.offset());
        node.put("length", entity.length());
        node.put("type", entity.kind().name().toLowerCase(Locale.ROOT));
        String argument = entity.argument();
        if (argument == null) {
            return node;
        }
        switch (entity.kind()) {
            case TEXT_LINK -> node.put("url", argument);
            case CUSTOM_EMOJI -> node.put("custom_emoji_id", argument);
            case PRE -> node.put("language", argument);
            case TEXT_MENTION -> node.set("user", mentioned(Long.parseLong(argument)));
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER, BOLD, ITALIC -> {}
            case UNDERLINE, STRIKETHROUGH, SPOILER, BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> {}
        }
        return node;
    }

    private static ObjectNode mentioned(long id) {
        ObjectNode user = JSON.objectNode();
        user.put("id", id);
        user.put("is_bot", false);
        user.put("first_name", "User " + id);
        return user;
    }

    private static TextEntity.@Nullable Kind kind(String type) {
        for (TextEntity.Kind kind : TextEntity.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(type)) {
                return kind;
            }
        }
        return null;
    }

    private static @Nullable String argument(TextEntity.Kind kind, JsonNode node) {
        String argument = switch (kind) {
            case TEXT_LINK -> node.path("url").asString("");
            case CUSTOM_EMOJI -> node.path("custom_emoji_id").asString("");
            case PRE -> node.path("language").asString("");
            case TEXT_MENTION -> node.path("user").path("id").asString("");
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER, BOLD, ITALIC -> "";
            case UNDERLINE, STRIKETHROUGH, SPOILER, BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> "";
        };
        return argument.isEmpty() ? null : argument;
    }
}
