// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySearchTest {
    private static final NativePlatform LINUX = new NativePlatform("linux", "x64", "glibc");

    @TempDir
    Path folder;

    private LibrarySearch search(Map<String, String> environment) {
        return new LibrarySearch(
                LINUX, environment, new NativeFolder(folder.resolve("cache")), List.of(folder.resolve("lib")));
    }

    private Path made(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private Path system() throws IOException {
        return made(folder.resolve("lib/libtdjson.so"));
    }

    private Path installed() throws IOException {
        return made(new NativeFolder(folder.resolve("cache")).library(NativePackage.of(LINUX)));
    }

    @Test
    void what_is_named_goes_before_the_variable() throws IOException {
        Path named = made(folder.resolve("a/libtdjson.so"));
        Map<String, String> environment = Map.of("TDLIB_LIBRARY", system().toString());

        assertThat(search(environment).find(named.toString())).isEqualTo(new FoundLibrary(named, "library"));
    }

    @Test
    void a_folder_may_be_named() throws IOException {
        Path named = made(folder.resolve("a/libtdjson.so"));

        assertThat(search(Map.of()).find(named.getParent().toString()).path()).isEqualTo(named);
    }

    @Test
    void the_variable_goes_before_what_is_installed() throws IOException {
        installed();
        Path named = made(folder.resolve("a/libtdjson.so"));

        assertThat(search(Map.of("TDLIB_LIBRARY", named.toString())).find(""))
                .isEqualTo(new FoundLibrary(named, "TDLIB_LIBRARY"));
    }

    @Test
    void what_is_installed_goes_before_the_system() throws IOException {
        system();

        assertThat(search(Map.of()).find("").origin()).isEqualTo("the system");
        assertThat(installed()).isEqualTo(search(Map.of()).look("").path());
    }

    @Test
    void nothing_is_taken_in_place_of_one_that_is_named_and_missing() throws IOException {
        system();

        assertThatThrownBy(() -> search(Map.of()).find("/none/libtdjson.so"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("library:", "/none/libtdjson.so");
        assertThatThrownBy(() -> search(Map.of("TDLIB_LIBRARY", "/none")).find(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("TDLIB_LIBRARY:", "/none");
    }

    @Test
    void where_there_is_none_the_way_to_one_is_told() {
        assertThatThrownBy(() -> search(Map.of()).find(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("heliograph natives install", "library=", "TDLIB_LIBRARY");
    }

    @Test
    void what_is_installed_is_refused_where_it_is_not_what_was_tested() throws IOException {
        Path changed = installed();

        assertThatThrownBy(() -> search(Map.of()).find(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(changed.toString(), "natives install");
        assertThatThrownBy(() -> search(Map.of()).find(changed.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(changed.toString());
        assertThat(search(Map.of()).problem(search(Map.of()).look(""))).contains(changed.toString());
    }
}
