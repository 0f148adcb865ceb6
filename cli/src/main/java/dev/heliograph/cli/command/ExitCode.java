// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

/** What the process tells its caller. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** Finished, but some messages failed or are not known to be sent, or an invariant is violated, or standard output was lost. */
    public static final int PARTLY = 1;
    /** The command or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;
    /** Interrupted. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
