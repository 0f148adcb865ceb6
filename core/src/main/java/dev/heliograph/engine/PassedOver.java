// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
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

    /** The end that is stored, or null for a message that is to be sent. */
    static @Nullable SendResult end(Bytes payload) {
        ByteReader in = new ByteReader(payload);
        try {
            return in.format() == FORMAT ? end(in.getText()) : null;
        } catch (IllegalArgumentException cut) {
            return null;
        }
    }

    /** The end of a row that is passed over for that reason. */
    static SendResult end(String reason) {
        return SendResult.refused(SendStatus.FAILED, reason, WHY, null);
    }
}
