// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.TextFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** An audience of one JSON object a line. */
final class JsonLines implements RawLines {
    /** Far more than a message holds; a file without line ends must not fill the memory. */
    static final int LONGEST_LINE = 1 << 20;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    // one thread reads: buffers need not be handed over
                    .recyclerPool(JsonRecyclerPools.threadLocalPool())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final ByteLines in;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

    JsonLines(InputStream in) {
        this.in = new ByteLines(in);
    }

    @Override
    public @Nullable RawLine next() throws IOException {
        while (true) {
            long number = in.line();
            byte[] line = line();
            if (line == null) {
                return null;
            }
            if (!isBlank(line)) {
                return parse(number, line);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static RawLine parse(long number, byte[] line) {
        if (line.length > LONGEST_LINE) {
            return RawLine.broken(number, "longer than " + LONGEST_LINE + " bytes");
        }
        String text;
        try {
            text = TextFile.decode(line);
        } catch (NotUtf8Exception foreign) {
            return RawLine.broken(number, RawLine.NOT_UTF_8);
        }
        try {
            JsonNode node = READER.readValue(text);
            return node.isObject() ? RawLine.of(number, node) : RawLine.broken(number, "expected a JSON object");
        } catch (JacksonException malformed) {
            return RawLine.broken(number, "malformed JSON" + place(malformed));
        }
    }

    private byte @Nullable [] line() throws IOException {
        buffer.reset();
        return in.readLine(buffer, LONGEST_LINE + 1) ? buffer.toByteArray() : null;
    }

    private static boolean isBlank(byte[] line) {
        for (byte one : line) {
            if (one != ' ' && one != '\t' && one != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Only the place: the parser's own words would quote the line. */
    private static String place(JacksonException malformed) {
        TokenStreamLocation location = malformed.getLocation();
        return location == null || location.getColumnNr() < 1 ? "" : " at column " + location.getColumnNr();
    }
}
