// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.RateBucket;
import dev.heliograph.spi.state.WindowBucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was ever stored can be read for ever. */
class GoldenFileTest {
    @TempDir
    Path folder;

    /** Writes the file anew; run by hand for a new version of the tables, never for an old one. */
    public static void main(String[] arguments) {
        try (Desk desk = Desk.open(Path.of(arguments[0]))) {
            write(desk);
        }
    }

    private static void write(Desk desk) {
        Desk.of(desk.store.cells().swap(Change.write("fence/local", 0, Desk.bytes("one")), Desk.NOW));
        Desk.of(desk.store.values().set("mine", Desk.bytes("value"), Duration.ofHours(1), Desk.NOW));
        Desk.of(desk.store.vault().store(SessionName.of("main"), Desk.bytes("sealed")));
        Desk.of(desk.store.buckets().take(limits(), Desk.NOW));
        List<Long> ids = desk.append("job", "a", "b", "c", "d");
        desk.deliver(ids.get(0));
        Desk.of(desk.claim(2));
        Desk.of(desk.outbox().sending(Desk.QUEUE, Desk.ALPHA, List.of(new Intent(ids.get(1), "s", 9)), Desk.NOW));
        Desk.of(desk.outbox().hold(Desk.QUEUE, "later", true, Desk.NOW));
    }

    private static List<Buckets.Take> limits() {
        return List.of(
                new Buckets.Take("window", Limit.window(1, Duration.ofMinutes(1))),
                new Buckets.Take("rate", Limit.rate(1, 1)));
    }

    @Test
    void a_file_of_version_1_opens_with_all_that_is_in_it() throws IOException {
        Path file = folder.resolve("state.db");
        try (InputStream golden = Objects.requireNonNull(getClass().getResourceAsStream("state-v1.db"))) {
            Files.copy(golden, file);
        }
        try (Desk desk = Desk.open(file)) {
            assertThat(desk.problems()).isEmpty();
            assertThat(Desk.of(desk.store.cells().read("fence/local", Desk.NOW)).bytes())
                    .isEqualTo(Desk.bytes("one"));
            assertThat(Desk.of(desk.store.values().get("mine", Desk.NOW))).contains(Desk.bytes("value"));
            assertThat(Desk.of(desk.store.vault().load(SessionName.of("main")))).contains(Desk.bytes("sealed"));
            assertThat(Desk.of(desk.store.buckets().take(limits(), Desk.NOW)).at())
                    .isEqualTo(Desk.NOW.plus(Duration.ofMinutes(1)));
            assertThat(Desk.of(desk.outbox().rows(Desk.QUEUE, "job", 0, 10)))
                    .extracting(OutboxRow::state)
                    .containsExactly(OutboxState.SENT, OutboxState.SENDING, OutboxState.CLAIMED, OutboxState.QUEUED);
            assertThat(Desk.of(desk.outbox().recover(Desk.QUEUE, new Claimant("alpha", 8), Desk.NOW)))
                    .hasSize(1);
            assertThat(Desk.of(desk.outbox().counts(Desk.QUEUE, "later")).held())
                    .isTrue();
        }
    }

    @Nested
    class Limits {
        @Test
        void a_rate_is_its_format_its_limit_and_when_it_is_full() {
            Limit.Rate rate = new Limit.Rate(30, 20);
            KeptBucket kept = new KeptBucket(rate, new RateBucket(rate, 1_000_000_007L, 0));
            byte[] golden = HexFormat.of().parseHex("0152403e00000000000000000014000000003b9aca07");

            assertThat(kept.bytes()).isEqualTo(golden);
            assertThat(KeptBucket.read(golden)).isEqualTo(kept);
        }

        @Test
        void a_window_is_its_format_its_limit_and_what_was_taken() {
            Limit.Window window = new Limit.Window(20, Duration.ofSeconds(60));
            KeptBucket kept = new KeptBucket(window, WindowBucket.of(window, List.of(5L, 258L)));
            byte[] golden = HexFormat.of()
                    .parseHex("0157000000140000000df847580000000002" + "0000000000000005" + "0000000000000102");

            assertThat(kept.bytes()).isEqualTo(golden);
            KeptBucket read = KeptBucket.read(golden);
            assertThat(read.limit()).isEqualTo(window);
            assertThat(((WindowBucket) read.bucket()).taken()).containsExactly(5L, 258L);
        }
    }
}
