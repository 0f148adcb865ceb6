// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

/** Three forms without an address; the length tells which. */
final class PyrogramString {

    /** The forms, by what was added in them. */
    enum Form {
        /** With a user id of four bytes. */
        FIRST(263),
        /** With a user id of eight bytes. */
        LONG_IDS(267),
        /** With the API id, from version 2 on. */
        API_ID(271);

        private final int bytes;

        Form(int bytes) {
            this.bytes = bytes;
        }
    }

    private PyrogramString() {}

    static boolean hasLength(int bytes) {
        return bytes == Form.FIRST.bytes || bytes == Form.LONG_IDS.bytes || bytes == Form.API_ID.bytes;
    }

    static SessionMaterial read(byte[] bytes) throws SessionFormatException {
        if (!hasLength(bytes.length)) {
            throw new SessionFormatException("a Pyrogram string holds 263, 267 or 271 bytes, not " + bytes.length);
        }
        ByteCursor in = new ByteCursor("a Pyrogram string", bytes);
        int dc = in.u8();
        long apiId = bytes.length == Form.API_ID.bytes ? in.u32() : 0;
        boolean test = in.flag("the mark of test servers");
        byte[] key = in.take(SessionMaterial.KEY_BYTES);
        long userId = bytes.length == Form.FIRST.bytes ? in.u32() : in.i64();
        // ids had 31 bits as long as this form was written; a longer one is the end of a later form, cut off
        if (bytes.length == Form.FIRST.bytes && userId > Integer.MAX_VALUE) {
            throw new SessionFormatException("a Pyrogram string is cut off, or its user id is damaged");
        }
        boolean bot = in.flag("the mark of bots");
        in.end();
        return Parts.session(dc, test, key)
                .withApiId(Parts.apiId(apiId))
                .withUserId(Parts.userId(userId))
                .withBot(bot);
    }

    /** Writes the form of today. */
    static String write(SessionMaterial session, int apiId, long userId, boolean bot) throws SessionFormatException {
        return write(session.withApiId(apiId).withUserId(userId).withBot(bot), Form.API_ID);
    }

    /** Writes a form; ids that the session lacks are written as 0, as Pyrogram does before it knows them. */
    static String write(SessionMaterial session, Form form) throws SessionFormatException {
        Long user = session.userId();
        Integer api = session.apiId();
        long userId = user == null ? 0 : user;
        ByteSink out = new ByteSink().u8(session.dc());
        if (form == Form.API_ID) {
            out.u32(api == null ? 0 : api);
        }
        out.flag(session.test()).raw(session.authKey());
        if (form == Form.FIRST) {
            if (userId > Integer.MAX_VALUE) {
                throw new SessionFormatException("the first form of Pyrogram has no room for a user id of this length");
            }
            out.u32((int) userId);
        } else {
            out.i64(userId);
        }
        return Base64Text.url(out.flag(Boolean.TRUE.equals(session.bot())).bytes());
    }
}
