// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 in the mode of infinite garble extension, which the JDK does not have. */
public final class AesIge {
    private static final int BLOCK = 16;

    private AesIge() {}

    /**
     * Encrypts whole blocks.
     *
     * @param key 32 bytes
     * @param iv 32 bytes: what stands for the ciphertext before the first block, then for its plaintext
     * @throws IllegalArgumentException where the length is no multiple of 16
     */
    public static byte[] encrypt(byte[] key, byte[] iv, byte[] plain) {
        return run(Cipher.ENCRYPT_MODE, key, iv, 0, plain);
    }

    /**
     * Decrypts whole blocks.
     *
     * @param key 32 bytes
     * @param iv 32 bytes, as for encryption
     * @throws IllegalArgumentException where the length is no multiple of 16
     */
    public static byte[] decrypt(byte[] key, byte[] iv, byte[] secret) {
        return run(Cipher.DECRYPT_MODE, key, iv, BLOCK, secret);
    }

    /** Both ways are one: a block is mixed with the last one that came out, and then with the last one that went in. */
    private static byte[] run(int mode, byte[] key, byte[] iv, int outBefore, byte[] in) {
        if (in.length % BLOCK != 0) {
            throw new IllegalArgumentException(in.length + " bytes are no whole blocks");
        }
        Cipher cipher = cipher(mode, key);
        byte[] out = new byte[in.length];
        byte[] block = new byte[BLOCK];
        byte[] lastOut = iv;
        int lastOutAt = outBefore;
        byte[] lastIn = iv;
        int lastInAt = BLOCK - outBefore;
        for (int at = 0; at < in.length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                block[i] = (byte) (in[at + i] ^ lastOut[lastOutAt + i]);
            }
            update(cipher, block, out, at);
            for (int i = 0; i < BLOCK; i++) {
                out[at + i] ^= lastIn[lastInAt + i];
            }
            lastOut = out;
            lastOutAt = at;
            lastIn = in;
            lastInAt = at;
        }
        return out;
    }

    private static void update(Cipher cipher, byte[] block, byte[] out, int at) {
        try {
            cipher.update(block, 0, BLOCK, out, at);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("InsecureCryptoUsage") // the mode is built here, from single blocks
    private static Cipher cipher(int mode, byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
