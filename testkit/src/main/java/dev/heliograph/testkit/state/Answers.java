// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Appended;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the contracts of state share: when they play, and how they wait. */
final class Answers {
    /** No clock shows this. */
    static final Instant NOW = Instant.parse("2096-01-02T03:04:05.006Z");

    private static final long SECONDS = 10;

    private Answers() {}

    /** The value of an answer. A failure is a breach: nothing is wrong while a contract runs. */
    static <T> T of(CompletionStage<Outcome<T>> stage) {
        return await(stage).orThrow();
    }

    /** Ids and whether they are fresh; how many copies there are is the store's own matter. */
    static List<Appended> appended(CompletionStage<Outcome<List<Appended>>> stage) {
        return of(stage).stream()
                .map(answer -> new Appended(answer.id(), answer.fresh()))
                .toList();
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the store", interrupted);
        } catch (ExecutionException thrown) {
            throw new AssertionError("a port answers with a failure, it does not throw", thrown);
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within " + SECONDS + " s", late);
        }
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every byte there is, and many of them. */
    static Bytes manyBytes() {
        byte[] content = new byte[100_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >>> 3);
        }
        return Bytes.copyOf(content);
    }
}
