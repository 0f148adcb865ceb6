// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.spi.transport.Truth.Judgement;

/** Counts how the clients behaved. */
final class Judge {
    private long requests;
    private long floods;
    private long insidePenalty;
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
