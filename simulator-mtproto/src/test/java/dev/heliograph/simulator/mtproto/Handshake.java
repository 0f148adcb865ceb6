// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.AesIge;
import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The client's half of the key exchange. Every message it sends can be spoiled on the way. */
final class Handshake {
    private final Line line;
    private final Random random;
    private final UnaryOperator<byte[]> spoiler;

    Handshake(Line line, Random random) {
        this(line, random, message -> message);
    }

    Handshake(Line line, Random random, UnaryOperator<byte[]> spoiler) {
        this.line = line;
        this.random = random;
        this.spoiler = spoiler;
    }

    /** A key and the first salt. */
    record Made(byte[] key, long salt) {
        long id() {
            return TlReader.of(Arrays.copyOfRange(hash("SHA-1", key), 12, 20)).int64();
        }
    }

    /** Gets a key, for that many seconds or, with 0, for good. */
    Made run(int life) throws IOException {
        byte[] nonce = noise(16);
        TlReader offer = ask(TlWriter.empty().int32(0xbe7e8ef1).raw(nonce));
        require(offer.int32() == 0x05162463 && Arrays.equals(offer.raw(16), nonce));
        byte[] serverNonce = offer.raw(16);
        BigInteger product = new BigInteger(1, offer.bytes());
        require(offer.int32() == 0x1cb5c415 && offer.int32() == 1);
        long fingerprint = offer.int64();
        long p = 2;
        while (product.longValue() % p != 0) {
            p++;
        }
        byte[] first = BigInteger.valueOf(p).toByteArray();
        byte[] second = BigInteger.valueOf(product.longValue() / p).toByteArray();
        byte[] fresh = noise(32);
        TlWriter inner = TlWriter.empty()
                .int32(life == 0 ? 0xa9f55f95 : 0x56fddf88)
                .bytes(product.toByteArray())
                .bytes(first)
                .bytes(second)
                .raw(nonce)
                .raw(serverNonce)
                .raw(fresh)
                .int32(2);
        if (life != 0) {
            inner.int32(life);
        }
        TlReader params = ask(TlWriter.empty()
                .int32(0xd712e4be)
                .raw(nonce)
                .raw(serverNonce)
                .bytes(first)
                .bytes(second)
                .int64(fingerprint)
                .bytes(pad(spoiler.apply(inner.toArray()))));
        require(params.int32() == 0xd0e8075c);
        params.raw(32);
        return agree(nonce, serverNonce, fresh, params.bytes());
    }

    private Made agree(byte[] nonce, byte[] serverNonce, byte[] fresh, byte[] encrypted) throws IOException {
        byte[] one = hash("SHA-1", fresh, serverNonce);
        byte[] two = hash("SHA-1", serverNonce, fresh);
        byte[] key = join(one, Arrays.copyOf(two, 12));
        byte[] iv = join(Arrays.copyOfRange(two, 12, 20), hash("SHA-1", fresh, fresh), Arrays.copyOf(fresh, 4));
        byte[] answer = AesIge.decrypt(key, iv, encrypted);
        TlReader in = TlReader.of(answer);
        byte[] sum = in.raw(20);
        require(in.int32() == 0xb5890dba);
        in.raw(32);
        BigInteger g = BigInteger.valueOf(in.int32());
        BigInteger prime = new BigInteger(1, in.bytes());
        BigInteger shown = new BigInteger(1, in.bytes());
        in.int32();
        require(in.left() < 16);
        require(Arrays.equals(sum, hash("SHA-1", Arrays.copyOfRange(answer, 20, answer.length - in.left()))));
        BigInteger secret = new BigInteger(256, random).setBit(255);
        byte[] inner = spoiler.apply(TlWriter.empty()
                .int32(0x6643b654)
                .raw(nonce)
                .raw(serverNonce)
                .int64(0)
                .bytes(fixed(g.modPow(secret, prime)))
                .toArray());
        byte[] hashed = join(hash("SHA-1", inner), inner);
        byte[] padded = join(hashed, noise(-hashed.length & 15));
        TlReader done = ask(
                TlWriter.empty().int32(0xf5045f1f).raw(nonce).raw(serverNonce).bytes(AesIge.encrypt(key, iv, padded)));
        byte[] shared = fixed(shown.modPow(secret, prime));
        require(done.int32() == 0x3bcbf734);
        done.raw(32);
        byte[] proof = hash("SHA-1", fresh, new byte[] {1}, Arrays.copyOf(hash("SHA-1", shared), 8));
        require(Arrays.equals(done.raw(16), Arrays.copyOfRange(proof, 4, 20)));
        return new Made(
                shared, TlReader.of(fresh).int64() ^ TlReader.of(serverNonce).int64());
    }

    private byte[] pad(byte[] data) {
        RsaKey rsa = RsaKey.published();
        byte[] filled = join(data, noise(Math.max(0, 192 - data.length)));
        byte[] reversed = new byte[192];
        for (int i = 0; i < 192; i++) {
            reversed[i] = filled[191 - i];
        }
        while (true) {
            byte[] once = noise(32);
            byte[] content = join(reversed, hash("SHA-256", once, Arrays.copyOf(filled, 192)));
            byte[] wrapped = AesIge.encrypt(once, new byte[32], content);
            byte[] mask = hash("SHA-256", wrapped);
            byte[] head = once.clone();
            for (int i = 0; i < 32; i++) {
                head[i] ^= mask[i];
            }
            BigInteger number = new BigInteger(1, join(head, wrapped));
            if (number.compareTo(rsa.modulus()) < 0) {
                return fixed(number.modPow(rsa.exponent(), rsa.modulus()));
            }
        }
    }

    private TlReader ask(TlWriter question) throws IOException {
        byte[] body = spoiler.apply(question.toArray());
        line.send(
                TlWriter.empty().int64(0).int64(4).int32(body.length).raw(body).toArray(), false);
        byte[] frame = line.receive();
        if (frame.length == 4) {
            throw new IOException("error " + TlReader.of(frame).int32());
        }
        TlReader in = TlReader.of(frame);
        require(in.int64() == 0 && (in.int64() & 3) == 1);
        return TlReader.of(in.raw(in.int32()));
    }

    static byte[] hash(String algorithm, byte[]... parts) {
        try {
            return MessageDigest.getInstance(algorithm).digest(join(parts));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static byte[] join(byte[]... parts) {
        TlWriter all = TlWriter.empty();
        for (byte[] part : parts) {
            all.raw(part);
        }
        return all.toArray();
    }

    private byte[] noise(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] result = new byte[256];
        int size = Math.min(256, bytes.length);
        System.arraycopy(bytes, bytes.length - size, result, 256 - size, size);
        return result;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("the server broke the key exchange");
        }
    }
}
