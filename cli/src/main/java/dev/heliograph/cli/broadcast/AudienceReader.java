// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.OutgoingMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads an audience line by line, without holding more than one. */
public final class AudienceReader implements AutoCloseable {
    private final RawLines lines;
    private final LineParser parser;

    AudienceReader(RawLines lines, LineParser parser) {
        this.lines = lines;
        this.parser = parser;
    }

    /**
     * The next line that is not blank, or null at the end.
     *
     * @throws IOException where the file cannot be read
     */
    public @Nullable AudienceLine next() throws IOException {
        RawLine line = lines.next();
        return line == null ? null : parser.parse(line);
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
        lines.close();
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
