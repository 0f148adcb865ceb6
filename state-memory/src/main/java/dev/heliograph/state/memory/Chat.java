// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import org.jspecify.annotations.Nullable;

/** A chat of a queue: one lane for each job that has rows waiting, and its place in the heap it is in. */
final class Chat {
    /** Rows of one chat that may be claimed or sending at once. */
    static final int MOST_OPEN = 2;

    final String name;

    /** Rows that are CLAIMED or SENDING. */
    int open;

    /** Rows that are QUEUED. */
    int queued;

    /** The candidate by which a heap has sorted this chat. */
    @Nullable
    Row head;

    /** The heap that it is in. */
    @Nullable
    ChatHeap heap;

    /** Its place in that heap. */
    int slot;

    private @Nullable Lane lanes;

    Chat(String name) {
        this.name = name;
    }

    void queue(Row row) {
        queued++;
        Lane lane = lane(row.job);
        if (lane == null) {
            lane = new Lane(row.job);
            lane.next = lanes;
            lanes = lane;
        }
        lane.insert(row);
    }

    void unqueue(Row row) {
        Lane before = null;
        for (Lane lane = lanes; lane != null; lane = lane.next) {
            if (lane.job == row.job) {
                queued--;
                lane.remove(row);
                if (lane.oldest() == null) {
                    drop(lane, before);
                }
                return;
            }
            before = lane;
        }
    }

    /** The row to be claimed next, if the chat has room for it: the oldest whose job is not held. */
    @Nullable
    Row candidate() {
        Row candidate = null;
        if (open < MOST_OPEN) {
            for (Lane lane = lanes; lane != null; lane = lane.next) {
                Row row = lane.job.isHeld() ? null : lane.oldest();
                if (row != null && (candidate == null || row.id < candidate.id)) {
                    candidate = row;
                }
            }
        }
        return candidate;
    }

    boolean isIdle() {
        return open == 0 && lanes == null;
    }

    private @Nullable Lane lane(Job job) {
        Lane lane = lanes;
        while (lane != null && lane.job != job) {
            lane = lane.next;
        }
        return lane;
    }

    private void drop(Lane lane, @Nullable Lane before) {
        if (before == null) {
            lanes = lane.next;
        } else {
            before.next = lane.next;
        }
    }
}
