// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.AesIge;
import dev.heliograph.simulator.mtproto.tl.TlCodec;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import dev.heliograph.simulator.mtproto.tl.TlSchema;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The client's half of a session: seals, counts, opens. Written apart from the server's. */
final class Caller {
    static final TlCodec CODEC = TlCodec.of(TlSchema.builtIn());

    private final Random random;
    private final byte[] key;
    private final long keyId;
    private final long second;
    private final List<Heard> heard = new ArrayList<>();
    long session;
    long salt;
    private Line line;
    private int sent;
    private int counted;

    Caller(Line line, Handshake.Made made, long second, long seed) {
        this.line = line;
        this.key = made.key();
        this.keyId = made.id();
        this.salt = made.salt();
        this.second = second;
        this.random = new Random(seed);
        this.session = random.nextLong();
    }

    /** A message of the server. */
    record Heard(long id, int seqNo, byte[] body) {
        int constructor() {
            return TlReader.of(body).int32();
        }

        /** The message of the client that it answers a call of, or 0. */
        long answers() {
            return constructor() == 0xf35c6d01
                    ? TlReader.of(Arrays.copyOfRange(body, 4, 12)).int64()
                    : 0;
        }

        TlObject object() {
            return CODEC.read(body);
        }

        TlObject result(String call) {
            byte[] result = Arrays.copyOfRange(body, 12, body.length);
            return TlReader.of(result).int32() == CODEC.schema().id("rpc_error")
                    ? CODEC.read(result)
                    : CODEC.readResult(call, result);
        }
    }

    void move(Line other) {
        line = other;
    }

    Line line() {
        return line;
    }

    long keyId() {
        return keyId;
    }

    byte[] key() {
        return key;
    }

    long nextId() {
        return second << 32 | (long) ++sent << 2;
    }

    long send(TlObject object) throws IOException {
        return send(CODEC.write(object));
    }

    long send(byte[] body) throws IOException {
        long id = nextId();
        send(id, body);
        return id;
    }

    void send(long id, byte[] body) throws IOException {
        line.send(seal(id, body), false);
    }

    byte[] seal(long id, byte[] body) {
        byte[] noise = new byte[12 + (-(32 + body.length + 12) & 15) + 16 * random.nextInt(3)];
        random.nextBytes(noise);
        return sealPadded(TlWriter.empty()
                .int64(salt)
                .int64(session)
                .int64(id)
                .int32(2 * counted++ + 1)
                .int32(body.length)
                .raw(body)
                .raw(noise)
                .toArray());
    }

    byte[] sealPadded(byte[] padded) {
        byte[] messageKey =
                Arrays.copyOfRange(Handshake.hash("SHA-256", Arrays.copyOfRange(key, 88, 120), padded), 8, 24);
        byte[][] keys = keys(messageKey, 0);
        return TlWriter.empty()
                .int64(keyId)
                .raw(messageKey)
                .raw(AesIge.encrypt(keys[0], keys[1], padded))
                .toArray();
    }

    private byte[][] keys(byte[] messageKey, int x) {
        byte[] a = Handshake.hash("SHA-256", messageKey, Arrays.copyOfRange(key, x, 36 + x));
        byte[] b = Handshake.hash("SHA-256", Arrays.copyOfRange(key, 40 + x, 76 + x), messageKey);
        return new byte[][] {
            Handshake.join(Arrays.copyOf(a, 8), Arrays.copyOfRange(b, 8, 24), Arrays.copyOfRange(a, 24, 32)),
            Handshake.join(Arrays.copyOf(b, 8), Arrays.copyOfRange(a, 8, 24), Arrays.copyOfRange(b, 24, 32))
        };
    }

    Heard receive() throws IOException {
        byte[] frame = line.receive();
        if (frame.length == 4) {
            throw new IOException("error " + TlReader.of(frame).int32());
        }
        TlReader in = TlReader.of(frame);
        if (in.int64() != keyId) {
            throw new AssertionError("a message for another key");
        }
        byte[] messageKey = in.raw(16);
        byte[][] keys = keys(messageKey, 8);
        byte[] padded = AesIge.decrypt(keys[0], keys[1], in.rest());
        byte[] expected = Handshake.hash("SHA-256", Arrays.copyOfRange(key, 96, 128), padded);
        if (!Arrays.equals(messageKey, Arrays.copyOfRange(expected, 8, 24))) {
            throw new AssertionError("a message with a wrong key");
        }
        TlReader message = TlReader.of(padded);
        message.int64();
        if (message.int64() != session) {
            throw new AssertionError("a message of another session");
        }
        long id = message.int64();
        if ((id & 1) == 0) {
            throw new AssertionError("a message with the number of a client's");
        }
        Heard one = new Heard(id, message.int32(), message.raw(message.int32()));
        if (message.left() < 12 || message.left() > 1024) {
            throw new AssertionError(message.left() + " bytes of padding");
        }
        heard.add(one);
        return one;
    }

    /** Everything that was heard so far. */
    List<Heard> heard() {
        return heard;
    }

    /** Listens until there is a message of that constructor, also among those heard before. */
    Heard await(String name) throws IOException {
        int id = CODEC.schema().id(name);
        for (Heard one : heard) {
            if (one.constructor() == id) {
                heard.remove(one);
                return one;
            }
        }
        Heard one = receive();
        while (one.constructor() != id) {
            one = receive();
        }
        heard.remove(one);
        return one;
    }

    /** Listens until there is the answer to that message. */
    TlObject answer(long id, String call) throws IOException {
        for (Heard one : heard) {
            if (one.answers() == id) {
                return one.result(call);
            }
        }
        Heard one = receive();
        while (one.answers() != id) {
            one = receive();
        }
        return one.result(call);
    }

    TlObject call(TlObject wrapped, String inner) throws IOException {
        return answer(send(wrapped), inner);
    }

    TlObject call(TlObject query) throws IOException {
        return answer(send(query), query.name());
    }
}
