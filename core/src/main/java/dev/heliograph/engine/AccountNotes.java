// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of what floods taught of an account: format 2, the gates with wall-clock times, and the limits that were
 * learned, by name. Format 1 told a share of the configured speed in their place, which is learned anew.
 *
 * @param gates those that are closed
 * @param learned limits that the server grants less of than is configured
 */
record AccountNotes(List<Gate> gates, Map<String, LearnedLimit> learned) {
    private static final int FORMAT = 2;
    private static final int FORMAT_OF_SHARES = 1;
    private static final AccountNotes NOTHING = new AccountNotes(List.of(), Map.of());
    /** Wall clocks of machines are off by seconds, not by days: a gate beyond this is a clock that jumped. */
    private static final long LONGEST = Duration.ofDays(8).toMillis();

    Bytes write(Instant wall, long nanos) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putInt(gates.size());
        for (Gate gate : gates) {
            out.putText(gate.scope().name());
            out.putText(gate.method() == null ? "" : gate.method().name());
            out.putText(gate.peer() == null ? "" : gate.peer().toString());
            // rounded up: a gate may not open early
            out.putLong(wall.plusNanos(gate.until() - nanos + 999_999).toEpochMilli());
        }
        out.putInt(learned.size());
        learned.forEach((name, known) -> {
            out.putText(name);
            out.putText(known.limit().toString());
            out.putLong(known.patience());
        });
        return out.bytes();
    }

    /** What was noted; nothing where the form is a later one than this version knows, or none at all. */
    static AccountNotes read(Bytes bytes, Instant wall, long nanos) {
        ByteReader in = new ByteReader(bytes);
        try {
            return switch (in.format()) {
                case FORMAT -> new AccountNotes(gates(in, wall, nanos), learned(in));
                case FORMAT_OF_SHARES -> {
                    in.getDouble();
                    yield new AccountNotes(gates(in, wall, nanos), Map.of());
                }
                default -> NOTHING;
            };
        } catch (IllegalArgumentException unreadable) {
            // a session that starts without its past is better than one that does not start
            return NOTHING;
        }
    }

    private static Map<String, LearnedLimit> learned(ByteReader in) {
        int count = in.getInt();
        Map<String, LearnedLimit> learned = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.getText();
            Limit limit = Limit.parse(in.getText());
            learned.put(name, new LearnedLimit(limit, in.getLong()));
        }
        return learned;
    }

    private static List<Gate> gates(ByteReader in, Instant wall, long nanos) {
        int count = in.getInt();
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FloodScope scope = FloodScope.valueOf(in.getText());
            String method = in.getText();
            String peer = in.getText();
            long millis = in.getLong() - wall.toEpochMilli();
            if (millis > 0) {
                gates.add(new Gate(scope, method(method), peer(peer), nanos + Math.min(millis, LONGEST) * 1_000_000));
            }
        }
        return gates;
    }

    private static @Nullable Method method(String name) {
        return name.isEmpty() ? null : Method.valueOf(name);
    }

    private static @Nullable Peer peer(String text) {
        return text.isEmpty() ? null : Peer.of(text);
    }
}
