// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideFileTest {
    @TempDir
    Path folder;

    @Test
    void nothing_is_there_before_it_is_committed() throws IOException {
        Path place = folder.resolve("results");
        try (SideFile file = new SideFile(place)) {
            file.line("one");
            assertThat(place).doesNotExist();
            file.commit();
        }
        assertThat(place).hasContent("one\n");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void what_a_link_names_is_replaced_and_not_the_link() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        try (SideFile file = new SideFile(link)) {
            file.line("new");
            file.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new\n");
    }

    @Test
    void a_folder_in_the_place_of_the_file_is_refused() {
        assertThatThrownBy(() -> SideFile.check("--results", folder, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected a file");
    }

    @Test
    void the_input_is_not_overwritten() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "");
        Path again = Files.createSymbolicLink(folder.resolve("again"), input);
        assertThatThrownBy(() -> SideFile.check("--results", again, List.of(input)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void two_outputs_are_not_one_file() {
        Path one = folder.resolve("one");
        assertThatThrownBy(() -> SideFile.check("--report", folder.resolve("./one"), List.of(one)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_name_that_is_free_will_do() throws IOException {
        SideFile.check("--report", folder.resolve("two"), List.of(folder.resolve("one")));
        assertThat(folder).isEmptyDirectory();
    }
}
