// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * Body of a request that knows when its last byte left. It is written once: whatever the client believes, no request can
 * leave twice. Confined to the thread that carries the request out.
 */
final class Departure extends RequestBody {
    private static final int PIECE = 64 << 10;

    private final HttpCall call;
    private final AtomicBoolean begun = new AtomicBoolean();

    Departure(HttpCall call) {
        this.call = call;
    }

    @Override
    public MediaType contentType() {
        return MediaType.get(call.body().contentType());
    }

    @Override
    public long contentLength() {
        return call.body().length();
    }

    /** Keeps the client from repeating a request by itself. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (!begun.compareAndSet(false, true)) {
            throw new IOException("the request has been written already");
        }
        long length = call.body().length();
        byte[] piece = new byte[(int) Math.min(PIECE, length)];
        try (InputStream in = call.body().opening().open()) {
            long moved = 0;
            while (moved < length) {
                int read = in.readNBytes(piece, 0, (int) Math.min(piece.length, length - moved));
                if (read == 0) {
                    throw new EOFException("a file became shorter while it was sent");
                }
                moved += read;
                if (moved == length ? !call.depart() : call.isAbandoned()) {
                    throw new IOException("the request was broken off");
                }
                sink.write(piece, 0, read);
                sink.flush();
                call.moved(moved);
            }
        }
    }
}
