// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.ForwardingCells;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.state.Swap;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens {@code kept:}, the store of the present {@link ProcessLife}, which is slow and outlives the process. */
public final class KeptStateProvider implements StateStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public KeptStateProvider() {}

    @Override
    public String scheme() {
        return "kept";
    }

    @Override
    public String description() {
        return "A store of a test.";
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
    public StateStore open(Settings settings, PluginContext context) {
        return new Kept(ProcessLife.present());
    }

    private static final class Kept extends ForwardingStateStore {
        private final Cells cells;

        Kept(ProcessLife life) {
            super(life.store());
            cells = new SlowCells(life);
        }

        @Override
        public Cells cells() {
            return cells;
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final class SlowCells extends ForwardingCells {
        private final ProcessLife life;

        SlowCells(ProcessLife life) {
            super(life.store().cells());
            this.life = life;
        }

        @Override
        public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
            return life.slowly(() -> super.read(key, now));
        }

        @Override
        public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
            return life.slowly(() -> super.swap(change, now));
        }
    }
}
