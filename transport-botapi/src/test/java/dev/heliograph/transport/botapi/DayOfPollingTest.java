// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.state.memory.MemoryStateProvider;
import dev.heliograph.testkit.seeds.Seeds;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A bot that is written to for a day, over a bad network, and is closed and killed and started again meanwhile. */
class DayOfPollingTest {
    private static final long BOT = 77;
    private static final long FIRST_PERSON = 10_001;
    private static final int PEOPLE = 12;
    private static final Duration DAY = Duration.ofHours(24);
    /** The window that is documented: a write that was under way when the process died, and the next that waited. */
    private static final long WINDOW = ProcessLife.SLOWEST_WRITE.multipliedBy(2).toNanos();

    private final Map<String, List<Long>> handled = new LinkedHashMap<>();
    private final List<Long> ends = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<String> order = new ArrayList<>();

    @Seeds(value = 3, campaign = 100)
    void no_update_is_lost_and_none_is_handled_twice_beyond_the_window(long seed, RandomGenerator chance) {
        History history = new History(seed, chance);
        history.live(DAY);
        history.heal();

        assertThat(written.stream().filter(text -> !handled.containsKey(text)))
                .as("lost")
                .isEmpty();
        assertThat(handled.entrySet().stream().filter(text -> !isExcused(text.getValue())))
                .as("handled twice, and not because of an end at one of %s", ends)
                .isEmpty();
        assertThat(outOfOrder()).as("out of order").isEmpty();
        assertThat(written).hasSizeGreaterThan(1_000);
        assertThat(ends).hasSizeGreaterThan(5);
    }

    /** Texts that were first handled before an earlier one of the same person. */
    private List<String> outOfOrder() {
        Map<String, Integer> latest = new LinkedHashMap<>();
        return order.stream()
                .filter(text -> {
                    int slash = text.indexOf('/');
                    int number = Integer.parseInt(text.substring(slash + 1));
                    return latest.merge(text.substring(0, slash), number, Math::max) > number;
                })
                .toList();
    }

    /** Whether each repetition follows an end of the process that came within the window after the handling before. */
    private boolean isExcused(List<Long> times) {
        for (int i = 1; i < times.size(); i++) {
            long before = times.get(i - 1);
            long again = times.get(i);
            if (ends.stream().noneMatch(end -> end >= before && end - before <= WINDOW && end <= again)) {
                return false;
            }
        }
        return true;
    }

    /** One virtual day. */
    private final class History {
        private final VirtualTimeline timeline;
        private final RandomGenerator chance;
        private final World world;
        private final BotApiServer server;
        private final StateStore store;
        private @Nullable ProcessLife life;
        private @Nullable Heliograph fleet;

        History(long seed, RandomGenerator chance) {
            this.timeline = VirtualTimeline.seeded(seed);
            this.chance = chance;
            // a session that is revoked or frozen for good is another story
            this.world = World.of(
                    WorldSettings.chaos(seed)
                            .with(Fault.REVOCATIONS, 0)
                            .with(Fault.FREEZES, 0)
                            .with(Fault.LOST_AFTER, 0.02)
                            .with(Fault.LOST_UNREAD, 0.01)
                            .with(Fault.SERVER_ERRORS, 0.03)
                            .with(Fault.DELAYS, 0.02),
                    timeline.instant());
            this.server = BotApiServer.of(
                    world,
                    timeline.context("server"),
                    BotApiDoorSettings.standard(),
                    (url, secret, json) -> new CompletableFuture<>());
            this.store = memory();
        }

        private StateStore memory() {
            StateStoreProvider provider = new MemoryStateProvider();
            return provider.open(Settings.of(Map.of()), timeline.context("state"));
        }

        void live(Duration span) {
            open();
            long end = timeline.nanos() + span.toNanos();
            long nextEnd = timeline.nanos() + betweenEnds();
            while (timeline.nanos() < end) {
                timeline.advance(Duration.ofMillis(chance.nextInt(60_000)));
                for (int burst = chance.nextInt(4); burst > 0; burst--) {
                    write();
                }
                if (timeline.nanos() > nextEnd) {
                    stop(chance.nextBoolean());
                    write();
                    timeline.advance(Duration.ofSeconds(chance.nextInt(600)));
                    open();
                    nextEnd = timeline.nanos() + betweenEnds();
                }
            }
        }

        void heal() {
            world.incidents().heal();
            timeline.advance(Duration.ofMinutes(15));
            stop(true);
        }

        private long betweenEnds() {
            return Duration.ofMinutes(5 + chance.nextInt(60)).toNanos();
        }

        private void write() {
            int person = chance.nextInt(PEOPLE);
            String text = person + "/" + written.size();
            world.incidents().write(BOT, FIRST_PERSON + person, text, server.now());
            written.add(text);
        }

        private void open() {
            ProcessLife present = new ProcessLife(timeline, server, store, chance);
            present.begin();
            life = present;
            Heliograph opened = Heliograph.builder()
                    .transport("wired:?endpoint=http://wired")
                    .state("kept:")
                    .environment(Environment.of(Map.of()))
                    .virtualTime(timeline)
                    .session(ClientConfig.named("main")
                            .botToken(BOT + ":secret")
                            .connectionRetries(1000, Duration.ofSeconds(5))
                            .build())
                    .open();
            TelegramClient client = opened.client("main");
            client.onMessage(MessageFilter.all(), event -> {
                if (!present.isDead()) {
                    handle(event.message().text().text());
                }
            });
            timeline.await(client.connect());
            fleet = opened;
        }

        private void handle(String text) {
            if (handled.computeIfAbsent(text, first -> new ArrayList<>()).isEmpty()) {
                order.add(text);
            }
            handled.get(text).add(timeline.nanos());
        }

        private void stop(boolean orderly) {
            ProcessLife present = life;
            Heliograph open = fleet;
            if (present == null || open == null) {
                throw new IllegalStateException("nothing to end");
            }
            if (orderly) {
                timeline.await(open.close(Duration.ofSeconds(5)));
                ends.add(timeline.nanos());
                present.kill();
            } else {
                ends.add(timeline.nanos());
                present.kill();
                timeline.await(open.close(Duration.ZERO));
            }
        }
    }
}
