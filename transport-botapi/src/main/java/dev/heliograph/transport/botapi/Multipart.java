// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.TransferProgress;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A form with files, read piece by piece while it is sent: no file is ever in memory as a whole. */
final class Multipart {
    /** What has a meaning in a header or in its values. */
    private static final String SPECIAL = "%\"\\;";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A stretch of the body whose length is known before it is read. */
    private record Stretch(long length, HttpBody.Opening opening) {
        static Stretch of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Stretch(bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    private Multipart() {}

    /**
     * @param mark makes the line between parts; what nobody can guess cannot stand in a file by intent
     * @param progress is told how much of the files has been read for sending
     */
    static HttpBody of(ObjectNode params, List<Attachment> files, long mark, TransferProgress progress) {
        String boundary = "heliograph-" + Long.toHexString(mark) + Long.toHexString(Long.reverse(~mark));
        long total = files.stream().mapToLong(Attachment::length).sum();
        List<Stretch> stretches = new ArrayList<>();
        stretches.add(Stretch.of(fields(params, boundary)));
        long before = 0;
        for (Attachment file : files) {
            stretches.add(Stretch.of(head(file, boundary)));
            long sent = before;
            stretches.add(new Stretch(
                    file.length(),
                    () -> new Content(
                            file.opening().open(), file.length(), read -> progress.transferred(sent + read, total))));
            stretches.add(Stretch.of("\r\n"));
            before += file.length();
        }
        stretches.add(Stretch.of("--" + boundary + "--\r\n"));
        long length = stretches.stream().mapToLong(Stretch::length).sum();
        return new HttpBody("multipart/form-data; boundary=" + boundary, length, () -> {
            progress.transferred(0, total);
            return new Chain(stretches);
        });
    }

    private static String fields(ObjectNode params, String boundary) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : params.properties()) {
            JsonNode value = field.getValue();
            text.append("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=")
                    .append(quoted(field.getKey()))
                    .append("\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                    .append(value.isString() ? value.stringValue() : JSON.writeValueAsString(value))
                    .append("\r\n");
        }
        return text.toString();
    }

    private static String head(Attachment file, String boundary) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(file.part()) + "; filename="
                + quoted(file.name()) + "\r\nContent-Type: application/octet-stream\r\n\r\n";
    }

    /**
     * A value as Bot API servers read it: they take a backslash for an escape and then decode %XX in every value
     * (tdlib/td, tdnet/td/net/HttpReader.cpp), so whatever means something to them is said as %XX.
     */
    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(character -> {
            if (character < ' ' || character == 0x7f || SPECIAL.indexOf(character) >= 0) {
                text.append(String.format(Locale.ROOT, "%%%02X", character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.append('"').toString();
    }

    /** Is told how much has been read. */
    @FunctionalInterface
    private interface Reader {
        void read(long bytes);
    }

    /** A file that has to have the length it had when it was looked at. */
    private static final class Content extends FilterInputStream {
        private final long length;
        private final Reader reader;
        private long read;

        Content(InputStream in, long length, Reader reader) {
            super(in);
            this.length = length;
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (read == length) {
                return -1;
            }
            int got = in.read(into, offset, (int) Math.min(count, length - read));
            if (got < 0) {
                throw new EOFException("a file became shorter while it was sent");
            }
            read += got;
            reader.read(read);
            return got;
        }
    }

    /** One stretch after the other, each opened when it is its turn. */
    private static final class Chain extends InputStream {
        private final List<Stretch> stretches;
        private int next;
        private @Nullable InputStream current;

        Chain(List<Stretch> stretches) {
            this.stretches = stretches;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            while (count > 0) {
                if (current == null) {
                    if (next == stretches.size()) {
                        return -1;
                    }
                    current = stretches.get(next++).opening().open();
                }
                int got = current.read(into, offset, count);
                if (got >= 0) {
                    return got;
                }
                close();
            }
            return 0;
        }

        @Override
        public void close() throws IOException {
            InputStream open = current;
            current = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
