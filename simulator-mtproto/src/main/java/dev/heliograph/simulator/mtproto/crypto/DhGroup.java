// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The group in which keys are agreed upon: the one that clients know and need not test. */
public final class DhGroup {
    /** The generator. */
    public static final int GENERATOR = 3;

    private static final int BYTES = 256;
    private static final int SECRET_BYTES = 32;
    private static final BigInteger PRIME = new BigInteger(
            "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
                    + "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
                    + "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
                    + "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
                    + "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
                    + "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
                    + "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
                    + "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
            16);
    private static final BigInteger MARGIN = BigInteger.ONE.shiftLeft(2048 - 64);

    private DhGroup() {}

    /** The prime, whose half is prime too; 256 bytes. */
    public static byte[] prime() {
        return RsaKey.fixed(PRIME, BYTES);
    }

    /**
     * What one side shows of its secret; 256 bytes.
     *
     * @param secret random bytes, 32 or more
     */
    public static byte[] open(byte[] secret) {
        return RsaKey.fixed(BigInteger.valueOf(GENERATOR).modPow(exponent(secret), PRIME), BYTES);
    }

    /**
     * What both sides then know; 256 bytes.
     *
     * @param shown what the other side shows
     * @return null where the other side shows what it must not
     */
    public static byte @Nullable [] agree(byte[] shown, byte[] secret) {
        BigInteger value = new BigInteger(1, shown);
        if (value.compareTo(MARGIN) < 0 || value.compareTo(PRIME.subtract(MARGIN)) > 0) {
            return null;
        }
        return RsaKey.fixed(value.modPow(exponent(secret), PRIME), BYTES);
    }

    private static BigInteger exponent(byte[] secret) {
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
        }
        return new BigInteger(1, secret);
    }
}
