// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The sessions of one process in a simulated Telegram. */
final class SimulatorTransport implements Transport {
    private final World world;
    private final Door door;
    private final Capabilities capabilities;
    private final SimulatedTelegram control;
    /** Confined to the door's strand. */
    private final List<Wire> wires = new ArrayList<>();

    SimulatorTransport(World world, Door door) {
        this.world = world;
        this.door = door;
        List<Feature> features = new ArrayList<>(Feature.known());
        if (!world.settings().deduplication()) {
            features.remove(Feature.DEDUPLICATION);
        }
        this.capabilities = Capabilities.of(features);
        this.control = new SimulatedTelegram(world, door, this::breakDown);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Link link(ClientConfig config, EventSink sink) {
        Identity who = Identity.of(config);
        SessionKey key = world.key(config.sessionName().value(), who.account().value(), who.bot(), who.username());
        Wire wire = new Wire(door, key, sink);
        door.strand().execute(() -> admit(wire));
        return new SimulatorLink(wire, world);
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        if (type == Truth.class) {
            return Optional.of(type.cast(world));
        }
        return type == SimulatedTelegram.class ? Optional.of(type.cast(control)) : Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        door.strand().execute(() -> {
            wires.forEach(Wire::close);
            wires.clear();
            door.close();
            closed.complete(null);
        });
        return closed;
    }

    private void admit(Wire wire) {
        if (door.isClosed()) {
            wire.close();
        } else {
            wires.add(wire);
        }
    }

    private void breakDown(String session) {
        door.strand()
                .execute(() -> wires.stream()
                        .filter(wire -> wire.session().equals(session))
                        .forEach(Wire::breakDown));
    }
}
