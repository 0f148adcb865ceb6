// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
    private static final String UTF_16 = "is UTF-16; save it as UTF-8";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9", "a\uFEFFb", "\ud83d\udc4d\n"})
    void a_mark_of_byte_order_is_no_part_of_the_text(String text) throws IOException {
        for (byte[] bytes : new byte[][] {utf8(text), utf8("\uFEFF" + text)}) {
            assertThat(TextFile.decode(bytes)).isEqualTo(text);
            assertThat(TextFile.withoutMark(new String(bytes, StandardCharsets.UTF_8)))
                    .isEqualTo(text);
            assertThat(TextFile.withoutMark(bytes)).isEqualTo(utf8(text));
            assertThat(TextFile.withoutMark(stream(bytes)).readAllBytes()).isEqualTo(utf8(text));
        }
    }

    @Test
    void a_file_is_read_whole(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "\uFEFFa\r\nb\n");
        assertThat(TextFile.read(file)).isEqualTo("a\r\nb\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void utf_16_is_named(String encoding) {
        byte[] bytes = "key=value".getBytes(Charset.forName(encoding));
        assertThatExceptionOfType(NotUtf8Exception.class)
                .isThrownBy(() -> TextFile.decode(bytes))
                .withMessage(UTF_16);
        assertThatExceptionOfType(NotUtf8Exception.class)
                .isThrownBy(() -> TextFile.withoutMark(stream(bytes)))
                .withMessage(UTF_16);
        byte[] marked = ("\uFEFF" + "key=value").getBytes(StandardCharsets.UTF_16LE);
        assertThatExceptionOfType(NotUtf8Exception.class)
                .isThrownBy(() -> TextFile.reader(stream(marked)))
                .withMessage(UTF_16);
    }

    @Test
    void another_encoding_is_told_with_its_line() {
        byte[] latin = "a\nb\n\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(NotUtf8Exception.class)
                .isThrownBy(() -> TextFile.decode(latin))
                .withMessage("is not UTF-8 text (line 3); save it as UTF-8");
    }

    @Test
    void a_reader_tells_another_encoding_when_it_comes_to_it() throws IOException {
        BufferedReader reader = TextFile.reader(stream("a\u00e9".getBytes(StandardCharsets.ISO_8859_1)));
        assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(reader::readLine);
    }
}
