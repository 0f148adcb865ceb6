// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.transport.tdlight.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void is_gone_with_all_that_is_in_it_when_it_is_closed() throws IOException {
        try (Scratch scratch = Scratch.folder(folder, ".ask")) {
            Files.createDirectories(scratch.path().resolve("a/b"));
            Files.writeString(scratch.path().resolve("a/b/c"), "text");
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void of_this_process_is_not_swept() throws IOException {
        try (Scratch scratch = Scratch.folder(folder, ".ask");
                Scratch file = Scratch.file(folder)) {
            Scratch.sweep(folder);

            assertThat(scratch.path()).isDirectory();
            assertThat(file.path()).isRegularFile();
        }
    }

    @Test
    void of_a_process_that_lives_is_not_swept_and_of_one_that_was_killed_is() throws Exception {
        try (Fork other = Fork.of(ScratchHolder.class, folder.resolveSibling("place"), List.of(folder.toString()))) {
            other.hear("held");
            Scratch.sweep(folder);
            assertThat(names()).hasSize(2);

            other.kill();
            Scratch.sweep(folder);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void without_a_lock_was_left_by_an_earlier_version_or_on_the_way() throws IOException {
        Files.createDirectories(folder.resolve(".ask123/td"));
        Files.writeString(folder.resolve(".ask123/td.binlog"), "a key");
        Files.createDirectories(folder.resolve(".install-9/node_modules"));
        Files.writeString(folder.resolve(".session77.part"), "a key");

        Scratch.sweep(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void sweeping_touches_nothing_else_and_follows_no_links() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("td.binlog"), "a key");
        Files.createSymbolicLink(folder.resolve(".ask1"), other);
        Files.writeString(folder.resolve("desk.session"), "a record");
        Files.writeString(folder.resolve(".vault.lock"), "");

        Scratch.sweep(folder);

        assertThat(names()).containsExactly(".ask1", ".vault.lock", "desk.session", "other");
        assertThat(other.resolve("td.binlog")).exists();
    }

    @Test
    void a_folder_that_is_not_there_has_nothing_to_sweep() {
        Scratch.sweep(folder.resolve("none"));

        assertThat(folder).isEmptyDirectory();
    }
}
