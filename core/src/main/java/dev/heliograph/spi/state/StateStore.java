// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Implementable;
import dev.heliograph.spi.session.SessionVault;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a fleet remembers. It hands out small ports and closes only what it opened. */
@Implementable
public interface StateStore {
    /** Whether what was accepted outlives the process. */
    boolean durable();

    /** Whether other processes may use what is kept at the same time, so that sessions and queues need one owner each. */
    boolean shared();

    /** Bytes under keys, with compare-and-swap. */
    Cells cells();

    /** Limits that several takers share. */
    Buckets buckets();

    /** Messages that wait. */
    Outbox outbox();

    /** Hints between processes. */
    Signals signals();

    /** The users' own keys and values. */
    Values values();

    /** Sealed session material. */
    SessionVault vault();

    /** What it offers to whoever looks after it; empty where there is nothing to look after. */
    default Optional<Upkeep> upkeep() {
        return Optional.empty();
    }

    /**
     * Why what is open here is not what its address names any more, such as a file that was deleted or replaced, in one line
     * for people; empty as long as it is. Once there is a reason, every port answers {@code Unavailable}: what would be
     * accepted would be lost. Asked every few seconds, from any thread, and does not block. A store that cannot tell, such as
     * one on a server, gives no reason: a fleet keeps a mark in a cell ({@link Cells#OWN}), and notices when that is gone.
     */
    default Optional<String> replaced() {
        return Optional.empty();
    }

    /** Writes what is pending and frees what {@code open} took. */
    CompletionStage<Void> close();
}
