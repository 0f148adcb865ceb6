// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.CtrStream;
import dev.heliograph.simulator.mtproto.crypto.Digests;
import org.jspecify.annotations.Nullable;

/** How a client makes its connection look like noise, and what it says about itself by it. */
final class Obfuscation {
    static final int HEADER = 64;

    private final @Nullable CtrStream in;
    private final @Nullable CtrStream out;
    private final Framing framing;
    private final DcAddress dc;

    private Obfuscation(@Nullable CtrStream in, @Nullable CtrStream out, Framing framing, DcAddress dc) {
        this.in = in;
        this.out = out;
        this.framing = framing;
        this.dc = dc;
    }

    /** Reads the header, where it is there. */
    static @Nullable Obfuscation read(ByteQueue raw, Front front) {
        if (front.kind() != Front.Kind.MTPROTO_PROXY) {
            Obfuscation none = plain(raw);
            if (none != null) {
                return none;
            }
        }
        if (raw.size() < HEADER) {
            return null;
        }
        byte[] header = raw.take(HEADER);
        byte[] back = Digests.reverse(header);
        CtrStream in = stream(header, front);
        byte[] opened = in.next(header);
        Framing framing = Framing.byTag(Digests.int32(opened, 56));
        if (framing == null) {
            throw new Misuse("noise that hides nothing");
        }
        DcAddress dc = DcAddress.parse((short) ((opened[60] & 0xff) | opened[61] << 8));
        return new Obfuscation(in, stream(back, front), framing, dc);
    }

    private static @Nullable Obfuscation plain(ByteQueue raw) {
        if (raw.size() > 0 && raw.peek(0) == 0xef) {
            raw.take(1);
            return new Obfuscation(null, null, Framing.ABRIDGED, DcAddress.UNTOLD);
        }
        Framing framing = raw.size() < 4 ? null : Framing.byTag(raw.peekInt(0));
        if (framing == null) {
            return null;
        }
        raw.take(4);
        return new Obfuscation(null, null, framing, DcAddress.UNTOLD);
    }

    private static CtrStream stream(byte[] header, Front front) {
        byte[] key = Digests.slice(header, 8, 40);
        if (front.kind() == Front.Kind.MTPROTO_PROXY) {
            key = Digests.sha256(key, front.secret());
        }
        return CtrStream.of(key, Digests.slice(header, 40, 56));
    }

    byte[] reveal(byte[] chunk) {
        return in == null ? chunk : in.next(chunk);
    }

    byte[] hide(byte[] chunk) {
        return out == null ? chunk : out.next(chunk);
    }

    Framing framing() {
        return framing;
    }

    DcAddress dc() {
        return dc;
    }
}
