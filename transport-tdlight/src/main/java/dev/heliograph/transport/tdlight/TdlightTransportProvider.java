// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.engine.tdlight.LoadedTdlight;
import dev.heliograph.transport.tdlight.natives.LibrarySearch;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.nio.file.Path;
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
    public String world(Settings settings) {
        return TdlightSettings.isTest(settings) ? TELEGRAM_TEST : TELEGRAM;
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        TdlightSettings parsed = TdlightSettings.of(settings);
        TdEngine engine = engine(parsed);
        SealedSessions sessions = sessions(parsed.folder(), TdlightSettings.inState(settings), context);
        return new TdlightTransport(parsed, engine, sessions, context);
    }

    private static SealedSessions sessions(Path folder, boolean inState, PluginContext context) {
        if (!inState) {
            return SealedSessions.over(folder, VaultKey.find(Environment.ofProcess()));
        }
        SessionVault vault = context.vault()
                .orElseThrow(
                        () -> new ConfigurationException(
                                "tdlight: vault=state: the fleet's state keeps nothing"
                                        + " when the process ends, and the sessions would be lost with it; name one that does, such as sqlite: or redis:"));
        VaultKey.checkFor(vault, Environment.ofProcess());
        return SealedSessions.moving(folder, vault, VaultKey.find(Environment.ofProcess()));
    }

    private static TdEngine engine(TdlightSettings settings) {
        if (settings.engine().equals(TdlightSettings.TDLIGHT_JAVA)) {
            return LoadedTdlight.engine(settings.anyVersion(), settings.verbosity());
        }
        return LoadedLibrary.engine(
                LibrarySearch.here().find(settings.library()), settings.anyVersion(), settings.verbosity());
    }
}
