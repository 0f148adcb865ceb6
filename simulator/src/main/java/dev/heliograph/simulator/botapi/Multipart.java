// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a body of multipart/form-data as it streams by. Used once, by one thread. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final String DISPOSITION = "content-disposition";
    private static final String TYPE = "content-type";
    private static final int WINDOW = 1 << 16;
    /** By RFC 2046; the window must hold several. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final int LONGEST_HEADERS = 1 << 14;
    private static final int LONGEST_FIELD = 1 << 20;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW];
    private final Parameters.Builder found;
    private int at;
    private int end;

    private Multipart(InputStream in, String boundary, Parameters.Builder found) throws IOException {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.found = found;
        // the first delimiter has no line before it
        window[0] = '\r';
        window[1] = '\n';
        end = 2;
    }

    static void read(InputStream in, String contentType, Parameters.Builder found) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw Refusal.bad("boundary not found");
        }
        String text = first(boundary);
        if (text.length() > LONGEST_BOUNDARY) {
            throw Refusal.bad("boundary too big or empty");
        }
        new Multipart(in, text, found).readAll();
    }

    private void readAll() throws IOException {
        copyPart(OutputStream.nullOutputStream());
        while (isFollowed()) {
            readPart(headers());
        }
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** After a delimiter: whether a part comes, or the end. */
    private boolean isFollowed() throws IOException {
        int first = next();
        int second = next();
        if (first == '-' && second == '-') {
            return false;
        }
        while (second != '\n') {
            second = next();
        }
        return true;
    }

    private String headers() throws IOException {
        StringBuilder headers = new StringBuilder();
        // the line break before the first header is gone with the delimiter
        headers.append("\r\n");
        while (headers.length() < 4 || headers.indexOf("\r\n\r\n", headers.length() - 4) < 0) {
            if (headers.length() > LONGEST_HEADERS) {
                throw Refusal.of(431, "Request Header Fields Too Large: total headers size exceeded");
            }
            headers.append((char) next());
        }
        return headers.toString();
    }

    /** The characters of the headers are bytes. */
    private void readPart(String headers) throws IOException {
        Disposition disposition = Disposition.parse(header(headers, DISPOSITION, "form-data;"));
        String name = disposition.name();
        String file = disposition.fileName();
        if (name.isEmpty()) {
            throw Refusal.bad("field name in multipart/form-data not found");
        }
        if (file != null) {
            HashingStream content = new HashingStream();
            copyPart(content);
            String type = header(headers, TYPE, "application/octet-stream");
            found.file(name, new UploadedFile(file, type, content.size(), content.sha256()));
            return;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (count + length > LONGEST_FIELD) {
                    throw Refusal.of(413, "Request Entity Too Large");
                }
                super.write(bytes, offset, length);
            }
        };
        copyPart(content);
        found.text(name, content.toString(StandardCharsets.UTF_8));
    }

    /** Everything up to the next delimiter, which is passed over. */
    private void copyPart(OutputStream to) throws IOException {
        while (true) {
            int hit = find();
            if (hit >= 0) {
                to.write(window, at, hit - at);
                at = hit + delimiter.length;
                return;
            }
            int sure = Math.max(at, end - delimiter.length + 1);
            to.write(window, at, sure - at);
            at = sure;
            fill();
        }
    }

    private int find() {
        for (int start = at; start <= end - delimiter.length; start++) {
            int same = 0;
            while (same < delimiter.length && window[start + same] == delimiter[same]) {
                same++;
            }
            if (same == delimiter.length) {
                return start;
            }
        }
        return -1;
    }

    private int next() throws IOException {
        if (at == end) {
            fill();
        }
        return window[at++] & 0xFF;
    }

    private void fill() throws IOException {
        System.arraycopy(window, at, window, 0, end - at);
        end -= at;
        at = 0;
        int read = in.read(window, end, window.length - end);
        if (read < 0) {
            throw Refusal.bad("the multipart body ends too early");
        }
        end += read;
    }

    /** The value of a header; a line that begins with a blank continues the one before. */
    private static String header(String headers, String name, String missing) {
        for (String line : headers.replaceAll("\\r\\n[ \\t]+", " ").split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon >= 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return missing;
    }

    private static String first(Matcher matcher) {
        String quoted = matcher.group(1);
        return quoted == null ? matcher.group(2) : quoted;
    }
}
