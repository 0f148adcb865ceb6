// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.spi.transport.Truth.Judgement;

/** Counts how the clients behaved. */
final class Judge {
    private long requests;
    private long floods;
    private long insidePenalty;
    private long afterWarning;
    private long limitBreaches;
    private long doubleConnections;

    void request() {
        requests++;
    }

    void flood() {
        floods++;
    }

    void insidePenalty() {
        insidePenalty++;
    }

    /** A call into a window of which the client had heard at least once, if perhaps for another chat. */
    void afterWarning() {
        afterWarning++;
    }

    long warningsIgnored() {
        return afterWarning;
    }

    void limitBreach() {
        limitBreaches++;
    }

    void doubleConnection() {
        doubleConnections++;
    }

    Judgement judgement() {
        return new Judgement(requests, floods, insidePenalty, limitBreaches, doubleConnections);
    }
}
