// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The event log in which TDLib keeps its keys. Of its events only those of the key-value store are looked at:
 *
 * <pre>size u32 | id u64 | type i32 | flags i32 | extra u64 | data | CRC-32 of all before it</pre>
 *
 * all little-endian, sizes a multiple of four. An event with a flag replaces the earlier one of its id.
 */
final class TdBinlog {
    /** The name of the log in its folder. */
    static final String NAME = "td.binlog";

    /** The name for the test servers. */
    static final String TEST_NAME = "td_test.binlog";

    private static final int KEY_VALUE = 0x4327;
    private static final int EMPTY = -2;
    private static final int ENCRYPTION = -3;
    private static final int HEAD = 28;
    private static final int LEAST = HEAD + 4;
    private static final int AUTHORIZED = 1;
    private static final int HAS_CREATION = 4;
    private static final int HAS_EXPIRY = 8;

    private TdBinlog() {}

    /** Whether the bytes begin with an event. */
    static boolean fits(byte[] bytes) {
        if (bytes.length < LEAST) {
            return false;
        }
        long size = size(bytes, 0);
        return size >= LEAST && size <= bytes.length && size % 4 == 0 && crcFits(bytes, 0, (int) size);
    }

    /**
     * Reads a log.
     *
     * @param test whether it is the one of the test servers, which the log itself does not say
     * @param databaseKey the key of the database, empty where it has none
     */
    static SessionMaterial read(byte[] bytes, boolean test, byte[] databaseKey) throws SessionFormatException {
        Map<String, byte[]> pairs = pairs(bytes, databaseKey);
        String dcText = text(pairs, "main_dc_id", "1");
        if (!dcText.matches("[1-5]")) {
            throw new SessionFormatException("the TDLib database names no data centre from 1 to 5");
        }
        int dc = Integer.parseInt(dcText);
        byte[] auth = pairs.get("auth" + dc);
        if (auth == null || !text(pairs, "auth", "").equals("ok")) {
            throw new SessionFormatException("nobody is signed in with this TDLib database");
        }
        ByteCursor in = new ByteCursor("the key of the TDLib database", auth);
        byte[] keyId = in.take(8);
        int flags = in.i32Le();
        SessionMaterial session = Parts.session(dc, test, in.tlBytes());
        in.take(((flags & HAS_CREATION) == 0 ? 0 : 8) + ((flags & HAS_EXPIRY) == 0 ? 0 : 8));
        in.end();
        if (!Arrays.equals(keyId, session.keyId())) {
            throw new SessionFormatException("the TDLib database is damaged: its key is not the one of the key's id");
        }
        if ((flags & AUTHORIZED) == 0) {
            throw new SessionFormatException("nobody is signed in with this TDLib database");
        }
        String userId = text(pairs, "my_id", "0");
        if (!userId.matches("[0-9]{1,16}")) {
            throw new SessionFormatException("the user id in the TDLib database is not a number");
        }
        return session.withUserId(Parts.userId(Long.parseLong(userId)))
                .withBot(text(pairs, "auth_is_bot", "").equals("true"));
    }

    /** A log that TDLib opens as a signed-in database, and encrypts when it is given a key. */
    static byte[] write(SessionMaterial session, long userId, boolean bot) {
        Map<String, byte[]> pairs = signedIn(session);
        if (bot) {
            pairs.put("auth_is_bot", ascii("true"));
        }
        pairs.put("my_id", ascii(Long.toString(userId)));
        return write(pairs);
    }

    /** A log that TDLib opens as a signed-in database of it does not know whom, good for one question and no chat. */
    static byte[] writeNameless(SessionMaterial session) {
        return write(signedIn(session));
    }

    private static Map<String, byte[]> signedIn(SessionMaterial session) {
        byte[] key = new ByteSink()
                .raw(session.keyId())
                .i32Le(AUTHORIZED)
                .tlBytes(session.authKey())
                .bytes();
        Map<String, byte[]> pairs = new LinkedHashMap<>();
        pairs.put("auth", ascii("ok"));
        pairs.put("main_dc_id", ascii(Integer.toString(session.dc())));
        pairs.put("auth" + session.dc(), key);
        return pairs;
    }

    private static byte[] write(Map<String, byte[]> pairs) {
        ByteSink out = new ByteSink();
        long id = 1;
        for (Map.Entry<String, byte[]> pair : pairs.entrySet()) {
            byte[] data = new ByteSink()
                    .tlString(pair.getKey())
                    .tlBytes(pair.getValue())
                    .bytes();
            out.raw(event(id++, data));
        }
        return out.bytes();
    }

    private static byte[] event(long id, byte[] data) {
        byte[] event = new ByteSink()
                .i32Le(LEAST + data.length)
                .i64Le(id)
                .i32Le(KEY_VALUE)
                .i32Le(0)
                .i64Le(0)
                .raw(data)
                .bytes();
        CRC32 crc = new CRC32();
        crc.update(event);
        return new ByteSink().raw(event).i32Le((int) crc.getValue()).bytes();
    }

    private static Map<String, byte[]> pairs(byte[] log, byte[] databaseKey) throws SessionFormatException {
        Map<Long, byte[]> events = new LinkedHashMap<>();
        byte[] bytes = log;
        boolean encrypted = false;
        int at = 0;
        while (at < bytes.length) {
            int size = checkedSize(bytes, at);
            byte[] event = Arrays.copyOfRange(bytes, at, at + size - 4);
            ByteCursor in = new ByteCursor("an event of the TDLib database", event);
            in.take(4);
            long id = in.i64Le();
            int type = in.i32Le();
            in.take(12);
            byte[] data = in.take(in.left());
            at += size;
            if (type == ENCRYPTION && !encrypted) {
                bytes = new TdCipher(data).open(databaseKey, Arrays.copyOfRange(bytes, at, bytes.length));
                encrypted = true;
                at = 0;
            } else if (type == KEY_VALUE) {
                events.put(id, data);
            } else if (type == EMPTY) {
                events.remove(id);
            }
        }
        return decoded(events);
    }

    private static Map<String, byte[]> decoded(Map<Long, byte[]> events) throws SessionFormatException {
        Map<String, byte[]> pairs = new TreeMap<>();
        for (byte[] event : events.values()) {
            ByteCursor in = new ByteCursor("a pair of the TDLib database", event);
            String key = in.tlString();
            pairs.put(key, in.tlBytes());
            in.end();
        }
        return pairs;
    }

    private static int checkedSize(byte[] bytes, int at) throws SessionFormatException {
        if (bytes.length - at < LEAST) {
            throw new SessionFormatException("the TDLib database is cut off at byte " + at);
        }
        long size = size(bytes, at);
        if (size < LEAST || size % 4 != 0) {
            throw new SessionFormatException(
                    "the TDLib database is damaged at byte " + at + ": an event of " + size + " bytes cannot be");
        }
        if (size > bytes.length - at) {
            throw new SessionFormatException(
                    "the TDLib database is cut off: the event at byte " + at + " has " + size + " bytes");
        }
        if (!crcFits(bytes, at, (int) size)) {
            throw new SessionFormatException("the TDLib database is damaged at byte " + at + ": a checksum is wrong");
        }
        return (int) size;
    }

    private static boolean crcFits(byte[] bytes, int at, int size) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at, size - 4);
        return crc.getValue() == size(bytes, at + size - 4);
    }

    private static long size(byte[] bytes, int at) {
        return (bytes[at] & 255)
                | ((bytes[at + 1] & 255) << 8)
                | ((bytes[at + 2] & 255) << 16)
                | ((bytes[at + 3] & 255L) << 24);
    }

    private static String text(Map<String, byte[]> pairs, String key, String otherwise) {
        byte[] value = pairs.get(key);
        return value == null ? otherwise : new String(value, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
