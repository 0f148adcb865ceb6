// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The number of the data centre as text and the key, both in TL, with runs of zeros counted. Later versions append who signed
 * in: first the application, then the account too.
 */
final class MtkrutoString {
    private static final String TEST = "-test";
    private static final int MAX_BYTES = 1024;

    /** The forms, by what is told besides the key. */
    enum Form {
        /** Nothing. */
        KEY,
        /** The application. */
        APPLICATION,
        /** The application and the account. */
        ACCOUNT
    }

    private MtkrutoString() {}

    /** Whether the bytes begin as no other form does. */
    static boolean fits(byte[] bytes) {
        if (bytes.length < 8 || bytes[1] < '1' || bytes[1] > '5') {
            return false;
        }
        boolean test = bytes[0] == 6 && TEST.equals(new String(bytes, 2, 5, StandardCharsets.ISO_8859_1));
        return test || (bytes[0] == 1 && bytes[2] == 0 && bytes[3] == 2 && (bytes[4] & 255) == 254);
    }

    static SessionMaterial read(byte[] bytes) throws SessionFormatException {
        ByteCursor in = new ByteCursor("an MTKruto string", expand(bytes));
        String name = in.tlString();
        boolean test = name.endsWith(TEST);
        String dc = test ? name.substring(0, name.length() - TEST.length()) : name;
        if (!dc.matches("[1-5]")) {
            throw new SessionFormatException("an MTKruto string names no data centre from 1 to 5");
        }
        SessionMaterial session = Parts.session(Integer.parseInt(dc), test, in.tlBytes());
        if (in.left() > 0) {
            session = session.withApiId(Parts.apiId(in.i32Le()));
        }
        if (in.left() > 0) {
            session = session.withBot(in.flag("the mark of bots")).withUserId(Parts.userId(in.i64Le()));
        }
        in.end();
        return session;
    }

    static String write(SessionMaterial session, Form form) {
        ByteSink out = new ByteSink()
                .tlString(session.dc() + (session.test() ? TEST : ""))
                .tlBytes(session.authKey());
        if (form != Form.KEY) {
            Integer apiId = session.apiId();
            out.i32Le(apiId == null ? 0 : apiId);
        }
        if (form == Form.ACCOUNT) {
            Long userId = session.userId();
            out.flag(Boolean.TRUE.equals(session.bot())).i64Le(userId == null ? 0 : userId);
        }
        return Base64Text.url(shrink(out.bytes()));
    }

    private static byte[] expand(byte[] bytes) throws SessionFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_BYTES);
        boolean zeros = false;
        for (byte b : bytes) {
            if (zeros && b == 0) {
                throw new SessionFormatException("an MTKruto string has a run of zeros without a length");
            }
            if (zeros) {
                out.writeBytes(new byte[b & 255]);
            } else if (b != 0) {
                out.write(b);
            }
            zeros = b == 0;
            if (out.size() > MAX_BYTES) {
                throw new SessionFormatException("an MTKruto string is longer than " + MAX_BYTES + " bytes");
            }
        }
        if (zeros) {
            throw new SessionFormatException("an MTKruto string ends within a run of zeros");
        }
        return out.toByteArray();
    }

    private static byte[] shrink(byte[] bytes) {
        ByteSink out = new ByteSink();
        int zeros = 0;
        for (byte b : bytes) {
            if (zeros > 0 && (b != 0 || zeros == 255)) {
                out.u8(0).u8(zeros);
                zeros = 0;
            }
            if (b == 0) {
                zeros++;
            } else {
                out.u8(b);
            }
        }
        return (zeros > 0 ? out.u8(0).u8(zeros) : out).bytes();
    }
}
