// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.OutgoingMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads an audience line by line, without holding more than one. */
public final class AudienceReader implements AutoCloseable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final LineParser parser;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
    private long number;

    AudienceReader(InputStream in, LineParser parser) {
        this.in = in;
        this.parser = parser;
    }

    /**
     * The next line that is not blank, or null at the end.
     *
     * @throws IOException where the file cannot be read
     */
    public @Nullable AudienceLine next() throws IOException {
        byte[] line = nextBytes();
        while (line != null && isBlank(line)) {
            line = nextBytes();
        }
        return line == null ? null : parser.parse(number, line);
    }

    /** The messages of the good lines from here on; closing the stream closes the file. */
    public Stream<OutgoingMessage> messages() {
        Iterator<OutgoingMessage> iterator = new Messages();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> {
                    try {
                        close();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private byte @Nullable [] nextBytes() throws IOException {
        buffer.reset();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        while (next >= 0 && next != '\n') {
            buffer.write(next);
            next = in.read();
        }
        byte[] line = buffer.toByteArray();
        return number == 1 ? withoutMark(line) : line;
    }

    private static byte[] withoutMark(byte[] line) {
        int length = BYTE_ORDER_MARK.length;
        return line.length >= length && Arrays.equals(line, 0, length, BYTE_ORDER_MARK, 0, length)
                ? Arrays.copyOfRange(line, length, line.length)
                : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }

    private final class Messages implements Iterator<OutgoingMessage> {
        private @Nullable AudienceLine ahead;

        @Override
        public boolean hasNext() {
            try {
                while (ahead == null || !ahead.isGood()) {
                    ahead = AudienceReader.this.next();
                    if (ahead == null) {
                        return false;
                    }
                }
                return true;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public OutgoingMessage next() {
            if (!hasNext() || ahead == null) {
                throw new NoSuchElementException();
            }
            OutgoingMessage message = ahead.good();
            ahead = null;
            return message;
        }
    }
}
