// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.spi.transport.Truth.Accepted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Every message that was accepted, in columns: a campaign has hundreds of thousands of them. */
final class AcceptedLog {
    private static final int COLUMNS = 4;
    private static final int FIRST_ROWS = 256;

    private final Instant epoch;
    private final MessageDigest digest = sha256();
    private final ByteBuffer row = ByteBuffer.allocate(COLUMNS * Long.BYTES);
    private long[] numbers = new long[COLUMNS * FIRST_ROWS];
    private String[] sessions = new String[FIRST_ROWS];
    private String[] texts = new String[FIRST_ROWS];
    private int size;

    AcceptedLog(Instant epoch) {
        this.epoch = epoch;
    }

    void add(long now, Account account, String session, long chatId, long messageId, String text) {
        if (size == sessions.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
            sessions = Arrays.copyOf(sessions, sessions.length * 2);
            texts = Arrays.copyOf(texts, texts.length * 2);
        }
        int at = size * COLUMNS;
        numbers[at] = now;
        numbers[at + 1] = account.id();
        numbers[at + 2] = chatId;
        numbers[at + 3] = messageId;
        sessions[size] = session;
        texts[size] = text;
        size++;
        digest(at, session, text);
    }

    int size() {
        return size;
    }

    /** Gives the memory of all rows back; what views show, and the digest, stays. */
    void forget() {
        numbers = new long[COLUMNS * FIRST_ROWS];
        sessions = new String[FIRST_ROWS];
        texts = new String[FIRST_ROWS];
        size = 0;
    }

    /** The first so many as they were accepted; later ones do not appear in it. */
    List<Accepted> view() {
        int length = size;
        long[] shownNumbers = numbers;
        String[] shownSessions = sessions;
        String[] shownTexts = texts;
        return new AbstractList<>() {
            @Override
            public Accepted get(int index) {
                if (index < 0 || index >= length) {
                    throw new IndexOutOfBoundsException(index);
                }
                int at = index * COLUMNS;
                return new Accepted(
                        epoch.plusNanos(shownNumbers[at]),
                        shownNumbers[at + 1],
                        shownSessions[index],
                        shownNumbers[at + 2],
                        shownNumbers[at + 3],
                        shownTexts[index]);
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    /** SHA-256 over everything so far, in hexadecimal. */
    String sha256OfAll() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the SHA-256 of this JDK cannot be read while it is written", impossible);
        }
    }

    private void digest(int at, String session, String text) {
        row.clear();
        for (int i = 0; i < COLUMNS; i++) {
            row.putLong(numbers[at + i]);
        }
        digest.update(row.array());
        digest.update(session.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
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
