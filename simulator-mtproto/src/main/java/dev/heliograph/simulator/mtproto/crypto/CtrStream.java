// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One direction of an obfuscated connection: AES-256 in counter mode without an end. Not for use by several threads. */
public final class CtrStream {
    private final Cipher cipher;

    private CtrStream(Cipher cipher) {
        this.cipher = cipher;
    }

    /**
     * A stream at its beginning.
     *
     * @param key 32 bytes
     * @param iv 16 bytes
     */
    public static CtrStream of(byte[] key, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return new CtrStream(cipher);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The next bytes, encrypted or decrypted. */
    public byte[] next(byte[] bytes) {
        byte[] result = cipher.update(bytes);
        return result == null ? new byte[0] : result;
    }
}
