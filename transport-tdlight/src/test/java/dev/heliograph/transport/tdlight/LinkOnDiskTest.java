// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link over a disk that is as slow as the test wants. */
class LinkOnDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** In which something that must not happen would have. */
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final Clockwork clockwork = Clockwork.real(PATIENCE);
    private final SlowDisk disk = new SlowDisk();

    @TempDir
    Path folder;

    private TdlightTransport transport;
    private Link link;

    @BeforeEach
    void open() {
        TdlightSettings settings = new TdlightSettings(
                folder,
                TdlightSettings.TDJSON,
                "",
                false,
                false,
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                64,
                4,
                ErrorTable.standard());
        transport = new TdlightTransport(
                settings,
                ScriptedTelegram.ofUser().engine(),
                SealedSessions.over(folder, VaultKey.of(new byte[32])),
                new OnDisk(clockwork.context("main"), disk));
        link = transport.link(
                ClientConfig.named("ann")
                        .apiId(1)
                        .apiHash("hash")
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                (event, handled) -> true);
    }

    @AfterEach
    void close() {
        CompletionStage<Void> closed = transport.close();
        until(closed);
        clockwork.close();
    }

    /** Lets the disk work until that is done. */
    private void until(CompletionStage<?> stage) {
        CompletableFuture<?> done = stage.toCompletableFuture();
        assertThat(clockwork.advanceUntil(
                        () -> {
                            disk.work();
                            return done.isDone();
                        },
                        PATIENCE))
                .isTrue();
    }

    private void connect() {
        CompletionStage<Outcome<SelfInfo>> connected = link.connect();
        until(connected);
        clockwork.await(connected).orThrow();
        disk.work();
    }

    private void waitForDisk() {
        assertThat(clockwork.advanceUntil(() -> !disk.waiting.isEmpty(), PATIENCE))
                .isTrue();
    }

    @Test
    void is_disconnected_when_the_disk_has_given_everything_back() {
        connect();
        CompletionStage<Void> disconnected = link.disconnect();
        waitForDisk();

        assertThat(clockwork.advanceUntil(
                        () -> disconnected.toCompletableFuture().isDone(), A_WHILE))
                .isFalse();
        until(disconnected);
    }

    @Test
    void connects_again_when_the_disk_has_given_everything_back() {
        connect();
        CompletionStage<Void> disconnected = link.disconnect();
        CompletionStage<Outcome<SelfInfo>> again = link.connect();
        waitForDisk();

        assertThat(clockwork.advanceUntil(() -> disk.waiting.size() > 1, A_WHILE))
                .as("takes what is not given back")
                .isFalse();
        until(disconnected);
        until(again);
        assertThat(clockwork.await(again).isDone()).isTrue();
    }

    @Test
    void connects_again_when_an_attempt_that_was_given_up_has_let_go() {
        CompletionStage<Outcome<SelfInfo>> first = link.connect();
        waitForDisk();
        CompletionStage<Void> disconnected = link.disconnect();
        CompletionStage<Outcome<SelfInfo>> again = link.connect();

        assertThat(clockwork.advanceUntil(() -> disk.waiting.size() > 1, A_WHILE))
                .as("takes what is being taken")
                .isFalse();
        assertThat(clockwork.await(first).isDone()).isFalse();
        until(disconnected);
        until(again);
        assertThat(clockwork.await(again).isDone()).isTrue();
    }

    /** Works when it is told to, in the order in which it was asked. */
    private static final class SlowDisk implements Executor {
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

        @Override
        public void execute(Runnable body) {
            waiting.add(body);
        }

        void work() {
            for (Runnable body = waiting.poll(); body != null; body = waiting.poll()) {
                body.run();
            }
        }
    }

    private record OnDisk(PluginContext lent, Executor blocking) implements PluginContext {
        @Override
        public String instance() {
            return lent.instance();
        }

        @Override
        public Timeline timeline() {
            return lent.timeline();
        }

        @Override
        public Loop loop(String name, Runnable body) {
            return lent.loop(name, body);
        }

        @Override
        public AtExit atExit(String name, Runnable body) {
            return lent.atExit(name, body);
        }
    }
}
