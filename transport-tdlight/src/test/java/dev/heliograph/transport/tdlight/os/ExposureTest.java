// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    @TempDir
    Path folder;

    private Path above;
    private Path inside;
    private Path file;

    @BeforeEach
    void make() throws IOException {
        above = Files.createDirectory(folder.toRealPath().resolve("above"));
        inside = Files.createDirectory(above.resolve("inside"));
        file = Files.writeString(inside.resolve("libtdjson.so"), "");
        mode(above, "rwxr-xr-x");
        mode(inside, "rwxr-xr-x");
        mode(file, "rw-r--r--");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void is_none_where_the_owner_alone_may_write() throws IOException {
        assertThat(Exposure.of(file, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--rw-", "rw-rw-rw-"})
    void is_the_file_where_others_may_write_it(String mode) throws IOException {
        mode(file, mode);

        assertThat(Exposure.of(file, true)).isEqualTo(file);
    }

    @Test
    void is_the_folder_where_others_may_put_another_file_into_it() throws IOException {
        mode(inside, "rwxr-xrwx");

        assertThat(Exposure.of(file, true)).isEqualTo(inside);
    }

    @Test
    void is_a_folder_further_up_in_which_others_may_put_another_folder() throws IOException {
        mode(above, "rwxrwxrwx");

        assertThat(Exposure.of(file, true)).isEqualTo(above);
    }

    @Test
    void is_looked_for_where_a_link_leads() throws IOException {
        mode(above, "rwxrwxrwx");

        assertThat(Exposure.of(Files.createSymbolicLink(folder.resolve("link.so"), file), true))
                .isEqualTo(above);
    }

    @Test
    void is_none_in_a_folder_that_keeps_what_is_in_it() throws IOException {
        Files.setAttribute(above, "unix:mode", 01777);

        assertThat(Exposure.of(file, true)).isNull();
    }

    @Test
    void of_a_group_is_none_where_the_group_is_the_owner() throws IOException {
        mode(inside, "rwxrwxr-x");
        boolean own = Files.getOwner(inside)
                .getName()
                .equals(Files.readAttributes(inside, PosixFileAttributes.class)
                        .group()
                        .getName());

        assertThat(Exposure.of(file, true)).isEqualTo(own ? null : inside);
        assertThat(Exposure.of(file, false)).isNull();
    }
}
