// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.transport.tdlight.Ending;
import dev.heliograph.transport.tdlight.Fork;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that end with clients open, in every way that the guard sees: each ends with its own status and without a crash. */
@Tag("native")
class ExitGuardTest {
    private static final int FORKS = Boolean.getBoolean("heliograph.campaign") ? 50 : 2;
    private static final String SECONDS_10 = "10000";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_process_that_ends_with_clients_open_ends_with_its_own_status(Ending way) throws Exception {
        for (int i = 0; i < FORKS; i++) {
            // every second time nobody receives any more when the end comes
            assertEnds(i, way, SECONDS_10, i % 2 == 0 ? "runs" : "ended");
        }
        assertThat(Fork.traces(folder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void clients_that_cannot_be_closed_in_time_change_nothing_about_that(Ending way) throws Exception {
        for (int i = 0; i < FORKS; i++) {
            assertEnds(i, way, "0", "runs");
        }
        assertThat(Fork.traces(folder)).isEmpty();
    }

    private void assertEnds(int number, Ending way, String patience, String loop) throws Exception {
        List<String> words = List.of(System.getProperty("heliograph.tdlib"), way.name(), patience, loop);
        try (Fork fork = Fork.of(EndingProcess.class, folder.resolve("" + number), words)) {
            fork.hear("open");
            fork.endsBy(way);
        }
    }
}
