// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts in TDLib's words. Its offsets count UTF-16 units, as ours do. */
final class TextWords {
    private static final String TYPE = "textEntityType";
    private static final Map<String, TextEntity.Kind> KINDS = kinds();

    private TextWords() {}

    /** A formattedText. */
    static ObjectNode write(FormattedText text) {
        ObjectNode written = TdClient.request("formattedText").put("text", text.text());
        ArrayNode entities = written.putArray("entities");
        for (TextEntity entity : text.entities()) {
            entities.addObject()
                    .put("@type", "textEntity")
                    .put("offset", entity.offset())
                    .put("length", entity.length())
                    .set("type", type(entity));
        }
        return written;
    }

    private static ObjectNode type(TextEntity entity) {
        ObjectNode type = TdClient.request(TYPE + word(entity.kind()));
        String argument = entity.argument();
        if (argument == null) {
            return type;
        }
        return switch (entity.kind()) {
            case TEXT_LINK -> type.put("url", argument);
            case TEXT_MENTION -> type.put("user_id", Long.parseLong(argument));
            // numbers of 64 bits are texts in TDLib's JSON
            case CUSTOM_EMOJI -> type.put("custom_emoji_id", argument);
            case PRE -> type.put("@type", TYPE + "PreCode").put("language", argument);
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> type;
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> type;
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> type;
        };
    }

    /** Reads a formattedText; marks that are unknown or do not fit are left out. */
    static FormattedText read(JsonNode formatted) {
        String text = formatted.path("text").asString("");
        List<TextEntity> found = new ArrayList<>();
        for (JsonNode entity : formatted.path("entities")) {
            JsonNode type = entity.path("type");
            TextEntity.Kind kind = KINDS.get(type.path("@type").asString(""));
            if (kind != null) {
                addFitting(text, kind, entity, found);
            }
        }
        return new FormattedText(text, TouchingStyles.join(found));
    }

    private static void addFitting(String text, TextEntity.Kind kind, JsonNode entity, List<TextEntity> found) {
        try {
            TextEntity read = new TextEntity(
                    kind,
                    entity.path("offset").asInt(-1),
                    entity.path("length").asInt(-1),
                    argument(kind, entity.path("type")));
            found.addAll(new FormattedText(text, List.of(read)).entities());
        } catch (IllegalArgumentException misfit) {
            // the text is worth more than a mark on it
        }
    }

    private static @Nullable String argument(TextEntity.Kind kind, JsonNode type) {
        return switch (kind) {
            case TEXT_LINK -> orNull(type.path("url"));
            case TEXT_MENTION -> orNull(type.path("user_id"));
            case CUSTOM_EMOJI -> orNull(type.path("custom_emoji_id"));
            case PRE -> orNull(type.path("language"));
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> null;
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> null;
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> null;
        };
    }

    private static @Nullable String orNull(JsonNode node) {
        String text = node.asString("");
        return text.isBlank() ? null : text;
    }

    private static String word(TextEntity.Kind kind) {
        return switch (kind) {
            case MENTION -> "Mention";
            case HASHTAG -> "Hashtag";
            case CASHTAG -> "Cashtag";
            case BOT_COMMAND -> "BotCommand";
            case URL -> "Url";
            case EMAIL -> "EmailAddress";
            case PHONE_NUMBER -> "PhoneNumber";
            case BOLD -> "Bold";
            case ITALIC -> "Italic";
            case UNDERLINE -> "Underline";
            case STRIKETHROUGH -> "Strikethrough";
            case SPOILER -> "Spoiler";
            case BLOCKQUOTE -> "BlockQuote";
            case EXPANDABLE_BLOCKQUOTE -> "ExpandableBlockQuote";
            case CODE -> "Code";
            case PRE -> "Pre";
            case TEXT_LINK -> "TextUrl";
            case TEXT_MENTION -> "MentionName";
            case CUSTOM_EMOJI -> "CustomEmoji";
        };
    }

    private static Map<String, TextEntity.Kind> kinds() {
        Map<String, TextEntity.Kind> kinds = new TreeMap<>();
        for (TextEntity.Kind kind : TextEntity.Kind.values()) {
            kinds.put(TYPE + word(kind), kind);
        }
        kinds.put(TYPE + "PreCode", TextEntity.Kind.PRE);
        return Collections.unmodifiableMap(kinds);
    }
}
