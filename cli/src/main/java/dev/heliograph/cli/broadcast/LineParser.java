// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Turns a line of JSON into a message. Remembers the keys, so that one that comes again is noticed. */
final class LineParser {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final WhenUnsure whenUnsure;
    private final Set<String> keys = new HashSet<>();

    LineParser(WhenUnsure whenUnsure) {
        this.whenUnsure = whenUnsure;
    }

    AudienceLine parse(long number, byte[] line) {
        try {
            JsonNode node = READER.readValue(line);
            if (!node.isObject()) {
                throw new IllegalArgumentException("expected a JSON object");
            }
            return new AudienceLine(number, message(node), null);
        } catch (JacksonException malformed) {
            return AudienceLine.bad(number, "malformed JSON" + place(malformed));
        } catch (MarkupException wrong) {
            return AudienceLine.bad(number, "text: the markup is wrong at position " + wrong.position());
        } catch (ConfigurationException wrong) {
            return AudienceLine.bad(number, String.join("; ", wrong.problems()));
        } catch (IllegalArgumentException wrong) {
            return AudienceLine.bad(number, String.valueOf(wrong.getMessage()));
        }
    }

    private OutgoingMessage message(JsonNode node) {
        Peer peer = peer(node);
        String text = text(node, "text");
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("no text");
        }
        String mode = text(node, "parse_mode");
        String key = text(node, "key");
        if (key != null && !keys.add(key)) {
            throw new IllegalArgumentException("the key '" + shortened(key) + "' was used by an earlier line");
        }
        return OutgoingMessage.to(peer)
                .text(text, mode == null ? ParseMode.NONE : ParseMode.parse(mode))
                .silent(flag(node, "silent"))
                .trafficClass(TrafficClass.BULK)
                .whenUnsure(whenUnsure)
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
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw new IllegalArgumentException("chat_id: expected a whole number; a name goes into chat");
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

    /** Only the place: the parser's own words would quote the line. */
    private static String place(JacksonException malformed) {
        TokenStreamLocation location = malformed.getLocation();
        return location == null || location.getColumnNr() < 1 ? "" : " at column " + location.getColumnNr();
    }

    private static String shortened(String key) {
        return key.length() <= 40 ? key : key.substring(0, 40) + "…";
    }
}
