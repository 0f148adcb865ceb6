// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class NativesCommandsTest {
    private static final String LIBRARY = System.getProperty("heliograph.tdlib");
    private static final String SHA256 = "47ad24192a3c84d0be783c7c07adb14af0d2f3f53b5830d4660f58c51f298197";

    private final Desk desk = new Desk();

    @Test
    void the_status_of_a_library_tells_its_version_and_that_it_is_the_pinned_one() {
        Map<String, Object> said = desk.run(new NativesStatusCommand(), "library=" + LIBRARY);

        assertThat(said)
                .containsEntry("platform", "linux-x64-glibc")
                .containsEntry("library", LIBRARY)
                .containsEntry("found by", "library")
                .containsEntry("version", "1.8.67")
                .containsEntry("tested version", true)
                .containsEntry("sha256", SHA256)
                .containsEntry("pinned", true);
    }

    @Test
    void the_status_of_a_library_that_is_not_there_is_refused() {
        assertThat(desk.refusal(new NativesStatusCommand(), "library=/none/such.so"))
                .contains("/none/such.so");
    }

    @Test
    void the_status_of_a_file_that_is_no_library_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("libtdjson.so"), "nothing");

        assertThat(desk.refusal(new NativesStatusCommand(), "library=" + file)).contains(file.toString());
    }

    @Test
    void installing_fetches_the_pinned_library_and_a_second_time_nothing(@TempDir Path folder) {
        Map<String, Object> said = desk.run(new NativesInstallCommand(), "folder=" + folder);
        assertThat(said)
                .containsEntry("tdlib", "1.8.67")
                .containsEntry("sha256", SHA256)
                .containsEntry("installed before", false);
        assertThat(Path.of((String) said.get("library"))).isRegularFile().hasSize(60_192_608);

        assertThat(new Desk().run(new NativesInstallCommand(), "folder=" + folder))
                .containsEntry("installed before", true);
    }
}
