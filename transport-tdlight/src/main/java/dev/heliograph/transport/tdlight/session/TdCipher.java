// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How TDLib encrypts its event log: one event says how, all that follows it is AES-256 in counter mode. A database without a
 * key of its own is encrypted too, with a key that everybody knows.
 */
final class TdCipher {
    private static final byte[] NO_KEY = "cucumber".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROOF = "cucumbers everywhere".getBytes(StandardCharsets.US_ASCII);
    // keys are taken for random ones, which need no stretching
    private static final int ROUNDS = 2;

    private final byte[] salt;
    private final byte[] iv;
    private final byte[] proof;

    /** Reads the data of the event. */
    TdCipher(byte[] data) throws SessionFormatException {
        ByteCursor in = new ByteCursor("the encryption of the TDLib database", data);
        if (in.i32Le() != 0) {
            throw new SessionFormatException("the TDLib database is encrypted in a way that is not known");
        }
        salt = in.tlBytes();
        iv = in.tlBytes();
        proof = in.tlBytes();
        in.end();
        if (salt.length != 32 || iv.length != 16 || proof.length != 32) {
            throw new SessionFormatException("the TDLib database is encrypted in a way that is not known");
        }
    }

    /**
     * What follows the event, in the clear.
     *
     * @param databaseKey empty where the database has none of its own
     */
    byte[] open(byte[] databaseKey, byte[] rest) throws SessionFormatException {
        try {
            boolean own = databaseKey.length > 0;
            byte[] key = derive(own ? databaseKey : NO_KEY);
            if (!MessageDigest.isEqual(mac(key).doFinal(PROOF), proof)) {
                throw new SessionFormatException(
                        own
                                ? "the TDLib database is encrypted with another key"
                                : "the TDLib database is encrypted with a key of its own, which is needed to read it",
                        !own);
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES and HMAC-SHA256", e);
        }
    }

    /** PBKDF2 with one block; the JDK's takes passwords of characters only. */
    private byte[] derive(byte[] password) throws GeneralSecurityException {
        Mac mac = mac(password);
        mac.update(salt);
        byte[] step = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] key = step.clone();
        for (int round = 1; round < ROUNDS; round++) {
            step = mac.doFinal(step);
            for (int i = 0; i < key.length; i++) {
                key[i] ^= step[i];
            }
        }
        Arrays.fill(step, (byte) 0);
        return key;
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }
}
