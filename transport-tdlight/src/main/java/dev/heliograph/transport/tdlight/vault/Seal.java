// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.SessionName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is kept of a session, so that it can be neither read nor changed nor passed for that of another:
 *
 * <pre>format 1 | mark of the key 8 | nonce 12 | AES-256-GCM ciphertext and tag</pre>
 *
 * The format, the mark and the session's name are authenticated with it. The mark is derived from the key and tells a wrong
 * key from a damaged file.
 */
final class Seal {
    static final byte FORMAT = 1;

    private static final int MARK = 8;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD = 1 + MARK;

    private final SecretKeySpec key;
    private final byte[] mark;
    private final SecureRandom entropy = new SecureRandom();

    Seal(VaultKey key) {
        byte[] bytes = key.bytes();
        this.key = new SecretKeySpec(bytes, "AES");
        this.mark = markOf(bytes);
    }

    private static byte[] markOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] whole = mac.doFinal("heliograph vault key".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(whole, MARK);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }

    /** The content, sealed for that session. */
    Bytes seal(SessionName session, byte[] content) {
        byte[] nonce = new byte[NONCE];
        entropy.nextBytes(nonce);
        byte[] head = ByteBuffer.allocate(HEAD).put(FORMAT).put(mark).array();
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, nonce, head, session).doFinal(content);
            return Bytes.copyOf(ByteBuffer.allocate(HEAD + NONCE + secret.length)
                    .put(head)
                    .put(nonce)
                    .put(secret)
                    .array());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has AES-GCM", missing);
        }
    }

    /**
     * The content.
     *
     * @throws ConfigurationException if it was sealed with another key, for another session or in another format, or is
     *     damaged
     */
    byte[] open(SessionName session, Bytes content) {
        byte[] all = content.toArray();
        if (all.length < HEAD + NONCE + TAG_BITS / 8) {
            throw refusal(session, "is damaged: it is cut off at " + all.length + " bytes");
        }
        if (all[0] != FORMAT) {
            throw refusal(session, "has format " + all[0] + ": this version reads format " + FORMAT);
        }
        byte[] head = Arrays.copyOf(all, HEAD);
        if (!Arrays.equals(head, 1, HEAD, mark, 0, MARK)) {
            throw refusal(
                    session,
                    "was sealed with another key: set " + VaultKey.VARIABLE + " or " + VaultKey.FILE_VARIABLE
                            + " to the key that it was made with");
        }
        byte[] nonce = Arrays.copyOfRange(all, HEAD, HEAD + NONCE);
        try {
            int from = HEAD + NONCE;
            return cipher(Cipher.DECRYPT_MODE, nonce, head, session).doFinal(all, from, all.length - from);
        } catch (AEADBadTagException wrong) {
            throw refusal(session, "is damaged, or is that of another session under this name");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has AES-GCM", missing);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] head, SessionName session) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(session.value().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static ConfigurationException refusal(SessionName session, String why) {
        return new ConfigurationException("session " + session + ": its record in the vault " + why);
    }
}
