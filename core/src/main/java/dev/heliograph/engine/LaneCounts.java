// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.TrafficClass;

/** Counts of the calls in all lanes of a session, and of what the outbox holds behind them. */
final class LaneCounts {
    private final int[] depth = new int[TrafficClass.values().length];
    private int size;
    private int impatient;
    /** Messages and edits, those to groups among them, and what of either the outbox holds beyond. */
    private int traffic;

    private int groupTraffic;
    private long behind;
    private long groupBehind;

    /** Counts calls that came into a lane, or as many that left it where the number is below zero. */
    void add(Lane lane, Call<?> call, int more) {
        size += more;
        impatient += call.isRow() ? 0 : more;
        depth[index(call.trafficClass)] += more;
        if (!lane.reads) {
            traffic += more;
            groupTraffic += call.toGroup ? more : 0;
        }
    }

    /** Takes note of how many calls of a lane's chat the outbox holds. */
    void behind(Lane lane, long rows) {
        if (!lane.reads) {
            behind += rows - lane.behind;
            groupBehind += lane.isOfGroup() ? rows - lane.behind : 0;
            lane.behind = rows;
        }
    }

    int size() {
        return size;
    }

    /** Number of calls whose callers do not wait for ever. */
    int impatient() {
        return impatient;
    }

    int depth(TrafficClass trafficClass) {
        return depth[index(trafficClass)];
    }

    /** Number of messages and edits in lanes. */
    int traffic() {
        return traffic;
    }

    /** Number of messages that the outbox holds for the chats of lanes. */
    long behind() {
        return behind;
    }

    /** Number of messages to groups, in lanes or behind them. */
    long groups() {
        return groupTraffic + groupBehind;
    }

    @SuppressWarnings("EnumOrdinal") // an array index
    private static int index(TrafficClass trafficClass) {
        return trafficClass.ordinal();
    }
}
