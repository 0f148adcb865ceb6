// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.List;

/** Opens {@code botapi:}, the way of bots to Telegram over HTTP. */
public final class BotApiTransportProvider implements TransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public BotApiTransportProvider() {}

    @Override
    public String scheme() {
        return "botapi";
    }

    @Override
    public String description() {
        return "Bots through Telegram's Bot API, or any server that speaks it, over HTTP.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return BotApiSettings.all();
    }

    @Override
    public Capabilities capabilities() {
        return BotApiTransport.CAPABILITIES;
    }

    /** A server of one's own may lead to Telegram too, or to nobody: it is a world of its own, named by its address. */
    @Override
    public String world(Settings settings) {
        return BotApiSettings.world(settings);
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        BotApiSettings parsed = BotApiSettings.of(settings);
        SocketHttp http = new SocketHttp(parsed.endpoint(), context);
        return new BotApiTransport(parsed, context, http, http::close);
    }
}
