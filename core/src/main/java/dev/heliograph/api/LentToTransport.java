// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.time.Timeline;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a transport is lent: beside what every plugin is, the vault of the fleet's state. */
record LentToTransport(PluginContext plugin, StateStore state) implements PluginContext {
    @Override
    public String instance() {
        return plugin.instance();
    }

    @Override
    public Timeline timeline() {
        return plugin.timeline();
    }

    @Override
    public Executor blocking() {
        return plugin.blocking();
    }

    @Override
    public Optional<SessionVault> vault() {
        return state.durable() ? Optional.of(state.vault()) : Optional.empty();
    }

    @Override
    public boolean hasThreads() {
        return plugin.hasThreads();
    }

    @Override
    public Loop loop(String name, Runnable body) {
        return plugin.loop(name, body);
    }

    @Override
    public AtExit atExit(String name, Runnable body) {
        return plugin.atExit(name, body);
    }
}
