// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth.Accepted;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.transport.tdlight.Ending;
import dev.heliograph.transport.tdlight.Fork;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that end while a user and two bots are signed in and wait for what became of a message. */
@Tag("native")
class SignedInExitTest {
    private static final int FORKS = Boolean.getBoolean("heliograph.campaign") ? 50 : 1;
    private static final int SESSIONS = 3;
    private static final String SEND = "messages.sendMessage";

    private final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    private final LoopbackPlace place =
            new LoopbackPlace(WorldSettings.calm(5).withLimits(LoopbackPlace.fast(), LoopbackPlace.fast()));

    @AfterEach
    void close() {
        place.close();
        clockwork.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_process_whose_messages_are_under_way_ends_with_its_own_status(Ending way) throws Exception {
        long longest = 0;
        for (int i = 0; i < FORKS; i++) {
            longest = Math.max(longest, ends(i, way));
        }
        assertThat(Fork.traces(place.folder)).isEmpty();
        // what was under way arrived before, and nothing of it twice
        assertThat(place.telegram.accepted()).hasSize(FORKS * SESSIONS * 2);
        assertThat(place.telegram.accepted())
                .extracting(Accepted::text)
                .allMatch(text -> text.startsWith("first of ") || text.startsWith("second of "));
        System.out.printf(
                "%d processes with signed-in clients ended by %s, the slowest in %d ms%n", FORKS, way, longest);
    }

    /** How many milliseconds the end took. */
    private long ends(int number, Ending way) throws Exception {
        int bot = 1000 + 2 * number;
        List<String> words = List.of(
                PatchedTdlib.path().toString(),
                way.name(),
                "" + place.telegram.socksPort(),
                place.sessionString("user-" + number, place.telegram.addUser("+1555" + (10_000 + number))),
                "" + bot,
                "" + (bot + 1));
        try (Fork fork = Fork.of(EndingFleet.class, place.folder.resolve("fork-" + number), words)) {
            fork.hear("open");
            int before = place.telegram.calls(SEND);
            place.telegram.delay(SEND, Duration.ofHours(1));
            fork.tell("send");
            assertThat(clockwork.advanceUntil(
                            () -> place.telegram.calls(SEND) == before + SESSIONS, Duration.ofSeconds(30)))
                    .as("every session has sent")
                    .isTrue();
            fork.tell("end");
            fork.hear("0 answers");
            long start = System.nanoTime();
            fork.endsBy(way);
            return (System.nanoTime() - start) / 1_000_000;
        } finally {
            place.telegram.delay(SEND, Duration.ZERO);
        }
    }
}
