// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** Compressed objects: clients send either of two formats, the server writes one of them. */
final class Gzip {
    static final int PACKED = 0x3072cfa1;

    private Gzip() {}

    static byte[] unpack(byte[] packed, TlBudget budget) {
        try (InputStream in = open(packed)) {
            int allowed = budget.left();
            byte[] content = in.readNBytes(allowed + 1);
            if (content.length > allowed) {
                throw TlException.of("more is packed than one message may hold");
            }
            budget.take(content.length);
            return content;
        } catch (IOException broken) {
            throw TlException.of("not packed as it should be");
        }
    }

    static byte[] pack(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static InputStream open(byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        boolean gzip = packed.length > 1 && packed[0] == 0x1f && packed[1] == (byte) 0x8b;
        return gzip ? new GZIPInputStream(in) : new InflaterInputStream(in);
    }
}
