// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.nativelib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.simulator.mtproto.library.SchemaGaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class SchemaOfTdlibTest {
    private static final Path LIBRARY = Path.of(System.getProperty("heliograph.tdlib"));

    @Test
    void tdlib_knows_all_that_the_loopback_speaks_but_what_only_other_clients_call() {
        assertThat(SchemaGaps.of(LIBRARY))
                .containsExactly(
                        "destroy_session",
                        "destroy_session_none",
                        "destroy_session_ok",
                        "invokeWithoutUpdates",
                        "ping",
                        "req_pq");
    }

    @Test
    void a_copy_has_two_keys_changed_and_nothing_else(@TempDir Path folder) throws IOException {
        byte[] original = Files.readAllBytes(LIBRARY);
        byte[] copy = Files.readAllBytes(PatchedLibrary.of(LIBRARY, folder));
        assertThat(copy).hasSameSizeAs(original);
        int changed = 0;
        for (int i = 0; i < copy.length; i++) {
            changed += copy[i] == original[i] ? 0 : 1;
        }
        // of two times 360 characters, some are the same by chance
        assertThat(changed).isBetween(600, 720);
    }
}
