// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth.Accepted;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many sessions as one process may have: they sign in one after the other, each sends, and all are closed. */
@Tag("native")
class ManySessionsTest {
    private static final int SESSIONS = Boolean.getBoolean("heliograph.campaign") ? 300 : 20;
    /** In a second. */
    private static final int PACE = 20;

    private final LoopbackPlace place =
            new LoopbackPlace(WorldSettings.calm(3).withLimits(LoopbackPlace.fast(), LoopbackPlace.fast()));
    private final List<String> names =
            IntStream.rangeClosed(1, SESSIONS).mapToObj(i -> "bot-" + i).toList();

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void sign_in_at_their_pace_and_send_and_close() throws IOException {
        long start = System.nanoTime();
        long threads = footprint("Threads:");
        double ready;
        double sent;
        String open;
        try (Heliograph fleet = fleet(PACE)) {
            fleet.connect()
                    .join()
                    .forEach(connected ->
                            assertThat(connected.isDone()).as("" + connected).isTrue());
            ready = seconds(start);
            send(fleet)
                    .forEach(result -> assertThat(result.join().isSuccess())
                            .as("" + result.join())
                            .isTrue());
            sent = seconds(start);
            open = footprint("VmRSS:") / 1024 + " MB resident, " + footprint("Threads:") + " threads, before "
                    + threads;
        }
        // one after the other; the first waits for nobody
        assertThat(ready).as("seconds").isGreaterThanOrEqualTo((SESSIONS - 1.0) / PACE);
        assertThat(place.telegram.accepted()).extracting(Accepted::text).containsExactlyInAnyOrderElementsOf(names);
        System.out.printf(
                Locale.ROOT,
                "%d sessions in one process: signed in after %.1f s, sent after %.1f s, closed after %.1f s, %s%n",
                SESSIONS,
                ready,
                sent,
                seconds(start),
                open);
    }

    @Test
    void whose_turn_has_not_come_do_not_hold_up_the_end() {
        Heliograph fleet = fleet(1);
        var connecting = fleet.connect();
        assertThat(fleet.client(names.get(0)).connect().join().isDone()).isTrue();
        long start = System.nanoTime();
        fleet.close();
        assertThat(seconds(start)).as("seconds").isLessThan(SESSIONS / 2.0);
        assertThat(connecting)
                .succeedsWithin(Duration.ZERO)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(SESSIONS);
    }

    private Heliograph fleet(int pace) {
        Heliograph.Builder fleet = Heliograph.builder()
                .transport("tdlight:" + place.folder.resolve("sessions") + "?library=" + PatchedTdlib.path()
                        + "&start-pace=" + pace + "&sign-in-pace=60000")
                .state("memory:")
                .limits(LoopbackPlace.fast());
        for (int i = 0; i < SESSIONS; i++) {
            fleet.session(
                    place.session(names.get(i)).botToken((1 + i) + ":secret").build());
        }
        return fleet.open();
    }

    private List<CompletableFuture<SendResult>> send(Heliograph fleet) {
        return names.stream()
                .map(name -> fleet.client(name)
                        .send(OutgoingMessage.to("@alice").text(name).build()))
                .toList();
    }

    private static double seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    /** What Linux tells of this process. */
    private static long footprint(String key) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.map(line -> line.split("\\s+", -1))
                    .filter(words -> words[0].equals(key))
                    .mapToLong(words -> Long.parseLong(words[1]))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
