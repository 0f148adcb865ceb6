// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.Environment;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.engine.tdlight.LoadedTdlight;
import dev.heliograph.transport.tdlight.natives.LibrarySearch;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.util.List;

/** Opens {@code tdlight:}, the way of users and bots to Telegram through TDLib. */
public final class TdlightTransportProvider implements TransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public TdlightTransportProvider() {}

    @Override
    public String scheme() {
        return "tdlight";
    }

    @Override
    public String description() {
        return "Users and bots through TDLib, Telegram's own library.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return TdlightSettings.all();
    }

    @Override
    public Capabilities capabilities() {
        return TdlightTransport.CAPABILITIES;
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        TdlightSettings parsed = TdlightSettings.of(settings);
        TdEngine engine = engine(parsed);
        SealedSessions sessions = SealedSessions.over(parsed.folder(), VaultKey.find(Environment.ofProcess()));
        return new TdlightTransport(parsed, engine, sessions, context);
    }

    private static TdEngine engine(TdlightSettings settings) {
        if (settings.engine().equals(TdlightSettings.TDLIGHT_JAVA)) {
            return LoadedTdlight.engine(settings.anyVersion(), settings.verbosity());
        }
        return LoadedLibrary.engine(
                LibrarySearch.here().find(settings.library()), settings.anyVersion(), settings.verbosity());
    }
}
