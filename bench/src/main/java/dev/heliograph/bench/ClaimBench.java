// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long a claim of a hundred messages takes, the more of them wait; and how much memory they take.
 *
 * <p>Usage: {@code ClaimBench ADDRESS [MESSAGES]}, such as {@code sqlite:bench.db} or {@code redis://localhost:6379}; a million
 * where not given. The store should be empty.
 */
public final class ClaimBench {
    private static final String QUEUE = "claims";
    private static final Claimant CLAIMANT = new Claimant("bench", 1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CLAIMS = 200;
    private static final int AT_ONCE = 5_000;
    private static final int FEW = 5_000;

    private final String address;
    private final Outbox outbox;
    private int appended;
    private int settled;

    private ClaimBench(String address, Outbox outbox) {
        this.address = address;
        this.outbox = outbox;
    }

    /** Prints a line for 5,000 messages and for each tenfold up to as many as are asked for. */
    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        try (SystemTimeline time = SystemTimeline.start()) {
            StateStore store = BenchStore.open(address, time);
            ClaimBench bench = new ClaimBench(address, store.outbox());
            bench.outbox
                    .recover(QUEUE, CLAIMANT, NOW)
                    .toCompletableFuture()
                    .join()
                    .orThrow();
            bench.fill(FEW);
            bench.claims(); // until the compiler has seen it
            for (int size = FEW; size < most; size = Math.min(most, size * 10)) {
                bench.measure(size);
            }
            bench.measure(most);
            store.close().toCompletableFuture().join();
        }
    }

    private void measure(int size) throws IOException {
        long begin = System.nanoTime();
        int before = appended;
        fill(size + CLAIMS * 100);
        double rate = (appended - before) / Math.max(1e-3, (System.nanoTime() - begin) / 1e9);
        long[] taken = claims();
        System.out.printf(
                Locale.ROOT,
                "%,d waiting: claim of 100 p50 %.2f ms, p99 %.2f ms; appended %,.0f/s; store %s; this process %s%n",
                size,
                taken[CLAIMS / 2] / 1e6,
                taken[CLAIMS * 99 / 100] / 1e6,
                rate,
                weight(),
                Footprint.now());
    }

    private void fill(int waiting) {
        int target = waiting + settled;
        while (appended < target) {
            List<OutboxDraft> drafts = new ArrayList<>();
            for (int i = 0; i < AT_ONCE && appended < target; i++) {
                String name = "message " + ++appended;
                byte[] payload = "x".repeat(200).getBytes(StandardCharsets.US_ASCII);
                drafts.add(new OutboxDraft(name, "bench", appended, name, NOW, Bytes.copyOf(payload)));
            }
            outbox.append(QUEUE, drafts, NOW).toCompletableFuture().join().orThrow();
        }
    }

    /** The times of so many claims, sorted; what they bring is settled. */
    private long[] claims() {
        long[] taken = new long[CLAIMS];
        for (int i = 0; i < CLAIMS; i++) {
            long begin = System.nanoTime();
            List<OutboxRow> rows = outbox.claim(QUEUE, CLAIMANT, 100, NOW)
                    .toCompletableFuture()
                    .join()
                    .orThrow();
            taken[i] = System.nanoTime() - begin;
            List<Settlement> ends = rows.stream()
                    .map(row -> new Settlement(row.id(), OutboxState.FAILED, 0, "PLANTED", 1, null))
                    .toList();
            outbox.settle(QUEUE, CLAIMANT, ends, NOW)
                    .toCompletableFuture()
                    .join()
                    .orThrow();
            settled += rows.size();
        }
        Arrays.sort(taken);
        return taken;
    }

    private String weight() throws IOException {
        if (address.startsWith("sqlite:")) {
            return (Files.size(Path.of(address.substring("sqlite:".length()))) >> 20) + " MB of file";
        }
        return RedisFacts.usedMegabytes(URI.create(address)) + " MB of Redis";
    }
}
