// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import org.jspecify.annotations.Nullable;

/** Version 3: flags, one or two data centres with their addresses, perhaps the account, and the key. */
final class MtcuteString {
    private static final int VERSION = 3;
    private static final int HAS_SELF = 1;
    private static final int TEST = 2;
    private static final int HAS_MEDIA = 4;
    private static final int DC_VERSION = 2;
    private static final int DC_IPV6 = 1;
    private static final int DC_MEDIA = 2;
    private static final int DC_TEST = 4;
    private static final int TRUE = 0x997275b5;
    private static final int FALSE = 0xbc799737;

    private MtcuteString() {}

    /** Whether the bytes may be such a string: no other form is that long and begins with a small number. */
    static boolean fits(byte[] bytes) {
        return bytes.length > 0 && bytes[0] >= 1 && bytes[0] <= VERSION && bytes.length > 275;
    }

    static SessionMaterial read(byte[] bytes) throws SessionFormatException {
        ByteCursor in = new ByteCursor("an mtcute string", bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new SessionFormatException("an mtcute string of version " + version
                    + " cannot be read, only version 3: open it with a new mtcute and export it again");
        }
        int flags = in.i32Le();
        if ((flags & ~(HAS_SELF | TEST | HAS_MEDIA)) != 0) {
            throw new SessionFormatException("an mtcute string has flags that version 3 does not know");
        }
        DcOption main = DcOption.read(in.tlBytes());
        if ((flags & HAS_MEDIA) != 0 && DcOption.read(in.tlBytes()).test != main.test) {
            throw new SessionFormatException("an mtcute string names test servers for one of its data centres only");
        }
        Long userId = null;
        Boolean bot = null;
        if ((flags & HAS_SELF) != 0) {
            userId = Parts.userId(in.i64Le());
            bot = bool(in.i32Le());
        }
        byte[] key = in.tlBytes();
        in.end();
        return Parts.session(main.dc, main.test || (flags & TEST) != 0, key)
                .withAddress(main.address)
                .withUserId(userId)
                .withBot(bot);
    }

    /** Writes the string; without a user id it is one that has not asked who it is yet. */
    static String write(SessionMaterial session, DcAddress address, @Nullable Long userId, boolean bot) {
        ByteSink dc = new ByteSink()
                .u8(DC_VERSION)
                .u8(session.dc())
                .u8((address.isIpv6() ? DC_IPV6 : 0) | (session.test() ? DC_TEST : 0))
                .tlString(address.host())
                .i32Le(address.port());
        ByteSink out =
                new ByteSink().u8(VERSION).i32Le(userId == null ? 0 : HAS_SELF).tlBytes(dc.bytes());
        if (userId != null) {
            out.i64Le(userId).i32Le(bot ? TRUE : FALSE);
        }
        return Base64Text.url(out.tlBytes(session.authKey()).bytes());
    }

    private static boolean bool(int constructor) throws SessionFormatException {
        if (constructor != TRUE && constructor != FALSE) {
            throw new SessionFormatException("an mtcute string has no true and no false where it says who is a bot");
        }
        return constructor == TRUE;
    }

    private record DcOption(int dc, boolean test, DcAddress address) {

        static DcOption read(byte[] bytes) throws SessionFormatException {
            ByteCursor in = new ByteCursor("the data centre of an mtcute string", bytes);
            int version = in.u8();
            if (version != 1 && version != DC_VERSION) {
                throw new SessionFormatException(
                        "a data centre of an mtcute string has version 1 or 2, not " + version);
            }
            int dc = in.u8();
            int flags = in.u8();
            if ((flags & ~(DC_IPV6 | DC_MEDIA | DC_TEST)) != 0) {
                throw new SessionFormatException("a data centre of an mtcute string has flags that are not known");
            }
            DcAddress address = Parts.address(in.tlString(), in.i32Le());
            in.end();
            return new DcOption(dc, version == DC_VERSION && (flags & DC_TEST) != 0, address);
        }
    }
}
