// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import org.jspecify.annotations.Nullable;

/** What is stored in place of a message whose recipient is passed over: the row has its place in the job, and this end. */
final class PassedOver {
    /** Apart from the formats of messages. */
    private static final int FORMAT = 101;

    /** For people. */
    static final String WHY = "the recipient was passed over";

    private PassedOver() {}

    static Bytes write(String reason) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putText(reason);
        return out.bytes();
    }

    /** The reason that is stored, or null for a message that is to be sent. */
    static @Nullable String reason(Bytes payload) {
        ByteReader in = new ByteReader(payload);
        try {
            return in.format() == FORMAT ? in.getText() : null;
        } catch (IllegalArgumentException cut) {
            return null;
        }
    }
}
