// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlWriter;
import org.jspecify.annotations.Nullable;

/** Where one message ends and the next begins. */
enum Framing {
    /** A length in words of four bytes, mostly in one byte. */
    ABRIDGED(0xefefefef),
    /** A length in four bytes. */
    INTERMEDIATE(0xeeeeeeee),
    /** A length in four bytes, with up to 15 bytes of padding in it. */
    PADDED(0xdddddddd);

    private static final int LARGEST = (1 << 20) + (64 << 10);
    private static final int QUICK_ACK = 0x80000000;

    private final int tag;

    Framing(int tag) {
        this.tag = tag;
    }

    /** A message as it came. */
    static final class Frame {
        private final byte[] payload;
        private final boolean quickAck;

        Frame(byte[] payload, boolean quickAck) {
            this.payload = payload;
            this.quickAck = quickAck;
        }

        byte[] payload() {
            return payload;
        }

        /** Whether the client wants to hear at once that it arrived. */
        boolean quickAck() {
            return quickAck;
        }
    }

    static @Nullable Framing byTag(int tag) {
        for (Framing framing : values()) {
            if (framing.tag == tag) {
                return framing;
            }
        }
        return null;
    }

    @Nullable
    Frame next(ByteQueue in) {
        return this == ABRIDGED ? nextAbridged(in) : nextIntermediate(in);
    }

    byte[] wrap(byte[] payload) {
        TlWriter out = TlWriter.empty();
        if (this != ABRIDGED) {
            out.int32(payload.length);
        } else if (payload.length / 4 < 0x7f) {
            out.raw(new byte[] {(byte) (payload.length / 4)});
        } else {
            out.int32((payload.length / 4) << 8 | 0x7f);
        }
        return out.raw(payload).toArray();
    }

    byte[] quickAck(int token) {
        int marked = token | QUICK_ACK;
        return TlWriter.empty()
                .int32(this == ABRIDGED ? Integer.reverseBytes(marked) : marked)
                .toArray();
    }

    private @Nullable Frame nextIntermediate(ByteQueue in) {
        if (in.size() < 4) {
            return null;
        }
        int word = in.peekInt(0);
        return frame(in, 4, word & ~QUICK_ACK, (word & QUICK_ACK) != 0);
    }

    private static @Nullable Frame nextAbridged(ByteQueue in) {
        if (in.size() < 1) {
            return null;
        }
        int first = in.peek(0);
        if ((first & 0x7f) != 0x7f) {
            return frame(in, 1, (first & 0x7f) * 4, first > 0x7f);
        }
        return in.size() < 4 ? null : frame(in, 4, (in.peekInt(0) >>> 8) * 4, first > 0x7f);
    }

    private static @Nullable Frame frame(ByteQueue in, int head, int length, boolean quickAck) {
        if (length < 4 || length > LARGEST) {
            throw new Misuse("a frame of " + length + " bytes");
        }
        if (in.size() < head + length) {
            return null;
        }
        in.take(head);
        return new Frame(in.take(length), quickAck);
    }
}
