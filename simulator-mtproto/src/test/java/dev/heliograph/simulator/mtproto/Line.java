// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The client's half of a connection: a socket, perhaps a proxy, obfuscation and frames. Written apart from the server's. */
final class Line implements AutoCloseable {
    static final int INTERMEDIATE = 0xeeeeeeee;
    static final int PADDED = 0xdddddddd;
    static final int ABRIDGED = 0xefefefef;
    private static final int PATIENCE = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Random random;
    boolean dripping;
    private int tag = INTERMEDIATE;

    @Nullable
    private Cipher encrypt;

    @Nullable
    private Cipher decrypt;

    private Line(int port, long seed) throws IOException {
        socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        random = new Random(seed);
    }

    static Line to(int port, long seed) throws IOException {
        return new Line(port, seed);
    }

    /** Through SOCKS5, with intermediate frames, to the data centre of that number. */
    static Line throughSocks(int port, int dc, long seed) throws IOException {
        Line line = to(port, seed);
        line.socks();
        line.obfuscate(INTERMEDIATE, dc, null);
        return line;
    }

    void socks() throws IOException {
        write(5, 1, 0);
        expect(5, 0);
        write(5, 1, 0, 1, 149, 154, 167, 51, 1, 187);
        expect(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    void socks(String user, String password) throws IOException {
        write(5, 2, 0, 2);
        expect(5, 2);
        write(1, user.length());
        out.write(user.getBytes(StandardCharsets.US_ASCII));
        write(password.length());
        out.write(password.getBytes(StandardCharsets.US_ASCII));
        expect(1, 0);
        // by name, as the third kind of address
        write(5, 1, 0, 3, 4);
        out.write("host".getBytes(StandardCharsets.US_ASCII));
        write(1, 187);
        expect(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    void obfuscate(int framing, int dc, byte @Nullable [] secret) throws IOException {
        tag = framing;
        byte[] header = new byte[64];
        do {
            random.nextBytes(header);
        } while (header[0] == (byte) 0xef || header[0] == (byte) 0xee || header[0] == (byte) 0xdd);
        ByteBuffer words = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        words.putInt(56, framing).putShort(60, (short) dc);
        byte[] back = new byte[64];
        for (int i = 0; i < 64; i++) {
            back[i] = header[63 - i];
        }
        encrypt = cipher(header, secret);
        decrypt = cipher(back, secret);
        byte[] hidden = encrypt.update(header);
        System.arraycopy(hidden, 56, header, 56, 8);
        sendRaw(header);
    }

    private static Cipher cipher(byte[] header, byte @Nullable [] secret) {
        try {
            byte[] key = Arrays.copyOfRange(header, 8, 40);
            if (secret != null) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(key);
                key = digest.digest(secret);
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(Arrays.copyOfRange(header, 40, 56)));
            return cipher;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    void send(byte[] payload, boolean quickAck) throws IOException {
        int padding = tag == PADDED ? random.nextInt(16) : 0;
        ByteBuffer frame = ByteBuffer.allocate(payload.length + padding + 4).order(ByteOrder.LITTLE_ENDIAN);
        if (tag != ABRIDGED) {
            frame.putInt((payload.length + padding) | (quickAck ? 0x80000000 : 0));
        } else if (payload.length / 4 < 127) {
            frame.put((byte) (payload.length / 4 | (quickAck ? 0x80 : 0)));
        } else {
            frame.putInt(payload.length / 4 << 8 | 0x7f | (quickAck ? 0x80 : 0));
        }
        byte[] noise = new byte[padding];
        random.nextBytes(noise);
        frame.put(payload).put(noise);
        byte[] bytes = Arrays.copyOf(frame.array(), frame.position());
        sendRaw(encrypt == null ? bytes : encrypt.update(bytes));
    }

    /** The head of a frame, and nothing of the frame. */
    void promise(int length) throws IOException {
        byte[] head = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array();
        sendRaw(encrypt == null ? head : encrypt.update(head));
    }

    void sendRaw(byte[] bytes) throws IOException {
        if (!dripping) {
            out.write(bytes);
            return;
        }
        for (byte one : bytes) {
            out.write(one);
        }
    }

    /** The next frame; four bytes are an error or a quick acknowledgement. */
    byte[] receive() throws IOException {
        int length;
        if (tag == ABRIDGED) {
            byte[] head = read(1);
            length = (head[0] & 0xff) * 4;
            if (head[0] < 0) {
                byte[] more = read(3);
                return new byte[] {more[2], more[1], more[0], head[0]};
            }
            if (head[0] == 0x7f) {
                byte[] more = read(3);
                length = ((more[0] & 0xff) | (more[1] & 0xff) << 8 | (more[2] & 0xff) << 16) * 4;
            }
        } else {
            byte[] head = read(4);
            length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (length < 0) {
                return head;
            }
        }
        return read(length);
    }

    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return decrypt == null ? bytes : decrypt.update(bytes);
    }

    private void write(int... bytes) throws IOException {
        byte[] packed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packed[i] = (byte) bytes[i];
        }
        sendRaw(packed);
    }

    private void expect(int... bytes) throws IOException {
        byte[] answer = in.readNBytes(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (i >= answer.length || (answer[i] & 0xff) != bytes[i]) {
                throw new AssertionError("the proxy said " + Arrays.toString(answer));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
