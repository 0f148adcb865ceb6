// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;

/** Sessions made by hand, without a line of what is being tested. */
final class Vectors {
    static final byte[] KEY = key();
    static final long USER = 5_000_000_001L;

    private Vectors() {}

    interface Fields {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] key() {
        byte[] key = new byte[256];
        for (int i = 0; i < 256; i++) {
            key[i] = (byte) (i * 7 + 13);
        }
        return key;
    }

    static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            fields.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String python(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    static String bare(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes).replace("=", "");
    }

    static byte[] telethonBytes() {
        return bytes(out -> {
            out.writeByte(2);
            out.write(new byte[] {(byte) 149, (byte) 154, (byte) 167, 51});
            out.writeShort(443);
            out.write(KEY);
        });
    }

    static String telethon() {
        return "1" + python(telethonBytes());
    }

    static String telethonIpv6() {
        return "1"
                + python(bytes(out -> {
                    out.writeByte(4);
                    out.write(new byte[] {0x20, 1, 6, 0x7c, 4, (byte) 0xe8, (byte) 0xf0, 4, 0, 0, 0, 0, 0, 0, 0, 10});
                    out.writeShort(443);
                    out.write(KEY);
                }));
    }

    static String pyrogram() {
        return bare(bytes(out -> {
            out.writeByte(2);
            out.writeInt(12345);
            out.writeBoolean(false);
            out.write(KEY);
            out.writeLong(USER);
            out.writeBoolean(true);
        }));
    }

    static String pyrogramLongIds() {
        return bare(bytes(out -> {
            out.writeByte(3);
            out.writeBoolean(true);
            out.write(KEY);
            out.writeLong(USER);
            out.writeBoolean(false);
        }));
    }

    static String pyrogramFirst() {
        return bare(bytes(out -> {
            out.writeByte(5);
            out.writeBoolean(false);
            out.write(KEY);
            out.writeInt(2_000_000_000);
            out.writeBoolean(false);
        }));
    }

    static String gramjs(String host) {
        return "1"
                + Base64.getEncoder().encodeToString(bytes(out -> {
                    out.writeByte(2);
                    out.writeShort(host.length());
                    out.writeBytes(host);
                    out.writeShort(443);
                    out.write(KEY);
                }));
    }

    static byte[] tl(byte[] value) {
        return bytes(out -> {
            int head = 1;
            if (value.length < 254) {
                out.writeByte(value.length);
            } else {
                out.writeInt(Integer.reverseBytes(value.length << 8 | 254));
                head = 4;
            }
            out.write(value);
            while ((head++ + value.length) % 4 != 0) {
                out.writeByte(0);
            }
        });
    }

    static byte[] tl(String value) {
        return tl(value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] mtcuteDc(int dc, int flags, String host) {
        return tl(bytes(out -> {
            out.write(new byte[] {2, (byte) dc, (byte) flags});
            out.write(tl(host));
            out.writeInt(Integer.reverseBytes(443));
        }));
    }

    static String mtcute() {
        return bare(bytes(out -> {
            out.writeByte(3);
            out.writeInt(Integer.reverseBytes(1));
            out.write(mtcuteDc(2, 0, "149.154.167.50"));
            out.writeLong(Long.reverseBytes(USER));
            out.writeInt(Integer.reverseBytes(0xbc799737));
            out.write(tl(KEY));
        }));
    }

    static String mtcuteWithMedia() {
        return bare(bytes(out -> {
            out.writeByte(3);
            out.writeInt(Integer.reverseBytes(4));
            out.write(mtcuteDc(2, 4, "149.154.167.40"));
            out.write(mtcuteDc(2, 6, "149.154.167.40"));
            out.write(tl(KEY));
        }));
    }

    static String mtkruto(String dc, byte[] more) {
        byte[] plain = bytes(out -> {
            out.write(tl(dc));
            out.write(tl(KEY));
            out.write(more);
        });
        return bare(bytes(out -> {
            for (int at = 0; at < plain.length; ) {
                int run = at;
                while (run < plain.length && plain[run] == 0 && run - at < 255) {
                    run++;
                }
                if (run == at) {
                    out.writeByte(plain[at++]);
                } else {
                    out.writeByte(0);
                    out.writeByte(run - at);
                    at = run;
                }
            }
        }));
    }

    static byte[] event(long id, int type, int flags, byte[] data) {
        ByteBuffer event = ByteBuffer.allocate(32 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt(event.capacity())
                .putLong(id)
                .putInt(type)
                .putInt(flags)
                .putLong(0)
                .put(data);
        CRC32 crc = new CRC32();
        crc.update(event.array(), 0, event.position());
        return event.putInt((int) crc.getValue()).array();
    }

    static byte[] pair(String key, byte[] value) {
        return bytes(out -> {
            out.write(tl(key));
            out.write(tl(value));
        });
    }

    static byte[] auth(int flags) {
        return bytes(out -> {
            out.write(Arrays.copyOfRange(sha1(KEY), 12, 20));
            out.writeInt(Integer.reverseBytes(flags));
            out.write(tl(KEY));
            if ((flags & 4) != 0) {
                out.writeDouble(1.5e9);
            }
        });
    }

    static byte[] binlog(Map<String, byte[]> pairs) {
        return bytes(out -> {
            long id = 1;
            for (Map.Entry<String, byte[]> pair : pairs.entrySet()) {
                out.write(event(id++, 0x4327, 0, pair(pair.getKey(), pair.getValue())));
            }
        });
    }

    static String gotd() {
        String key = Base64.getEncoder().encodeToString(KEY);
        String id = Base64.getEncoder().encodeToString(Arrays.copyOfRange(sha1(KEY), 12, 20));
        return "{\"Version\":1,\"Data\":{\"Config\":{\"TestMode\":false,\"ThisDC\":2,\"DCOptions\":null},\"DC\":2,"
                + "\"Addr\":\"149.154.167.50:443\",\"AuthKey\":\"" + key + "\",\"AuthKeyID\":\"" + id
                + "\",\"Salt\":-4711}}";
    }

    static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] golden(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
