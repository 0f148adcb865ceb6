// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import org.jspecify.annotations.Nullable;

/** Lanes in the order in which they became ready; any of them can leave at once. */
final class LaneList {
    private @Nullable Lane first;
    private @Nullable Lane last;

    boolean isEmpty() {
        return first == null;
    }

    void add(Lane lane) {
        lane.list = this;
        lane.before = last;
        lane.after = null;
        if (last == null) {
            first = lane;
        } else {
            last.after = lane;
        }
        last = lane;
    }

    /** The lane that waits longest; null where none does. */
    @Nullable
    Lane first() {
        return first;
    }

    void remove(Lane lane) {
        if (lane.before == null) {
            first = lane.after;
        } else {
            lane.before.after = lane.after;
        }
        if (lane.after == null) {
            last = lane.before;
        } else {
            lane.after.before = lane.before;
        }
        lane.list = null;
        lane.before = null;
        lane.after = null;
    }
}
