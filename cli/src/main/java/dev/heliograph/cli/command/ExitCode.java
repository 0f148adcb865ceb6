// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendResult;

/** What the process tells its caller. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** Finished, but some messages failed or are not known to be sent, or an invariant is violated, or standard output was lost. */
    public static final int PARTLY = 1;
    /** The command or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;
    /** The state store cannot be used now; the same command may work later. */
    public static final int STATE = 3;
    /** Interrupted. */
    public static final int INTERRUPTED = 130;

    private static final String STATE_WORD = new Failure.Unavailable(Failure.Origin.STATE, "").word();

    private ExitCode() {}

    /** That of a command which could not do its work for that failure. */
    public static int of(Failure failure) {
        return failure.word().equals(STATE_WORD) ? STATE : PARTLY;
    }

    /** That of a command which sent one message. */
    static int of(SendResult result) {
        return result.isSuccess() ? DONE : STATE_WORD.equals(result.reason()) ? STATE : PARTLY;
    }
}
