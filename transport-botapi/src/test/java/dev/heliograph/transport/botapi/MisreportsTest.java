// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.botapi.Postman;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.Settings;
import dev.heliograph.state.memory.MemoryStateProvider;
import dev.heliograph.testkit.seeds.Seeds;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** A fleet before a server whose answers often tell something else than what happened: what it reports is true all the same. */
class MisreportsTest {
    private static final int MESSAGES = 300;
    private static final int CHATS = 60;

    @Seeds(value = 20, campaign = 1_000)
    void nothing_is_doubled_and_no_report_is_wrong(long seed, RandomGenerator chance) {
        VirtualTimeline timeline = VirtualTimeline.seeded(seed);
        World world = World.of(
                WorldSettings.calm(seed)
                        .with(Fault.SERVER_ERRORS_AFTER, 0.05)
                        .with(Fault.SERVER_ERRORS, 0.05)
                        .with(Fault.DELETED_AT_ONCE, 0.05)
                        .with(Fault.FOREIGN_ANSWERS, 0.05)
                        .with(Fault.FLOODS, 0.02)
                        .with(Fault.UNKNOWN_WORDS, 0.7)
                        .with(Fault.LOST_AFTER, 0.02),
                timeline.instant());
        BotApiServer server = BotApiServer.of(
                world,
                timeline.context("server"),
                BotApiDoorSettings.standard(),
                (url, secret, json) -> CompletableFuture.completedFuture(new Postman.Receipt(404, "")));
        new ProcessLife(
                        timeline,
                        server,
                        new MemoryStateProvider().open(Settings.of(Map.of()), timeline.context("state")),
                        () -> 0xC000_0000_0000_0000L)
                .begin();
        Map<String, SendResult> results = new TreeMap<>();
        try (Heliograph fleet = Heliograph.builder()
                .transport("wired:?endpoint=http://wired&updates=none")
                .state("kept:")
                .environment(Environment.of(Map.of()))
                .virtualTime(timeline)
                .session(ClientConfig.named("main").botToken("77:secret").build())
                .open()) {
            timeline.await(fleet.connect());
            Map<String, CompletableFuture<SendResult>> sends = new TreeMap<>();
            for (int i = 0; i < MESSAGES; i++) {
                String text = "m" + i;
                sends.put(
                        text,
                        fleet.client("main")
                                .send(OutgoingMessage.to(1_000_001 + chance.nextInt(CHATS))
                                        .text(text)
                                        .build()));
            }
            sends.forEach((text, send) -> results.put(text, timeline.await(send)));
            timeline.await(fleet.close(Duration.ofMinutes(1)));
        }
        Map<String, Integer> accepted = new TreeMap<>();
        world.accepted().forEach(one -> accepted.merge(one.text(), 1, Integer::sum));
        String where = "seed " + seed;
        assertThat(accepted.values()).as(where).allMatch(times -> times == 1);
        results.forEach((text, result) -> {
            boolean stands = accepted.containsKey(text);
            boolean told = result.status() == SendStatus.UNKNOWN || stands == (result.status() == SendStatus.SUCCESS);
            assertThat(told).as("%s: %s, accepted: %s", where, result, stands).isTrue();
        });
        assertThat(results.values()).as(where).anyMatch(one -> one.status() == SendStatus.UNKNOWN);
        assertThat(world.judgement().insidePenalty()).as(where).isZero();
    }
}
