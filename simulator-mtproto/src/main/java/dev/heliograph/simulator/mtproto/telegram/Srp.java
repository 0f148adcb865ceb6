// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.crypto.DhGroup;
import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A password that the server can check without hearing it. The server keeps a verifier, as the real one does. */
final class Srp {
    private static final int ROUNDS = 100_000;
    private static final int BYTES = 256;
    private static final BigInteger PRIME = new BigInteger(1, DhGroup.prime());
    private static final BigInteger GENERATOR = BigInteger.valueOf(3);
    private static final BigInteger K = number(Digests.sha256(padded(PRIME), padded(GENERATOR)));

    private final byte[] salt1;
    private final byte[] salt2;
    private final BigInteger verifier;

    private Srp(byte[] salt1, byte[] salt2, BigInteger verifier) {
        this.salt1 = salt1;
        this.salt2 = salt2;
        this.verifier = verifier;
    }

    /** Takes a tenth of a second, as it does for clients. */
    static Srp of(String password, String salt) {
        byte[] salt1 = Digests.slice(Digests.sha256(("1" + salt).getBytes(StandardCharsets.UTF_8)), 0, 16);
        byte[] salt2 = Digests.slice(Digests.sha256(("2" + salt).getBytes(StandardCharsets.UTF_8)), 0, 16);
        byte[] hash = secret(password, salt1, salt2);
        return new Srp(salt1, salt2, GENERATOR.modPow(number(hash), PRIME));
    }

    /** What a client makes of a password. */
    static byte[] secret(String password, byte[] salt1, byte[] salt2) {
        byte[] first = salted(salted(password.getBytes(StandardCharsets.UTF_8), salt1), salt2);
        return salted(stretched(first, salt1), salt2);
    }

    /** How clients are to hash the password. */
    TlObject algorithm() {
        return algorithm(salt1, salt2);
    }

    static TlObject algorithm(byte[] salt1, byte[] salt2) {
        return TlObject.of("passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow")
                .with("salt1", Bytes.copyOf(salt1))
                .with("salt2", Bytes.copyOf(salt2))
                .with("g", GENERATOR.intValue())
                .with("p", Bytes.copyOf(padded(PRIME)));
    }

    /** What the server shows of its secret of 256 bytes. */
    byte[] challenge(byte[] secret) {
        return padded(K.multiply(verifier)
                .add(GENERATOR.modPow(number(secret), PRIME))
                .mod(PRIME));
    }

    /**
     * Whether a client knows the password.
     *
     * @param secret that of the challenge
     * @param shown what the client shows of its own
     * @param proof what only somebody with the password can make
     */
    boolean accepts(byte[] secret, byte[] shown, byte[] proof) {
        BigInteger a = number(shown);
        if (a.signum() == 0 || a.compareTo(PRIME) >= 0) {
            return false;
        }
        byte[] b = challenge(secret);
        BigInteger u = number(Digests.sha256(padded(a), b));
        BigInteger shared = a.multiply(verifier.modPow(u, PRIME)).mod(PRIME).modPow(number(secret), PRIME);
        return Arrays.equals(proof, proof(salt1, salt2, padded(a), b, Digests.sha256(padded(shared))));
    }

    /** What shows that somebody knows the shared key. */
    static byte[] proof(byte[] salt1, byte[] salt2, byte[] a, byte[] b, byte[] key) {
        byte[] group = Digests.xor(Digests.sha256(padded(PRIME)), Digests.sha256(padded(GENERATOR)));
        return Digests.sha256(group, Digests.sha256(salt1), Digests.sha256(salt2), a, b, key);
    }

    static byte[] padded(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] result = new byte[BYTES];
        int length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, result, BYTES - length, length);
        return result;
    }

    static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    private static byte[] salted(byte[] data, byte[] salt) {
        return Digests.sha256(salt, data, salt);
    }

    /** PBKDF2 with bytes for a password, which the JDK has for characters only. */
    private static byte[] stretched(byte[] password, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            byte[] round = mac.doFinal(Digests.concat(salt, new byte[] {0, 0, 0, 1}));
            byte[] result = round.clone();
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                for (int j = 0; j < result.length; j++) {
                    result[j] ^= round[j];
                }
            }
            return result;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA512", impossible);
        }
    }
}
