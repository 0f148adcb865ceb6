// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /lib64/ld-linux-x86-64.so.2, linux-x64-glibc",
        "Linux, amd64, /lib/ld-musl-x86_64.so.1, linux-x64-musl",
        "Linux, aarch64, /lib/ld-linux-aarch64.so.1, linux-arm64-glibc",
        "Linux, aarch64, /lib/ld-musl-aarch64.so.1, linux-arm64-musl",
        "Mac OS X, x86_64, none, darwin-x64",
        "Mac OS X, aarch64, none, darwin-arm64",
        "Windows 11, amd64, none, win32-x64",
        "FreeBSD, amd64, none, freebsd-x64",
    })
    void a_machine_is_named_as_packages_name_it(String os, String arch, String loader, String name) {
        assertThat(NativePlatform.of(os, arch, loader::equals)).hasToString(name);
    }

    @Test
    void a_platform_without_a_pinned_library_is_refused_with_another_way() {
        NativePlatform mac = new NativePlatform("darwin", "arm64", "");

        assertThat(NativePackage.isPinned(mac)).isFalse();
        assertThatThrownBy(() -> NativePackage.of(mac))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("darwin-arm64", "linux-x64-glibc", "TDLIB_LIBRARY");
    }

    @Nested
    class Folder {
        @ParameterizedTest
        @CsvSource({
            "linux, /home/a/.cache/heliograph/natives",
            "darwin, /home/a/Library/Caches/heliograph/natives",
            "win32, /home/a/AppData/Local/heliograph/natives",
        })
        void each_system_has_its_cache(String system, String folder) {
            assertThat(NativeFolder.ofUser(system, Map.of(), "/home/a").root()).isEqualTo(Path.of(folder));
        }

        @Test
        void the_standard_variable_goes_first_unless_it_is_relative() {
            assertThat(NativeFolder.ofUser("linux", Map.of("XDG_CACHE_HOME", "/c"), "/home/a")
                            .root())
                    .isEqualTo(Path.of("/c/heliograph/natives"));
            assertThat(NativeFolder.ofUser("linux", Map.of("XDG_CACHE_HOME", "c"), "/home/a")
                            .root())
                    .isEqualTo(Path.of("/home/a/.cache/heliograph/natives"));
        }
    }
}
