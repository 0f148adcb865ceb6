// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.Method;
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
    private static final long LONGEST = java.time.Duration.ofDays(8).toNanos();

    Bytes write(Instant wall, long nanos) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putDouble(factor);
        out.putInt(gates.size());
        for (Gate gate : gates) {
            out.putText(gate.scope().name());
            out.putText(gate.method() == null ? "" : gate.method().name());
            out.putText(gate.peer() == null ? "" : gate.peer().toString());
            out.putLong(wall.plusNanos(gate.until() - nanos).toEpochMilli());
        }
        return out.bytes();
    }

    static AccountNotes read(Bytes bytes, Instant wall, long nanos) {
        ByteReader in = new ByteReader(bytes);
        if (in.format() != FORMAT) {
            return new AccountNotes(List.of(), 1);
        }
        double factor = in.getDouble();
        int count = in.getInt();
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FloodScope scope = FloodScope.valueOf(in.getText());
            String method = in.getText();
            String peer = in.getText();
            long until = (in.getLong() - wall.toEpochMilli()) * 1_000_000;
            if (until > 0) {
                gates.add(new Gate(scope, method(method), peer(peer), nanos + Math.min(until, LONGEST)));
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
