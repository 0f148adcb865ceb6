// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import java.util.concurrent.CountDownLatch;

/** A way in which a process ends, and the status that it has to end with. */
public enum Ending {
    RETURN(0),
    EXIT(7),
    EXCEPTION(1),
    /** From outside: it waits to be told. */
    SIGNAL(143);

    private final int status;

    Ending(int status) {
        this.status = status;
    }

    /** What the process that ended so gives its parent. */
    public int status() {
        return status;
    }

    /** Ends this process so, where it is the last thing that {@code main} does. */
    public void end() throws InterruptedException {
        switch (this) {
            case RETURN -> {}
            case EXIT -> System.exit(status);
            case EXCEPTION -> throw new IllegalStateException("nobody catches this");
            case SIGNAL -> new CountDownLatch(1).await();
        }
    }
}
