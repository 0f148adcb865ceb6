// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.command;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Settings;

/**
 * A command that a plugin adds to the command line, found by {@link java.util.ServiceLoader}. Its scheme is its name as
 * people type it, save that of a {@linkplain #group group}; its settings are its options: {@code --key VALUE}, and {@code --key} alone for one that is true or
 * false. A setting that is the rest of an address is the one argument that it takes.
 */
@Implementable
public interface CommandProvider extends Provider {
    /** Success, as an exit code. */
    int DONE = 0;
    /** Done in part, or something was found that is wrong, as an exit code. */
    int PARTLY = 1;
    /** Ended by {@link CommandContext#interrupted} before it was done, as an exit code; what was left undone is told. */
    int INTERRUPTED = 130;

    /**
     * The command that it stands under, or empty for one of its own. The scheme then begins with the group and a hyphen,
     * which people type as a blank: {@code session-convert} of the group {@code session} is {@code session convert}. Several
     * plugins may share a group.
     */
    default String group() {
        return "";
    }

    /** What people type for it. */
    default String typed() {
        String group = group();
        return group.isEmpty() ? scheme() : group + " " + scheme().substring(group.length() + 1);
    }

    /**
     * Runs the command; may block until its work is done or {@link CommandContext#interrupted}.
     *
     * @param options their values
     * @param context what it is lent
     * @return {@link #DONE}, {@link #PARTLY} or {@link #INTERRUPTED}
     * @throws dev.heliograph.model.ConfigurationException where it cannot be done as asked for: nothing was done
     */
    int run(Settings options, CommandContext context);
}
