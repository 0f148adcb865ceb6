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
        return Bytes.copyOf(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What was said of the session, or null where the form is a later one than this version knows, or none at all. */
    static @Nullable Heartbeat read(SessionName session, Bytes bytes) {
        String[] lines = new String(bytes.toArray(), StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(FORMAT)) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        List<Explanation.Hold> gates = new ArrayList<>();
        try {
            for (String line : lines) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    take(line.substring(0, space), line.substring(space + 1), values, reasons, gates);
                }
            }
            return read(session, values, reasons, gates);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return null;
        }
    }

    private static void take(
            String word, String value, Map<String, String> values, List<String> reasons, List<Explanation.Hold> gates) {
        switch (word) {
            case REASON -> reasons.add(value);
            case GATE -> {
                int space = value.indexOf(' ');
                gates.add(new Explanation.Hold(
                        value.substring(space + 1), Instant.parse(value.substring(0, Math.max(0, space)))));
            }
            default -> values.put(word, value);
        }
    }

    private static Heartbeat read(
            SessionName session, Map<String, String> values, List<String> reasons, List<Explanation.Hold> gates) {
        String last = values.get("last_activity");
        String account = values.get("account");
        SessionHealth health = new SessionHealth(
                session,
                Boolean.parseBoolean(values.get("healthy")),
                SessionState.valueOf(values.getOrDefault("state", "")),
                Integer.parseInt(values.getOrDefault("score", "0")),
                reasons);
        return new Heartbeat(
                values.getOrDefault("node", ""),
                Instant.parse(values.getOrDefault("at", "")),
                Duration.ofMillis(Long.parseLong(values.getOrDefault("every_ms", ""))),
                health,
                Integer.parseInt(values.getOrDefault("queue_depth", "0")),
                Double.parseDouble(values.getOrDefault("speed", "1")),
                last == null ? null : Instant.parse(last),
                account == null ? null : new AccountId(Long.parseLong(account)),
                gates);
    }

    private static void line(StringBuilder text, String word, Object value) {
        text.append(word)
                .append(' ')
                .append(value.toString().replaceAll("\\p{Cntrl}", " "))
                .append('\n');
    }
}
