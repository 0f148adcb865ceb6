// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Implementable;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.state.StateStore;
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
     * Says that a server is ready, in a form that scripts wait for: a line for each field, its name, a blank and its value, or
     * one JSON document. May be called from any thread.
     *
     * @param report fields that are single values, such as {@code listening} with an address
     */
    default void ready(Report report) {
        report(report);
    }

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

    /**
     * The configured store, opened when it is first asked for and closed after the command.
     *
     * @throws ConfigurationException where it cannot be opened, or there is none here
     */
    default StateStore state() {
        throw new ConfigurationException("there is no state here");
    }

    /**
     * Has a session, so that no other process connects it: its lease in the {@linkplain #state() store}. Waits where its last
     * owner may live still, for up to a lease and a guard time. When it is lost, the command is interrupted.
     *
     * @throws ConfigurationException where another process has it, the store does not answer, or there is none here
     */
    default Custody own(SessionName session) {
        throw new ConfigurationException("session " + session + ": there is no state here");
    }

    /** Completes when the user or the system wants the command to end: it then frees what it holds and returns. */
    CompletionStage<Void> interrupted();

    /** The ownership of a session. */
    @Implementable
    interface Custody extends AutoCloseable {
        /**
         * Makes sure that it is owned still.
         *
         * @throws ConfigurationException where it is not
         */
        default void check() {}

        /** Gives it up. May be called again. */
        @Override
        void close();
    }
}
