// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import java.nio.file.Path;
import java.util.List;

/** Opens {@code notebook:FILE}. */
public final class NotebookProvider implements StateStoreProvider {
    private static final Setting<String> FILE =
            Setting.rest(null, "The file that is written to; it is made where there is none.");

    /** Does nothing. */
    public NotebookProvider() {}

    @Override
    public String scheme() {
        return "notebook";
    }

    @Override
    public String description() {
        return "Keeps state in one file of lines, for one process at a time.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FILE);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        return new NotebookStore(Book.open(
                Path.of(settings.get(FILE)), context.timeline().blockingStrand("notebook/" + context.instance())));
    }
}
