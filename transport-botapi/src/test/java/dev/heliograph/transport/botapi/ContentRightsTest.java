// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.botapi.Postman;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.Settings;
import dev.heliograph.state.memory.MemoryStateProvider;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bot over the Bot API before a group that forbids photos, and before somebody who blocked it. */
class ContentRightsTest {
    private static final long GROUP = -1001000000001L;
    private static final long PERSON = 4711;
    private static final OutgoingMessage TEXT =
            OutgoingMessage.to(GROUP).text("words").build();
    private static final OutgoingMessage PHOTO = OutgoingMessage.to(GROUP)
            .media(Media.photo(MediaFile.of("a.jpg", new byte[] {1})))
            .build();
    private static final OutgoingMessage LETTER =
            OutgoingMessage.to(PERSON).text("words").build();

    private final VirtualTimeline time = VirtualTimeline.seeded(11);
    private final World world = World.of(WorldSettings.calm(11), time.instant());
    private Heliograph fleet;
    private int jobs;

    @BeforeEach
    void open() {
        BotApiServer server = BotApiServer.of(
                world,
                time.context("server"),
                BotApiDoorSettings.standard(),
                (url, secret, json) -> CompletableFuture.completedFuture(new Postman.Receipt(404, "")));
        new ProcessLife(
                        time,
                        server,
                        new MemoryStateProvider().open(Settings.of(Map.of()), time.context("state")),
                        () -> 0xC000_0000_0000_0000L)
                .begin();
        fleet = Heliograph.builder()
                .transport("wired:?endpoint=http://wired&updates=none")
                .state("kept:")
                .environment(Environment.of(Map.of()))
                .virtualTime(time)
                .session(ClientConfig.named("main").botToken("77:secret").build())
                .open();
        time.await(fleet.connect());
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private List<String> reasons(OutgoingMessage... messages) {
        Broadcast job = fleet.broadcast("job-" + ++jobs)
                .messages(Stream.of(messages))
                .rememberUnreachable(true)
                .skipUnreachable(true)
                .start();
        time.await(job.done());
        return time.await(job.results(0, 100)).orThrow().stream()
                .map(RecipientResult::reason)
                .toList();
    }

    @Test
    void a_photo_that_is_not_allowed_bars_no_text_in_this_job_or_the_next() {
        world.incidents().bar(GROUP, Media.Kind.PHOTO, true);
        assertThat(reasons(PHOTO, TEXT)).containsExactly("CHAT_SEND_PHOTOS_FORBIDDEN", "OK");
        assertThat(reasons(TEXT, PHOTO)).containsExactly("OK", "CHAT_SEND_PHOTOS_FORBIDDEN");
        world.incidents().bar(GROUP, Media.Kind.PHOTO, false);
        assertThat(reasons(PHOTO)).containsExactly("OK");
    }

    @Test
    void somebody_who_blocked_the_bot_is_passed_over_for_ninety_days() {
        world.incidents().blockEverybody(PERSON);
        assertThat(reasons(LETTER)).containsExactly("USER_IS_BLOCKED");
        world.incidents().unblockEverybody(PERSON);
        time.advance(Duration.ofDays(89));
        assertThat(reasons(LETTER)).containsExactly("KNOWN_UNREACHABLE");
        time.advance(Duration.ofDays(2));
        assertThat(reasons(LETTER)).containsExactly("OK");
    }
}
