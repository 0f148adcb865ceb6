// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    Path folder;

    @Test
    void the_file_and_the_cause_are_named() throws IOException {
        Path absent = folder.resolve("absent");
        Path plain = Files.write(folder.resolve("plain"), new byte[] {(byte) 0xFC});

        assertThat(words(() -> Files.readString(absent))).isEqualTo(absent + ": no such file or folder");
        assertThat(words(() -> Files.list(plain).close())).isEqualTo(plain + ": is no folder");
        assertThat(words(() -> Files.createFile(plain))).isEqualTo(plain + ": is there already");
        assertThat(words(() -> Files.createFile(plain.resolve("below")))).startsWith(plain.resolve("below") + ": ");
        assertThat(FileTrouble.of(new AccessDeniedException("x"))).isEqualTo("x: access is denied");
        assertThat(FileTrouble.of(new FileSystemException("x", null, "No space left on device")))
                .isEqualTo("x: No space left on device");
    }

    @Test
    void a_failure_that_names_no_file_gives_its_cause() {
        assertThat(words(() -> Files.readString(Files.write(folder.resolve("latin"), new byte[] {(byte) 0xFC}))))
                .isEqualTo("is not UTF-8 text");
        assertThat(words(() -> new FileInputStream(folder.resolve("absent").toFile()).close()))
                .contains("o such file");
        assertThat(FileTrouble.of(new EOFException())).isEqualTo("EOF");
        assertThat(FileTrouble.of(new IOException())).isEqualTo("cannot be read or written");
        assertThat(FileTrouble.of(Path.of("x"), new IOException("Illegal seek")))
                .isEqualTo("x: Illegal seek");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static String words(Work work) {
        return FileTrouble.of(catchThrowableOfType(IOException.class, work::run));
    }
}
