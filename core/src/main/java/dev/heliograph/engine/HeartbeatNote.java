// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Bytes;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stored form of a heartbeat: lines of a word and a value, behind a line with the format, so that people can read it in the
 * store.
 */
final class HeartbeatNote {
    private static final String FORMAT = "heartbeat 1";
    private static final String REASON = "reason";
    private static final String GATE = "gate";
    private static final String LEARNED = "learned";

    private HeartbeatNote() {}

    static Bytes write(Heartbeat beat) {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        line(text, "node", beat.node());
        line(text, "at", beat.at());
        line(text, "every_ms", beat.every().toMillis());
        line(text, "state", beat.state());
        line(text, "healthy", beat.health().healthy());
        line(text, "score", beat.health().score());
        line(text, "queue_depth", beat.queueDepth());
        line(text, "speed", beat.speed());
        if (beat.lastActivity() != null) {
            line(text, "last_activity", beat.lastActivity());
        }
        if (beat.account() != null) {
            line(text, "account", beat.account());
        }
        beat.health().reasons().forEach(reason -> line(text, REASON, reason));
        beat.gates().forEach(gate -> line(text, GATE, gate.until() + " " + gate.what()));
        beat.learned().forEach(limit -> line(text, LEARNED, limit));
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What was said of the session, or null where the form is a later one than this version knows, or none at all. */
    static @Nullable Heartbeat read(SessionName session, Bytes bytes) {
        String[] lines = new String(bytes.toArray(), StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(FORMAT)) {
            return null;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            for (String line : lines) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    values.computeIfAbsent(line.substring(0, space), word -> new ArrayList<>())
                            .add(line.substring(space + 1));
                }
            }
            return read(session, values);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return null;
        }
    }

    private static Explanation.Hold gate(String value) {
        int space = value.indexOf(' ');
        return new Explanation.Hold(value.substring(space + 1), Instant.parse(value.substring(0, Math.max(0, space))));
    }

    private static List<String> all(Map<String, List<String>> values, String word) {
        return values.getOrDefault(word, List.of());
    }

    private static String one(Map<String, List<String>> values, String word, String otherwise) {
        List<String> found = all(values, word);
        return found.isEmpty() ? otherwise : found.get(found.size() - 1);
    }

    private static Heartbeat read(SessionName session, Map<String, List<String>> values) {
        String last = one(values, "last_activity", "");
        String account = one(values, "account", "");
        SessionHealth health = new SessionHealth(
                session,
                Boolean.parseBoolean(one(values, "healthy", "")),
                SessionState.valueOf(one(values, "state", "")),
                Integer.parseInt(one(values, "score", "0")),
                all(values, REASON));
        return new Heartbeat(
                one(values, "node", ""),
                Instant.parse(one(values, "at", "")),
                Duration.ofMillis(Long.parseLong(one(values, "every_ms", ""))),
                health,
                Integer.parseInt(one(values, "queue_depth", "0")),
                Double.parseDouble(one(values, "speed", "1")),
                last.isEmpty() ? null : Instant.parse(last),
                account.isEmpty() ? null : new AccountId(Long.parseLong(account)),
                all(values, GATE).stream().map(HeartbeatNote::gate).toList(),
                all(values, LEARNED));
    }

    private static void line(StringBuilder text, String word, Object value) {
        text.append(word)
                .append(' ')
                .append(value.toString().replaceAll("\\p{Cntrl}", " "))
                .append('\n');
    }
}
