// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.command;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** What a command is lent while it runs. */
@Implementable
public interface CommandContext extends PluginContext {
    /** Shows a report at once, as text or as JSON, whatever was asked for. May be called from any thread. */
    void report(Report report);

    /**
     * Says something to the person in front of it that is no result, such as a question or how far it is. May be called from
     * any thread.
     *
     * @param line may hold several lines
     */
    default void tell(String line) {}

    /** Standard input; empty where there is none. */
    default InputStream input() {
        return InputStream.nullInputStream();
    }

    /**
     * Plugins of a kind that the command's own plugin defines, by scheme, so that further modules can add to a command.
     *
     * @param kind an interface that they provide
     */
    default <P extends Provider> SortedMap<String, P> plugins(Class<P> kind) {
        return new TreeMap<>();
    }

    /** Completes when the user or the system wants the command to end: it then frees what it holds and returns. */
    CompletionStage<Void> interrupted();
}
