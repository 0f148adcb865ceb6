// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns the fields of a line into a message. Remembers the keys, so that one that comes again is noticed. */
final class LineParser {
    /** Ids have at most 52 bits (core.telegram.org/bots/api#chat). */
    private static final long FIRST_BEYOND = 1L << 52;

    private final AudienceForm form;
    private final Set<String> keys = new HashSet<>();

    LineParser(AudienceForm form) {
        this.form = form;
    }

    AudienceLine parse(RawLine line) {
        JsonNode fields = line.fields();
        if (fields == null) {
            return AudienceLine.bad(line.number(), String.valueOf(line.problem()));
        }
        try {
            return new AudienceLine(line.number(), message(fields), null);
        } catch (MarkupException wrong) {
            return AudienceLine.bad(line.number(), "text: " + wrong.getMessage());
        } catch (ConfigurationException wrong) {
            return AudienceLine.bad(line.number(), String.join("; ", wrong.problems()));
        } catch (IllegalArgumentException wrong) {
            return AudienceLine.bad(line.number(), String.valueOf(wrong.getMessage()));
        }
    }

    private OutgoingMessage message(JsonNode node) {
        Peer peer = peer(node);
        Template template = form.template();
        String own = template == null ? text(node, "parse_mode") : null;
        ParseMode mode = own == null ? form.parseMode() : ParseMode.parse(own);
        String text = template == null ? text(node, "text") : template.fill(node);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("no text");
        }
        String key = text(node, "key");
        if (key != null && !keys.add(key)) {
            throw new IllegalArgumentException("the key '" + shortened(key) + "' was used by an earlier line");
        }
        return OutgoingMessage.to(peer)
                .text(text, mode)
                .silent(flag(node, "silent"))
                .trafficClass(TrafficClass.BULK)
                .whenUnsure(form.whenUnsure())
                .key(key)
                .build();
    }

    private static Peer peer(JsonNode node) {
        JsonNode id = node.get("chat_id");
        String name = text(node, "chat");
        boolean hasId = id != null && !id.isNull();
        if (hasId && name != null) {
            throw new IllegalArgumentException("both chat_id and chat: expected one of them");
        }
        if (name != null) {
            return Peer.of(name);
        }
        if (!hasId) {
            throw new IllegalArgumentException("no chat: expected chat_id (a number) or chat (\"@name\")");
        }
        if (!id.isIntegralNumber()) {
            throw new IllegalArgumentException(
                    "chat_id: expected a whole number; a name goes into chat, and a phone number is no address");
        }
        if (!id.canConvertToLong() || id.longValue() <= -FIRST_BEYOND || id.longValue() >= FIRST_BEYOND) {
            throw new IllegalArgumentException(
                    "chat_id: expected a whole number of at most 52 bits; this one is out of range");
        }
        return Peer.of(id.longValue());
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(field + ": expected a text in quotes");
        }
        return value.stringValue();
    }

    private static boolean flag(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(field + ": expected true or false");
        }
        return value.booleanValue();
    }

    private static String shortened(String key) {
        return key.length() <= 40 ? key : key.substring(0, 40) + "…";
    }
}
