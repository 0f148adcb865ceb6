// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.command;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.PluginContext;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** What a command is lent while it runs. */
@Implementable
public interface CommandContext extends PluginContext {
    /** Shows a report at once, as text or as JSON, whatever was asked for. May be called from any thread. */
    void report(Report report);

    /** Standard input; empty where there is none. */
    default InputStream input() {
        return InputStream.nullInputStream();
    }

    /** Completes when the user or the system wants the command to end: it then frees what it holds and returns. */
    CompletionStage<Void> interrupted();
}
