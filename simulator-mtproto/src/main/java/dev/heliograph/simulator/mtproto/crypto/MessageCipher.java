// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How messages are sealed with an authorization key: version 2 for all, version 1 where a temporary key is bound. */
public final class MessageCipher {
    /** What is added to offsets in the key for messages of the client. */
    public static final int FROM_CLIENT = 0;

    /** What is added to offsets in the key for messages of the server. */
    public static final int FROM_SERVER = 8;

    private MessageCipher() {}

    /** The hash whose middle is the key of the message. */
    public static byte[] largeHash(byte[] authKey, int side, byte[] padded) {
        return Digests.sha256(Digests.slice(authKey, 88 + side, 120 + side), padded);
    }

    /**
     * Seals a message.
     *
     * @param padded the message with its padding, a multiple of 16
     * @return the key of the message and the message
     */
    public static byte[] seal(byte[] authKey, int side, byte[] padded) {
        byte[] messageKey = Digests.slice(largeHash(authKey, side, padded), 8, 24);
        byte[][] keys = keys(authKey, side, messageKey);
        return Digests.concat(messageKey, AesIge.encrypt(keys[0], keys[1], padded));
    }

    /**
     * Opens a message.
     *
     * @param sealed the key of the message and the message
     * @return the message with its padding, or null where it was not sealed with that key
     */
    public static byte @Nullable [] open(byte[] authKey, int side, byte[] sealed) {
        if (sealed.length < 32 || sealed.length % 16 != 0) {
            return null;
        }
        byte[] messageKey = Digests.slice(sealed, 0, 16);
        byte[][] keys = keys(authKey, side, messageKey);
        byte[] padded = AesIge.decrypt(keys[0], keys[1], Digests.slice(sealed, 16, sealed.length));
        byte[] expected = Digests.slice(largeHash(authKey, side, padded), 8, 24);
        return Arrays.equals(expected, messageKey) ? padded : null;
    }

    /**
     * Opens a message of version 1 from a client; whether the key of the message fits is for the caller to see, who alone
     * knows where its padding begins.
     *
     * @param sealed the key of the message and the message
     * @return the message with its padding, or null where its length is wrong
     */
    public static byte @Nullable [] openFirstVersion(byte[] authKey, byte[] sealed) {
        if (sealed.length < 32 || sealed.length % 16 != 0) {
            return null;
        }
        byte[][] keys = keysOfFirstVersion(authKey, Digests.slice(sealed, 0, 16));
        return AesIge.decrypt(keys[0], keys[1], Digests.slice(sealed, 16, sealed.length));
    }

    /** The key and the vector for a message of version 1 from a client. */
    public static byte[][] keysOfFirstVersion(byte[] authKey, byte[] messageKey) {
        byte[] a = Digests.sha1(messageKey, Digests.slice(authKey, 0, 32));
        byte[] b = Digests.sha1(Digests.slice(authKey, 32, 48), messageKey, Digests.slice(authKey, 48, 64));
        byte[] c = Digests.sha1(Digests.slice(authKey, 64, 96), messageKey);
        byte[] d = Digests.sha1(messageKey, Digests.slice(authKey, 96, 128));
        byte[] key = Digests.concat(Digests.slice(a, 0, 8), Digests.slice(b, 8, 20), Digests.slice(c, 4, 16));
        byte[] iv = Digests.concat(
                Digests.slice(a, 8, 20), Digests.slice(b, 0, 8), Digests.slice(c, 16, 20), Digests.slice(d, 0, 8));
        return new byte[][] {key, iv};
    }

    private static byte[][] keys(byte[] authKey, int side, byte[] messageKey) {
        byte[] a = Digests.sha256(messageKey, Digests.slice(authKey, side, 36 + side));
        byte[] b = Digests.sha256(Digests.slice(authKey, 40 + side, 76 + side), messageKey);
        byte[] key = Digests.concat(Digests.slice(a, 0, 8), Digests.slice(b, 8, 24), Digests.slice(a, 24, 32));
        byte[] iv = Digests.concat(Digests.slice(b, 0, 8), Digests.slice(a, 8, 24), Digests.slice(b, 24, 32));
        return new byte[][] {key, iv};
    }
}
