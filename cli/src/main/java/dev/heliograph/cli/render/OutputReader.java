// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The process that reads what this one prints on standard output. A pipe tells only a writer that its reader is gone, and a
 * command that waits for messages may not write for days, so this asks {@code poll(2)}, as {@code tail -f} does: an error or a
 * hang-up is told there whatever was asked for. May be used from any thread.
 */
public final class OutputReader {
    private static final int STANDARD_OUTPUT = 1;
    private static final int GONE = 0x8 | 0x10; // POLLERR, POLLHUP
    private static final int SIZE = 8; // int fd, short events, short revents
    private static final int EVENTS = 4;
    private static final int REVENTS = 6;

    private final @Nullable Poll poll;

    /** The functions of the C library that are called. */
    interface Poll extends Library {
        /** Looks at descriptors; waits for nothing where the time is 0. */
        int poll(Memory descriptors, long count, int milliseconds);
    }

    /** The reader of this process; of one on Windows nothing is known. */
    public OutputReader() {
        this.poll = Platform.isWindows() ? null : load();
    }

    private static @Nullable Poll load() {
        try {
            return Native.load("c", Poll.class);
        } catch (LinkageError absent) {
            return null; // such as a temporary folder from which nothing may be loaded
        }
    }

    /**
     * Looks whether it is there still, as far as that can be known.
     *
     * @throws OutputClosedException where nothing that is written from now on would be read by anybody
     */
    public void check() {
        if (isGone(STANDARD_OUTPUT)) {
            throw new OutputClosedException();
        }
    }

    boolean isGone(int descriptor) {
        if (poll == null) {
            return false;
        }
        try (Memory asked = new Memory(SIZE)) {
            asked.setInt(0, descriptor);
            asked.setShort(EVENTS, (short) 0);
            asked.setShort(REVENTS, (short) 0);
            return poll.poll(asked, 1, 0) > 0 && (asked.getShort(REVENTS) & GONE) != 0;
        }
    }
}
