// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.library;

import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a key within a file, as text between two lines.
 *
 * @param from where its characters begin, behind the first line
 * @param to where they end, before the last line
 * @param fingerprint by which a client names the key to a server
 */
record PemBlock(int from, int to, long fingerprint) {
    private static final byte[] BEGIN = "-----BEGIN RSA PUBLIC KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END RSA PUBLIC KEY-----".getBytes(StandardCharsets.US_ASCII);
    // a key of 16384 bits, with its line breaks, is smaller
    private static final int LONGEST = 4096;

    /** All that are whole, in their order; what only looks like one is passed over. */
    static List<PemBlock> in(byte[] file) {
        List<PemBlock> blocks = new ArrayList<>();
        int begin = find(file, BEGIN, 0, file.length);
        while (begin >= 0) {
            int from = begin + BEGIN.length;
            PemBlock block = read(file, from);
            if (block != null) {
                blocks.add(block);
            }
            begin = find(file, BEGIN, from, file.length);
        }
        return Collections.unmodifiableList(blocks);
    }

    /**
     * Puts another key in its place, broken into the same lines.
     *
     * @throws IllegalArgumentException where the key takes more or less room
     */
    void replace(byte[] file, RsaKey key) {
        byte[] characters = Base64.getEncoder().encode(key.publicDer());
        int next = 0;
        for (int at = from; at < to; at++) {
            if (!isBreak(file[at])) {
                if (next == characters.length) {
                    throw new IllegalArgumentException("the key is shorter than the one in the file");
                }
                file[at] = characters[next];
                next++;
            }
        }
        if (next != characters.length) {
            throw new IllegalArgumentException("the key is longer than the one in the file");
        }
    }

    @Nullable
    private static PemBlock read(byte[] file, int from) {
        int to = find(file, END, from, Math.min(file.length, from + LONGEST));
        if (to < 0) {
            return null;
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(Digests.slice(file, from, to));
            return new PemBlock(from, to, fingerprint(der));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAKey) {
            return null;
        }
    }

    /** Of the two numbers of PKCS #1, each without the zero before its first bit. */
    private static long fingerprint(byte[] der) {
        int[] at = {0};
        enter(der, at, 0x30);
        byte[] modulus = integer(der, at);
        byte[] exponent = integer(der, at);
        byte[] key = TlWriter.empty().bytes(modulus).bytes(exponent).toArray();
        return Digests.int64(Digests.sha1(key), 12);
    }

    private static byte[] integer(byte[] der, int[] at) {
        int length = enter(der, at, 0x02);
        int first = at[0];
        at[0] = Math.addExact(first, length);
        if (length < 1 || at[0] > der.length) {
            throw new IllegalArgumentException("no number");
        }
        return Digests.slice(der, length > 1 && der[first] == 0 ? first + 1 : first, at[0]);
    }

    /** Passes over the tag and the length, which it returns. */
    private static int enter(byte[] der, int[] at, int tag) {
        if ((der[at[0]++] & 0xff) != tag) {
            throw new IllegalArgumentException("no key");
        }
        int length = der[at[0]++] & 0xff;
        if (length < 0x80) {
            return length;
        }
        int bytes = length & 0x7f;
        if (bytes > 3) {
            throw new IllegalArgumentException("no key");
        }
        length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | (der[at[0]++] & 0xff);
        }
        return length;
    }

    private static boolean isBreak(byte character) {
        return character == '\n' || character == '\r';
    }

    private static int find(byte[] file, byte[] wanted, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && file[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
