// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of what floods taught of an account: format 1, the factor, and the gates with wall-clock times.
 *
 * @param gates those that are closed
 * @param factor the share of the configured speed
 */
record AccountNotes(List<Gate> gates, double factor) {
    private static final int FORMAT = 1;
    /** Wall clocks of machines are off by seconds, not by days: a gate beyond this is a clock that jumped. */
    private static final long LONGEST = Duration.ofDays(8).toMillis();

    Bytes write(Instant wall, long nanos) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putDouble(factor);
        out.putInt(gates.size());
        for (Gate gate : gates) {
            out.putText(gate.scope().name());
            out.putText(gate.method() == null ? "" : gate.method().name());
            out.putText(gate.peer() == null ? "" : gate.peer().toString());
            // rounded up: a gate may not open early
            out.putLong(wall.plusNanos(gate.until() - nanos + 999_999).toEpochMilli());
        }
        return out.bytes();
    }

    /** What was noted; nothing where the form is a later one than this version knows, or none at all. */
    static AccountNotes read(Bytes bytes, Instant wall, long nanos) {
        ByteReader in = new ByteReader(bytes);
        try {
            return in.format() == FORMAT ? read(in, wall, nanos) : new AccountNotes(List.of(), 1);
        } catch (IllegalArgumentException unreadable) {
            // a session that starts without its past is better than one that does not start
            return new AccountNotes(List.of(), 1);
        }
    }

    private static AccountNotes read(ByteReader in, Instant wall, long nanos) {
        double factor = in.getDouble();
        if (!(factor >= 0 && factor <= 1)) {
            throw new IllegalArgumentException("a stored factor of " + factor + ": expected 0 to 1");
        }
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
        return new AccountNotes(gates, factor);
    }

    private static @Nullable Method method(String name) {
        return name.isEmpty() ? null : Method.valueOf(name);
    }

    private static @Nullable Peer peer(String text) {
        return text.isEmpty() ? null : Peer.of(text);
    }
}
