// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.Truth.Accepted;
import dev.heliograph.time.VirtualTimeline;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over all that was accepted, in its order, and all that was answered, in the order of the places. */
final class HistoryDigest {
    private final MessageDigest digest = sha256();
    private final ByteBuffer row = ByteBuffer.allocate(64);

    private HistoryDigest() {}

    static String of(List<Accepted> messages, Ledger ledger) {
        HistoryDigest history = new HistoryDigest();
        messages.forEach(history::add);
        for (int place = 0; place < ledger.size(); place++) {
            history.add(ledger, place);
        }
        return HexFormat.of().formatHex(history.digest.digest());
    }

    private void add(Accepted message) {
        row.clear();
        row.putLong(Duration.between(VirtualTimeline.START, message.at()).toNanos());
        row.putLong(message.account()).putLong(message.chatId()).putLong(message.messageId());
        digest.update(row.array(), 0, row.position());
        text(message.session());
        text(message.text());
    }

    private void add(Ledger ledger, int place) {
        SendStatus status = ledger.status(place);
        row.clear();
        row.putInt(place).putInt(ledger.attempts(place)).putLong(ledger.messageId(place));
        digest.update(row.array(), 0, row.position());
        text(status == null ? "" : status.name());
        text(ledger.reason(place));
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
