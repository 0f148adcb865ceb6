// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The key by which clients know the server. */
public final class RsaKey {
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
    private static final int BYTES = 256;

    // known to everybody, and to be trusted by nobody but clients of a simulated Telegram
    private static final BigInteger FIRST = new BigInteger(
            "e410629cea4ac92b9cfc2c969559dbc8838fcd2cd83f17454489dd064214b01b"
                    + "63d34a3d64bd95e32a1780c3887e0d80f4906ccda6741b6b51caee0a7023b226"
                    + "edd14c2b3680817270575ad655a4fb5d46652811afb01f0b2f814642ebd39a20"
                    + "0838e6ac50e86d3fe66e0a7485d2e2e556d8ddc8f1b42c1315a1ef4a3b8c2b3d",
            16);
    private static final BigInteger SECOND = new BigInteger(
            "a42071fb6d89767a07c7e64844ab8806928079ef2dc19e664c416bd68ffe38da"
                    + "aeb89835055d56b93fbd2a5d16a91ea0d54b3b750bb443d5ceb4b38eab312963"
                    + "2d501763653ffbef5465e81a6b065f7d000f6308fba27f8274486d9f743379e9"
                    + "0ff6508724ee3f2fb666202e12417b1954e11eb3e92710d6491f09c72089356d",
            16);

    private final BigInteger first;
    private final BigInteger second;
    private final BigInteger modulus;
    private final BigInteger firstExponent;
    private final BigInteger secondExponent;
    private final BigInteger inverse;

    private RsaKey(BigInteger first, BigInteger second) {
        this.first = first;
        this.second = second;
        this.modulus = first.multiply(second);
        BigInteger one = BigInteger.ONE;
        this.firstExponent = EXPONENT.modInverse(first.subtract(one));
        this.secondExponent = EXPONENT.modInverse(second.subtract(one));
        this.inverse = second.modInverse(first);
    }

    /**
     * The key of the simulated Telegram. It is the same everywhere, so that a client that was taught it once can be used
     * with any; its secret half is published here.
     */
    public static RsaKey published() {
        return of(FIRST, SECOND);
    }

    /**
     * A key from its two primes.
     *
     * @throws IllegalArgumentException where they do not make a key of 2048 bits
     */
    public static RsaKey of(BigInteger first, BigInteger second) {
        if (first.multiply(second).bitLength() != BYTES * 8) {
            throw new IllegalArgumentException("the primes do not make a key of 2048 bits");
        }
        return new RsaKey(first, second);
    }

    /** What the server is asked for: the last eight bytes of the hash of the public half. */
    public long fingerprint() {
        byte[] key = TlWriter.empty()
                .bytes(unsigned(modulus))
                .bytes(unsigned(EXPONENT))
                .toArray();
        return Digests.int64(Digests.sha1(key), 12);
    }

    /** The product of the primes. */
    public BigInteger modulus() {
        return modulus;
    }

    /** The public exponent. */
    public BigInteger exponent() {
        return EXPONENT;
    }

    /** The public half in DER, as PKCS #1 has it; 270 bytes. */
    public byte[] publicDer() {
        byte[] content = Digests.concat(integer(modulus), integer(EXPONENT));
        return Digests.concat(header(0x30, content.length), content);
    }

    /** The public half in PEM, with lines of 64 characters and no line break at its end. */
    public String publicPem() {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN RSA PUBLIC KEY-----\n" + encoder.encodeToString(publicDer())
                + "\n-----END RSA PUBLIC KEY-----";
    }

    /** Undoes what the public half did; 256 bytes. */
    byte[] decrypt(byte[] secret) {
        BigInteger value = new BigInteger(1, secret);
        BigInteger one = value.mod(first).modPow(firstExponent, first);
        BigInteger two = value.mod(second).modPow(secondExponent, second);
        BigInteger plain = one.subtract(two)
                .mod(first)
                .multiply(inverse)
                .mod(first)
                .multiply(second)
                .add(two);
        return fixed(plain, BYTES);
    }

    /** A number in that many bytes, the largest first. */
    static byte[] fixed(BigInteger value, int size) {
        byte[] bytes = unsigned(value);
        byte[] result = new byte[size];
        System.arraycopy(bytes, 0, result, size - bytes.length, bytes.length);
        return result;
    }

    static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Digests.slice(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] integer(BigInteger value) {
        byte[] content = value.toByteArray();
        return Digests.concat(header(0x02, content.length), content);
    }

    private static byte[] header(int tag, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 128) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        return out.toByteArray();
    }
}
