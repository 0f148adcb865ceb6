// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import org.jspecify.annotations.Nullable;

/** The QUEUED rows of one chat and one job, oldest first, linked through the rows themselves. */
final class Lane {
    final Job job;

    @Nullable
    Lane next;

    private @Nullable Row oldest;
    private @Nullable Row youngest;

    Lane(Job job) {
        this.job = job;
    }

    @Nullable
    Row oldest() {
        return oldest;
    }

    /** Puts a row in its place; one that comes back is among the oldest, so the walk is short. */
    void insert(Row row) {
        Row before = youngest;
        if (before != null && before.id > row.id) {
            Row after = oldest;
            while (after != null && after.id < row.id) {
                after = after.younger;
            }
            before = after == null ? before : after.older;
        }
        Row after = before == null ? oldest : before.younger;
        row.older = before;
        row.younger = after;
        if (before == null) {
            oldest = row;
        } else {
            before.younger = row;
        }
        if (after == null) {
            youngest = row;
        } else {
            after.older = row;
        }
    }

    void remove(Row row) {
        Row before = row.older;
        Row after = row.younger;
        if (before == null) {
            oldest = after;
        } else {
            before.younger = after;
        }
        if (after == null) {
            youngest = before;
        } else {
            after.older = before;
        }
        row.older = null;
        row.younger = null;
    }
}
