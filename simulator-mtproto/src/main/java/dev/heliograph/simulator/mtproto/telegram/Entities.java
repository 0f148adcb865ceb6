// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import dev.heliograph.model.text.TextEntity.Kind;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Formatted text as the API has it: the text, and entities in UTF-16 units. */
final class Entities {
    private static final Map<String, Kind> PLAIN = new TreeMap<>();

    static {
        PLAIN.put("messageEntityMention", Kind.MENTION);
        PLAIN.put("messageEntityHashtag", Kind.HASHTAG);
        PLAIN.put("messageEntityCashtag", Kind.CASHTAG);
        PLAIN.put("messageEntityBotCommand", Kind.BOT_COMMAND);
        PLAIN.put("messageEntityUrl", Kind.URL);
        PLAIN.put("messageEntityEmail", Kind.EMAIL);
        PLAIN.put("messageEntityPhone", Kind.PHONE_NUMBER);
        PLAIN.put("messageEntityBold", Kind.BOLD);
        PLAIN.put("messageEntityItalic", Kind.ITALIC);
        PLAIN.put("messageEntityUnderline", Kind.UNDERLINE);
        PLAIN.put("messageEntityStrike", Kind.STRIKETHROUGH);
        PLAIN.put("messageEntitySpoiler", Kind.SPOILER);
        PLAIN.put("messageEntityCode", Kind.CODE);
    }

    private Entities() {}

    /** The text of a call with its entities; those that the world has no kind for are left out. */
    static FormattedText read(Account viewer, String text, List<TlObject> entities) {
        List<TextEntity> read = new ArrayList<>();
        for (TlObject entity : entities) {
            TextEntity one = read(viewer, text, entity);
            if (one != null) {
                read.add(one);
            }
        }
        try {
            return new FormattedText(text, read);
        } catch (IllegalArgumentException outside) {
            throw Refusal.of(400, "ENTITY_BOUNDS_INVALID");
        }
    }

    private static @Nullable TextEntity read(Account viewer, String text, TlObject entity) {
        int offset = entity.int32("offset");
        int length = entity.int32("length");
        if (offset < 0 || length < 1 || offset > text.length() - length) {
            throw Refusal.of(400, "ENTITY_BOUNDS_INVALID");
        }
        Kind plain = PLAIN.get(entity.name());
        if (plain != null) {
            return TextEntity.of(plain, offset, length);
        }
        try {
            return switch (entity.name()) {
                case "messageEntityPre" ->
                    new TextEntity(Kind.PRE, offset, length, blankToNull(entity.string("language")));
                case "messageEntityTextUrl" -> new TextEntity(Kind.TEXT_LINK, offset, length, entity.string("url"));
                case "messageEntityBlockquote" ->
                    TextEntity.of(
                            entity.flag("collapsed") ? Kind.EXPANDABLE_BLOCKQUOTE : Kind.BLOCKQUOTE, offset, length);
                case "messageEntityCustomEmoji" ->
                    new TextEntity(Kind.CUSTOM_EMOJI, offset, length, Long.toString(entity.int64("document_id")));
                case "inputMessageEntityMentionName" ->
                    mention(Peers.user(viewer, entity.object("user_id")), offset, length);
                case "messageEntityMentionName" -> mention(entity.int64("user_id"), offset, length);
                default -> null;
            };
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of(400, "ENTITY_BOUNDS_INVALID");
        }
    }

    private static TextEntity mention(long user, int offset, int length) {
        return new TextEntity(Kind.TEXT_MENTION, offset, length, Long.toString(user));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** A vector of MessageEntity. */
    static List<TlObject> write(FormattedText text) {
        return text.entities().stream().map(Entities::write).toList();
    }

    private static TlObject write(TextEntity entity) {
        String argument = entity.argument() == null ? "" : entity.argument();
        TlObject object = switch (entity.kind()) {
            case PRE -> TlObject.of("messageEntityPre").with("language", argument);
            case TEXT_LINK -> TlObject.of("messageEntityTextUrl").with("url", argument);
            case TEXT_MENTION -> TlObject.of("messageEntityMentionName").with("user_id", Long.parseLong(argument));
            case CUSTOM_EMOJI -> TlObject.of("messageEntityCustomEmoji").with("document_id", Long.parseLong(argument));
            case BLOCKQUOTE -> TlObject.of("messageEntityBlockquote");
            case EXPANDABLE_BLOCKQUOTE -> TlObject.of("messageEntityBlockquote").with("collapsed", true);
            case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> plain(entity.kind());
            case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER, CODE -> plain(entity.kind());
        };
        return object.with("offset", entity.offset()).with("length", entity.length());
    }

    private static TlObject plain(Kind kind) {
        for (Map.Entry<String, Kind> entry : PLAIN.entrySet()) {
            if (entry.getValue() == kind) {
                return TlObject.of(entry.getKey());
            }
        }
        throw new IllegalStateException("no constructor for " + kind);
    }
}
