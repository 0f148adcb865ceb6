// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.simulator.SimulatedTelegram;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A whole fleet over the simulated Telegram, in virtual time. */
final class FleetRig implements AutoCloseable {
    final VirtualTimeline time;
    final Heliograph fleet;

    private FleetRig(VirtualTimeline time, Heliograph fleet) {
        this.time = time;
        this.fleet = fleet;
    }

    static FleetRig of(long seed, String address, int bots) {
        return of(seed, address, bots, builder -> builder);
    }

    static FleetRig of(long seed, String address, int bots, UnaryOperator<Heliograph.Builder> more) {
        return of(VirtualTimeline.seeded(seed), address, bots, more);
    }

    /** A fleet in a time that another one may share. */
    static FleetRig of(VirtualTimeline time, String address, int bots, UnaryOperator<Heliograph.Builder> more) {
        Heliograph.Builder builder =
                Heliograph.builder().transport(address).virtualTime(time).environment(Environment.of(Map.of()));
        for (int i = 1; i <= bots; i++) {
            builder.session(ClientConfig.named("bot-" + i)
                    .botToken((500 + i) + ":secret")
                    .build());
        }
        return new FleetRig(time, more.apply(builder).open());
    }

    FleetRig connect() {
        time.await(fleet.connect());
        return this;
    }

    TelegramClient client(int number) {
        return fleet.client("bot-" + number);
    }

    SendResult send(int number, OutgoingMessage message) {
        return time.await(client(number).send(message));
    }

    Truth truth() {
        return fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, Truth.class).orElseThrow();
    }

    SimulatedTelegram telegram() {
        return fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, SimulatedTelegram.class)
                .orElseThrow();
    }

    <T> List<T> all(List<CompletableFuture<T>> futures) {
        List<T> values = new ArrayList<>();
        futures.forEach(future -> values.add(time.await(future)));
        return values;
    }

    @Override
    public void close() {
        time.await(fleet.close(Duration.ofMinutes(1)));
    }
}
