// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Timeline;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** What a timeline lends to a plugin. */
record LentTime(
        String instance,
        Timeline timeline,
        Executor blocking,
        boolean hasThreads,
        BiFunction<String, Runnable, PluginContext.Loop> loops,
        BiFunction<String, Runnable, PluginContext.AtExit> endings)
        implements PluginContext {
    @Override
    public PluginContext.Loop loop(String name, Runnable body) {
        return loops.apply(instance + "-" + name, body);
    }

    @Override
    public PluginContext.AtExit atExit(String name, Runnable body) {
        return endings.apply(instance + "-" + name, body);
    }
}
