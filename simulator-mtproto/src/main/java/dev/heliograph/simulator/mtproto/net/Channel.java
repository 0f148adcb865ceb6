// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A connection that was accepted. A client that does not read what it asked for is cut off. */
public final class Channel {
    private static final int MOST_UNWRITTEN = 64 << 20;
    private static final int MOST_AT_ONCE = 64;

    private final SocketChannel socket;
    private final SelectionKey key;
    private final ArrayDeque<ByteBuffer> unwritten = new ArrayDeque<>();
    private long unwrittenBytes;
    private @Nullable Receiver receiver;
    private boolean reading = true;
    private boolean gathering;
    private boolean ending;
    private boolean closed;

    Channel(SocketChannel socket, SelectionKey key) {
        this.socket = socket;
        this.key = key;
    }

    void receiver(Receiver given) {
        receiver = given;
    }

    /** Sends the bytes, which must not be changed any more; after the end nothing is sent. */
    public void write(byte[] bytes) {
        if (closed || ending) {
            return;
        }
        unwritten.add(ByteBuffer.wrap(bytes));
        unwrittenBytes += bytes.length;
        if (unwrittenBytes > MOST_UNWRITTEN) {
            close();
            return;
        }
        if (unwritten.size() == 1 && !gathering) {
            flush();
        }
    }

    /** Closes it once everything is sent. */
    public void end() {
        ending = true;
        if (unwritten.isEmpty()) {
            close();
        }
    }

    /** Closes it at once. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        unwritten.clear();
        key.cancel();
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed all the same
            unwrittenBytes = 0;
        }
        if (receiver != null) {
            receiver.gone().run();
        }
    }

    /** Whether more is taken from the client for now; at first it is. */
    public void reading(boolean wanted) {
        reading = wanted;
        interest();
    }

    void ready(ByteBuffer buffer) {
        try {
            if (key.isWritable()) {
                flush();
            }
            if (!closed && key.isReadable()) {
                read(buffer);
            }
        } catch (IOException broken) {
            close();
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = socket.read(buffer);
        if (count < 0) {
            close();
        } else if (count > 0 && receiver != null && !ending) {
            byte[] chunk = new byte[count];
            buffer.flip().get(chunk);
            // what is said to one chunk goes out together
            gathering = true;
            receiver.bytes().accept(chunk);
            gathering = false;
            if (!closed && !unwritten.isEmpty()) {
                flush();
            }
        }
    }

    private void flush() {
        try {
            while (!unwritten.isEmpty()) {
                ByteBuffer[] next = unwritten.stream().limit(MOST_AT_ONCE).toArray(ByteBuffer[]::new);
                unwrittenBytes -= socket.write(next);
                while (!unwritten.isEmpty() && !unwritten.element().hasRemaining()) {
                    unwritten.remove();
                }
                if (next[next.length - 1].hasRemaining()) {
                    break;
                }
            }
        } catch (IOException broken) {
            close();
            return;
        }
        if (ending && unwritten.isEmpty()) {
            close();
        } else {
            interest();
        }
    }

    private void interest() {
        if (!closed) {
            key.interestOps((reading ? SelectionKey.OP_READ : 0) | (unwritten.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }
}
