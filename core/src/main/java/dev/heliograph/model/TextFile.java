// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Text files that people write: UTF-8, with or without the mark of its byte order at their start, which some editors put there
 * and which is no part of the text (Unicode, section 23.8). UTF-16, the other form such editors know, is told by its name.
 */
@Stable
public final class TextFile {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String MARK_DECODED = "\uFEFF";
    private static final String UTF_16 = "is UTF-16; save it as UTF-8";
    /** What is looked at to tell the encodings apart. */
    private static final int HEAD = 3;

    private TextFile() {}

    /**
     * The text of a file.
     *
     * @throws NotUtf8Exception if it is no UTF-8
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        return decode(Files.readAllBytes(file));
    }

    /**
     * The text that these bytes are.
     *
     * @throws NotUtf8Exception if they are no UTF-8
     */
    public static String decode(byte[] content) throws NotUtf8Exception {
        byte[] text = withoutMark(content);
        if (isAscii(text)) {
            return new String(text, StandardCharsets.US_ASCII);
        }
        ByteBuffer bytes = ByteBuffer.wrap(text);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException broken) {
            long line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += text[i] == '\n' ? 1 : 0;
            }
            throw new NotUtf8Exception("is not UTF-8 text (line " + line + "); save it as UTF-8");
        }
    }

    private static boolean isAscii(byte[] text) {
        for (byte one : text) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The bytes without the mark at their start.
     *
     * @throws NotUtf8Exception if they look like UTF-16
     */
    public static byte[] withoutMark(byte[] content) throws NotUtf8Exception {
        refuseUtf16(content);
        return startsWithMark(content) ? Arrays.copyOfRange(content, MARK.length, content.length) : content;
    }

    /** The text without the mark at its start, for text that was decoded elsewhere. */
    public static String withoutMark(String text) {
        return text.startsWith(MARK_DECODED) ? text.substring(MARK_DECODED.length()) : text;
    }

    /**
     * A stream behind the mark at its start, into which one byte can be put back; to be closed instead of the one that was
     * given.
     *
     * @throws NotUtf8Exception if it looks like UTF-16
     * @throws IOException if it cannot be read
     */
    public static PushbackInputStream withoutMark(InputStream in) throws IOException {
        PushbackInputStream behind = new PushbackInputStream(in, HEAD);
        byte[] head = behind.readNBytes(HEAD);
        refuseUtf16(head);
        if (!startsWithMark(head)) {
            behind.unread(head);
        }
        return behind;
    }

    /**
     * A reader of a stream's text, which throws {@link CharacterCodingException} where that is no UTF-8.
     *
     * @throws NotUtf8Exception if it looks like UTF-16
     * @throws IOException if it cannot be read
     */
    public static BufferedReader reader(InputStream in) throws IOException {
        return new BufferedReader(new InputStreamReader(withoutMark(in), StandardCharsets.UTF_8.newDecoder()));
    }

    private static boolean startsWithMark(byte[] content) {
        return content.length >= MARK.length && Arrays.equals(content, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** By its marks, or by the zero that is half of each character of the Latin script. */
    private static void refuseUtf16(byte[] content) throws NotUtf8Exception {
        if (content.length >= 2) {
            int first = content[0] & 0xFF;
            int second = content[1] & 0xFF;
            boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
            if (marked || (first == 0) != (second == 0)) {
                throw new NotUtf8Exception(UTF_16);
            }
        }
    }
}
