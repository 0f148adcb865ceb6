// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.courier;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.time.Duration;
import java.util.List;

/** Opens {@code courier:?way=40ms&slow=30s}. */
public final class CourierTransportProvider implements TransportProvider {
    private static final Setting<Duration> WAY =
            Setting.duration("way", Duration.ofMillis(40), "How long a courier is under way, in one direction.");
    private static final Setting<Duration> SLOW =
            Setting.duration("slow", Duration.ofSeconds(30), "The pause that the slow club wants between two letters.");

    /** Does nothing. */
    public CourierTransportProvider() {}

    @Override
    public String scheme() {
        return "courier";
    }

    @Override
    public String description() {
        return "Couriers carry letters between the sessions of one process.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(WAY, SLOW);
    }

    @Override
    public Capabilities capabilities() {
        return CourierOffice.offered();
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        return new CourierOffice(context, settings.get(WAY), new AddressBook(settings.get(SLOW)));
    }
}
