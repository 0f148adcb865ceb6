// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.List;
import java.util.function.UnaryOperator;

/** Opens {@link PlainTransport}, or a liar around it. */
record PlainTransportProvider(UnaryOperator<Transport> around) implements TransportProvider {
    @Override
    public String scheme() {
        return "plain";
    }

    @Override
    public String description() {
        return "Sends and receives text.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Capabilities capabilities() {
        return PlainTransport.offered();
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        return around.apply(new PlainTransport(context));
    }
}
