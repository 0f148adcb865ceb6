// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** How urgent a call is. Each class has its own queue; urgent ones go first, none starves. */
@Stable
public enum TrafficClass {
    /** An answer to a person who waits. */
    REPLY(16),
    /** Ordinary messages. */
    NORMAL(8),
    /** Changes of messages that are already there: edits and deletions. */
    EDIT(4),
    /** Calls that read: history and look-ups. */
    READ(4),
    /** Broadcasts and other work that may take hours. */
    BULK(2);

    private final int weight;

    TrafficClass(int weight) {
        this.weight = weight;
    }

    /** The share of a session's permits that a backlogged class gets next to the other backlogged ones; 1 to 100. */
    public int weight() {
        return weight;
    }
}
