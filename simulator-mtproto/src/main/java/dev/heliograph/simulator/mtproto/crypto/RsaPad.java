// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How a client wraps what only the server may read, before a key is agreed upon. */
public final class RsaPad {
    private static final int SIZE = 256;
    private static final int DATA = 192;
    private static final int KEY = 32;

    private RsaPad() {}

    /**
     * Unwraps what a client wrapped.
     *
     * @param secret 256 bytes
     * @return 192 bytes, the end of which is padding; null where they were not wrapped for that key
     */
    public static byte @Nullable [] open(RsaKey key, byte[] secret) {
        if (secret.length != SIZE) {
            return null;
        }
        byte[] plain = key.decrypt(secret);
        byte[] wrapped = Digests.slice(plain, KEY, SIZE);
        byte[] once = Digests.xor(Digests.slice(plain, 0, KEY), Digests.sha256(wrapped));
        byte[] content = AesIge.decrypt(once, new byte[KEY], wrapped);
        byte[] data = Digests.reverse(Digests.slice(content, 0, DATA));
        byte[] hash = Digests.slice(content, DATA, content.length);
        return Arrays.equals(hash, Digests.sha256(once, data)) ? data : null;
    }
}
