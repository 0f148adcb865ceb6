// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCheckTest {
    private static final String CONTENT = "a library";

    @TempDir
    Path folder;

    private Path file;
    private NativePackage pinned;

    @BeforeEach
    void install() throws IOException {
        file = Files.writeString(folder.resolve("libtdjson.so"), CONTENT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        pinned = new NativePackage(
                "linux-x64-glibc", "@acme/lib", "1.2.3", "libtdjson.so", Fingerprint.of(file), "1.8.67");
    }

    private LibraryCheck installed() {
        return new LibraryCheck(new FoundLibrary(file, "natives install"), pinned);
    }

    private LibraryCheck named() {
        return new LibraryCheck(new FoundLibrary(file, "library"), null);
    }

    @Test
    void the_library_that_was_tested_passes_and_is_noted() {
        installed().check();

        assertThat(folder.resolve("libtdjson.so.checked")).content().startsWith(pinned.sha256());
        assertThat(installed().problem()).isNull();
    }

    @Test
    void one_byte_more_is_refused_with_what_to_do() throws IOException {
        installed().check();
        Files.writeString(file, CONTENT + "!");

        assertThatThrownBy(() -> installed().check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        file.toString(), "expected " + pinned.sha256(), "run 'heliograph natives install'", "library=");
    }

    @Test
    void another_library_of_the_same_size_and_time_is_refused() throws IOException {
        installed().check();
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, CONTENT.replace('a', 'b'));
        Files.setLastModifiedTime(file, time);

        assertThat(installed().problem()).contains("is not the library that");
    }

    @Test
    void a_note_of_another_library_does_not_count() throws IOException {
        installed().check();
        String note = Files.readString(folder.resolve("libtdjson.so.checked"));
        Files.writeString(file, "evil code");
        Files.writeString(folder.resolve("libtdjson.so.checked"), note);

        assertThat(installed().problem()).contains("is not the library that");
    }

    @Test
    void a_library_that_others_may_replace_is_refused_even_where_it_is_right() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(installed().problem()).contains("others may write '" + folder.toRealPath(), "XDG_CACHE_HOME");
    }

    @Test
    void a_library_that_others_may_write_is_refused_even_where_it_is_right() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(installed().problem()).contains("others may write '" + file.toRealPath());
    }

    @Test
    void one_that_a_user_names_is_his_choice() throws IOException {
        Files.writeString(file, "of my own");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(named().problem()).isNull();
    }

    @Test
    void one_that_is_not_there_any_more_is_told() throws IOException {
        Files.delete(file);

        assertThat(installed().problem()).contains("cannot be read");
    }
}
