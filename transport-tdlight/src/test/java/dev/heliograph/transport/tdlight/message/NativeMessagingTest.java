// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.transport.History;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.td.TdHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripted TDLib of the other tests takes for granted about the real one. */
@Tag("native")
class NativeMessagingTest {
    private static final String ALICE = "@alice";
    /** TDLib waits longer for a user than this, and for a bot as well. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    private final PluginContext context = clockwork.context("test");
    private final TelegramLoopback telegram = TelegramLoopback.start(context);
    private final TdHub hub = TdHub.of(LoadedLibrary.engine(new FoundLibrary(PatchedTdlib.path(), "test"), false, 1));
    private final AtomicBoolean ending = new AtomicBoolean();
    private final PluginContext.Loop loop = context.loop("tdlib", () -> hub.run(ending::get));

    @TempDir
    private Path folder;

    private Occupant occupant;

    private Occupant signedIn(ClientConfig.Builder config) {
        occupant = new Occupant(context, hub, telegram, config, folder);
        clockwork.await(occupant.ready);
        return occupant;
    }

    private Occupant user() {
        telegram.addUser(Occupant.PHONE);
        return signedIn(ClientConfig.named("user").timeout(SHORT));
    }

    private Occupant bot() {
        return signedIn(ClientConfig.named("bot").timeout(SHORT).botToken("123456:secret"));
    }

    @AfterEach
    void close() {
        clockwork.await(occupant.close());
        ending.set(true);
        hub.wake();
        loop.close();
        try {
            telegram.verify();
        } finally {
            telegram.close();
            clockwork.close();
        }
    }

    private Outcome<SentMessage> send(String text) {
        return clockwork.await(occupant.send(OutgoingMessage.to(ALICE).text(text)));
    }

    private long accepted(String text) {
        return telegram.accepted().stream()
                .filter(message -> message.text().equals(text))
                .count();
    }

    @Nested
    class A_flood {
        @Test
        void that_tdlib_waits_out_is_noticed() {
            user();
            telegram.failNext("messages.sendMessage", 420, "FLOOD_WAIT_2");
            assertThat(send("patience").isDone()).isTrue();
            assertThat(occupant.waits().noticed()).isEqualTo(1);
            assertThat(occupant.waits().sum()).isBetween(Duration.ofMillis(1900), SHORT);
        }

        @Test
        void that_is_longer_than_tdlib_waits_is_told() {
            bot();
            telegram.failNext("messages.sendMessage", 420, "FLOOD_WAIT_30");
            assertThat(send("x").failure())
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(30), FloodScope.REQUEST, "FLOOD_WAIT"));
        }

        @Test
        void that_is_longer_than_the_patience_of_a_user_is_told_as_one() {
            user();
            send("before").orThrow();
            telegram.failNext("messages.sendMessage", 420, "FLOOD_WAIT_5");
            assertThat(send("held").failure())
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            held -> assertThat(held.reason()).isEqualTo("HELD_BACK_BY_TDLIB"));
            neverArrives("held");
        }

        @Test
        void that_is_longer_than_the_patience_of_a_bot_leaves_a_doubt() {
            bot();
            telegram.failNext("messages.sendMessage", 420, "FLOOD_WAIT_5");
            assertThat(send("held").failure()).isInstanceOf(Failure.Ambiguous.class);
            neverArrives("held");
        }

        private void neverArrives(String text) {
            clockwork.advance(Duration.ofSeconds(4));
            assertThat(accepted(text))
                    .as("what was taken back, after the flood")
                    .isZero();
        }
    }

    @Nested
    class An_answer_that_comes_late {
        @Test
        void leaves_a_message_of_a_user_where_it_stands() {
            user();
            send("before").orThrow();
            // the world does not take two messages of a user within a second
            clockwork.advance(Duration.ofSeconds(2));
            telegram.delay("messages.sendMessage", Duration.ofSeconds(5));
            assertThat(send("late").failure()).isInstanceOf(Failure.Ambiguous.class);
            clockwork.advance(Duration.ofSeconds(4));
            HistoryPage page = clockwork
                    .await(occupant.ask(() -> occupant.ready
                            .join()
                            .facet(History.class)
                            .orElseThrow()
                            .page(HistoryQuery.of(Peer.of(ALICE)).withLimit(1))))
                    .orThrow();
            assertThat(page.messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.text().text()).isEqualTo("late"));
        }

        @Test
        void that_was_lost_with_the_connection_is_had_again() {
            bot();
            telegram.loseNextAnswer("messages.sendMessage");
            assertThat(send("once").isDone()).isTrue();
            assertThat(accepted("once")).isEqualTo(1);
        }
    }

    @Nested
    class A_file {
        private final MediaFile small = MediaFile.of("small.txt", new byte[] {72, 105});
        private final MediaFile large = MediaFile.of("large.bin", new byte[300_000]);

        @Test
        void goes_up_and_tells_how_far_it_is() {
            bot();
            Outcome<SentMessage> sent = clockwork.await(
                    occupant.send(OutgoingMessage.to(ALICE).text("caption").media(Media.document(large))));
            assertThat(sent.isDone()).isTrue();
            assertThat(occupant.progress).last().isEqualTo("300000/300000");
            assertThat(clockwork.advanceUntil(() -> isEmpty(folder.resolve("scratch")), Duration.ofSeconds(5)))
                    .as("nothing of it is left on the disk")
                    .isTrue();
        }

        @Test
        void of_an_album_goes_with_the_others() {
            bot();
            Outcome<SentMessage> sent = clockwork.await(occupant.send(OutgoingMessage.to(ALICE)
                    .text("both")
                    .media(Media.album(List.of(Media.document(small), Media.document(large))))));
            assertThat(sent.isDone()).isTrue();
            assertThat(occupant.progress).last().isEqualTo("300002/300002");
        }
    }

    private static boolean isEmpty(Path folder) {
        String[] inside = folder.toFile().list();
        return inside != null && inside.length == 0;
    }
}
