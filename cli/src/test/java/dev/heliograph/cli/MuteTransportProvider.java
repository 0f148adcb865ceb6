// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.List;

/** {@code mute:}, a transport that offers nothing beyond plain sending and is never opened. */
public final class MuteTransportProvider implements TransportProvider {
    @Override
    public String scheme() {
        return "mute";
    }

    @Override
    public String description() {
        return "Offers nothing.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Setting.secret("token", "", "A secret."));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(List.of());
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        throw new AssertionError("what it does not offer is refused before it is opened");
    }
}
