// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the entities of a text; those of unknown kinds, and those that do not fit the text, are dropped. */
final class EntityReader {
    private static final Map<String, TextEntity.Kind> KINDS = Map.ofEntries(
            Map.entry("mention", TextEntity.Kind.MENTION),
            Map.entry("hashtag", TextEntity.Kind.HASHTAG),
            Map.entry("cashtag", TextEntity.Kind.CASHTAG),
            Map.entry("bot_command", TextEntity.Kind.BOT_COMMAND),
            Map.entry("url", TextEntity.Kind.URL),
            Map.entry("email", TextEntity.Kind.EMAIL),
            Map.entry("phone_number", TextEntity.Kind.PHONE_NUMBER),
            Map.entry("bold", TextEntity.Kind.BOLD),
            Map.entry("italic", TextEntity.Kind.ITALIC),
            Map.entry("underline", TextEntity.Kind.UNDERLINE),
            Map.entry("strikethrough", TextEntity.Kind.STRIKETHROUGH),
            Map.entry("spoiler", TextEntity.Kind.SPOILER),
            Map.entry("blockquote", TextEntity.Kind.BLOCKQUOTE),
            Map.entry("expandable_blockquote", TextEntity.Kind.EXPANDABLE_BLOCKQUOTE),
            Map.entry("code", TextEntity.Kind.CODE),
            Map.entry("pre", TextEntity.Kind.PRE),
            Map.entry("text_link", TextEntity.Kind.TEXT_LINK),
            Map.entry("text_mention", TextEntity.Kind.TEXT_MENTION),
            Map.entry("custom_emoji", TextEntity.Kind.CUSTOM_EMOJI));

    private EntityReader() {}

    static FormattedText read(String text, JsonNode entities) {
        List<TextEntity> found = new ArrayList<>();
        for (JsonNode entity : entities) {
            TextEntity.Kind kind = KINDS.get(entity.path("type").stringValue(""));
            if (kind != null) {
                addFitting(text, kind, entity, found);
            }
        }
        return new FormattedText(text, found);
    }

    private static void addFitting(String text, TextEntity.Kind kind, JsonNode entity, List<TextEntity> found) {
        try {
            TextEntity read = new TextEntity(
                    kind,
                    entity.path("offset").intValue(-1),
                    entity.path("length").intValue(-1),
                    argument(kind, entity));
            found.addAll(new FormattedText(text, List.of(read)).entities());
        } catch (IllegalArgumentException misfit) {
            // the text is worth more than a mark on it
        }
    }

    private static @Nullable String argument(TextEntity.Kind kind, JsonNode entity) {
        return switch (kind) {
            case TEXT_LINK -> entity.path("url").stringValue(null);
            case TEXT_MENTION -> Long.toString(entity.path("user").path("id").longValue(0));
            case CUSTOM_EMOJI -> entity.path("custom_emoji_id").stringValue(null);
            case PRE -> language(entity);
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> null;
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> null;
            case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE -> null;
        };
    }

    private static @Nullable String language(JsonNode entity) {
        String language = entity.path("language").stringValue("");
        return language.isBlank() ? null : language;
    }
}
