// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed at any instant, again and again over the same file: what it was told is stored is there. */
class KillTest {
    private static final boolean CAMPAIGN = Boolean.getBoolean("heliograph.campaign");
    private static final int KILLS = CAMPAIGN ? 300 : 4;
    private static final long SEED = 20_260_101;
    /** Messages that one claim of the victim takes. */
    private static final int MOST_IN_FLIGHT = 12;

    @TempDir
    Path folder;

    private int accepted;
    private int ends;
    private int unknown;

    @Test
    void a_kill_loses_nothing_and_leaves_nothing_half_done() throws Exception {
        Path file = folder.resolve("state.db");
        SplittableRandom chance = new SplittableRandom(SEED);
        for (int round = 1; round <= KILLS; round++) {
            try (Desk desk = Desk.open(file)) {
                Witness witness = new Witness();
                Process victim = start(file, 2 * round);
                witness.listen(victim, 1 + chance.nextInt(400), desk, round);
                check(desk, witness, round);
            }
        }
        System.out.printf(
                "killed %d times (seed %d): %d messages accepted, %d ends stored, %d unknown; lost 0%n",
                KILLS, SEED, accepted, ends, unknown);
    }

    private static Process start(Path file, long fence) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        file.toString(),
                        Long.toString(fence))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What a victim said before it died. */
    private static final class Witness {
        private final TreeSet<String> keys = new TreeSet<>();
        private final Map<Long, OutboxState> ends = new HashMap<>();
        private long value;

        void listen(Process victim, int lines, Desk desk, int round) throws Exception {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
                int heard = 0;
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    hear(line);
                    if (++heard == lines / 2) {
                        enqueueBeside(desk, round);
                    }
                    if (heard == lines) {
                        // by its handle: the other way closes the pipe with what it still holds
                        victim.toHandle().destroyForcibly();
                    }
                }
                assertThat(heard).as("lines of round " + round).isGreaterThanOrEqualTo(lines);
            }
            assertThat(victim.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
        }

        /** This process enqueues into the same file meanwhile. */
        private void enqueueBeside(Desk desk, int round) {
            String key = "beside " + round;
            Desk.of(desk.outbox()
                    .append(
                            Desk.QUEUE,
                            List.of(new OutboxDraft(key, "", 0, "chat 1", Desk.NOW, Desk.bytes(key))),
                            Desk.NOW));
            keys.add(key);
        }

        private void hear(String line) {
            String rest = line.substring(2);
            switch (line.charAt(0)) {
                case 'A' -> keys.add(rest);
                case 'I' -> ends.remove(Long.valueOf(rest));
                case 'E' -> {
                    String[] words = rest.split(" ");
                    ends.put(Long.valueOf(words[0]), OutboxState.valueOf(words[1]));
                }
                case 'V' -> value = Long.parseLong(rest);
                default -> throw new AssertionError("the victim said: " + line);
            }
        }
    }

    private void check(Desk desk, Witness witness, int round) throws Exception {
        assertThat(desk.problems()).as("after kill " + round).isEmpty();
        long sending = Desk.of(desk.outbox().counts(Desk.QUEUE, "")).sending();
        // its process is gone, so the right to send is free at once
        List<OutboxRow> interrupted =
                Desk.of(desk.outbox().recover(Desk.QUEUE, new Claimant("alpha", 2L * round + 1), Desk.NOW));

        assertThat((long) interrupted.size()).isEqualTo(sending).isLessThanOrEqualTo(MOST_IN_FLIGHT);
        assertThat(desk.problems()).as("after recovery " + round).isEmpty();
        TreeSet<String> missing = new TreeSet<>(witness.keys);
        missing.removeAll(keys(desk));
        assertThat(missing).as("lost by kill " + round).isEmpty();
        assertThat(value(desk, round)).isGreaterThanOrEqualTo(witness.value);
        OutboxCounts counts = Desk.of(desk.outbox().counts(Desk.QUEUE, ""));
        assertThat(counts.claimed() + counts.sending()).isZero();
        witness.ends.forEach((id, state) -> {
            OutboxRow row = Desk.of(desk.outbox().row(Desk.QUEUE, id)).orElseThrow();
            if (state.isSettled()) {
                assertThat(row.state()).as("message " + id).isEqualTo(state);
                assertThat(row.messageId()).isEqualTo(state == OutboxState.SENT ? 1_000 + id : 0);
            }
        });
        accepted += witness.keys.size();
        ends += witness.ends.size();
        unknown += interrupted.size();
    }

    private static List<String> keys(Desk desk) {
        return Desk.of(desk.store.writer().read(db -> db.list("SELECT key FROM message", row -> row.getString(1))));
    }

    private static long value(Desk desk, int round) {
        return Desk.of(desk.store.values().get("turn victim " + 2 * round + "/", Desk.NOW))
                .map(bytes -> Long.parseLong(new String(bytes.toArray(), StandardCharsets.UTF_8)))
                .orElse(0L);
    }
}
