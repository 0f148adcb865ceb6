// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands the body of a request to the HTTP client, piece by piece as it is asked, and knows when the last one left. It
 * does so once: whatever the client believes, no request can be written twice.
 */
final class Departure implements HttpRequest.BodyPublisher {
    private static final int PIECE = 64 << 10;

    private final HttpCall call;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Pieces pieces;

    Departure(HttpCall call) {
        this.call = call;
    }

    @Override
    public long contentLength() {
        return call.body().length();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (begun.compareAndSet(false, true)) {
            Pieces own = new Pieces(call, subscriber);
            pieces = own;
            subscriber.onSubscribe(own);
        } else {
            subscriber.onSubscribe(new Nothing());
            subscriber.onError(new IOException("the request has been written already"));
        }
    }

    /** Nothing more is wanted: what was opened is closed. */
    void release() {
        Pieces own = pieces;
        if (own != null) {
            own.cancel();
        }
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }

    private static final class Pieces implements Flow.Subscription {
        private final HttpCall call;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private final AtomicBoolean over = new AtomicBoolean();
        private @Nullable InputStream in;
        private long moved;

        Pieces(HttpCall call, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.call = call;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (wanted.getAndUpdate(before -> Math.min(before + Math.max(0, count), Long.MAX_VALUE / 2)) == 0
                    && count > 0) {
                do {
                    next();
                } while (wanted.decrementAndGet() > 0);
            }
        }

        @Override
        public void cancel() {
            over.set(true);
            // whoever reads closes it: this one, where nobody is reading
            request(1);
        }

        private void next() {
            if (over.get()) {
                close();
                return;
            }
            try {
                emit();
            } catch (IOException unreadable) {
                fail(unreadable);
            }
        }

        private void emit() throws IOException {
            if (in == null) {
                in = call.body().opening().open();
            }
            long rest = call.body().length() - moved;
            byte[] piece = in.readNBytes((int) Math.min(PIECE, rest));
            if (piece.length == 0) {
                throw new EOFException("a file became shorter while it was sent");
            }
            moved += piece.length;
            boolean last = moved == call.body().length();
            if (last ? !call.depart() : call.isAbandoned()) {
                throw new IOException("the request was broken off");
            }
            call.moved(moved);
            subscriber.onNext(ByteBuffer.wrap(piece));
            if (last && over.compareAndSet(false, true)) {
                subscriber.onComplete();
                close();
            }
        }

        private void fail(IOException thrown) {
            close();
            if (over.compareAndSet(false, true)) {
                subscriber.onError(thrown);
            }
        }

        private void close() {
            try {
                if (in != null) {
                    in.close();
                }
            } catch (IOException late) {
                // everything that mattered has been read
            }
        }
    }
}
