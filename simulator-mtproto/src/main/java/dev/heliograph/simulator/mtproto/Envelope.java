// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.crypto.MessageCipher;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.util.random.RandomGenerator;

/**
 * What is inside a sealed message.
 *
 * @param salt the salt that the client believes to be right
 * @param session the session that it belongs to
 * @param messageId its number
 * @param seqNo its place among the messages that count
 * @param body what it says
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(long salt, long session, long messageId, int seqNo, byte[] body) {
    private static final int HEAD = 32;
    private static final int LEAST_PADDING = 12;
    private static final int MOST_PADDING = 1024;

    static Envelope open(byte[] padded) {
        if (padded.length < HEAD + LEAST_PADDING) {
            throw new Misuse("a message without a head");
        }
        int length = Digests.int32(padded, 28);
        int padding = padded.length - HEAD - length;
        if (length < 4 || length % 4 != 0 || padding < LEAST_PADDING || padding > MOST_PADDING) {
            throw new Misuse("a message with " + padding + " bytes of padding");
        }
        return new Envelope(
                Digests.int64(padded, 0),
                Digests.int64(padded, 8),
                Digests.int64(padded, 16),
                Digests.int32(padded, 24),
                Digests.slice(padded, HEAD, HEAD + length));
    }

    byte[] seal(AuthKey key, RandomGenerator chance) {
        int padding = LEAST_PADDING + (-(HEAD + body.length + LEAST_PADDING) & 15);
        byte[] noise = new byte[padding];
        chance.nextBytes(noise);
        byte[] padded = TlWriter.empty()
                .int64(salt)
                .int64(session)
                .int64(messageId)
                .int32(seqNo)
                .int32(body.length)
                .raw(body)
                .raw(noise)
                .toArray();
        return TlWriter.empty()
                .int64(key.id())
                .raw(MessageCipher.seal(key.secret(), MessageCipher.FROM_SERVER, padded))
                .toArray();
    }
}
