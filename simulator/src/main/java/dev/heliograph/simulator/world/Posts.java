// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The messages of one chat by ascending id, at most so many: the oldest are forgotten first. Small while it is short. */
final class Posts {
    private final int most;
    private long[] ids = new long[2];
    private Post[] posts = new Post[2];
    private int start;
    private int end;

    Posts(int most) {
        this.most = most;
    }

    int size() {
        return end - start;
    }

    /** Counted from the oldest one. */
    Post at(int index) {
        return posts[start + index];
    }

    /** How many have a smaller id. */
    int before(long id) {
        int found = Arrays.binarySearch(ids, start, end, id);
        return (found < 0 ? -found - 1 : found) - start;
    }

    @Nullable
    Post find(long id) {
        int found = Arrays.binarySearch(ids, start, end, id);
        return found < 0 ? null : posts[found];
    }

    void add(long id, Post post) {
        if (size() == most) {
            forgetOldest();
        }
        if (end == ids.length) {
            makeRoom();
        }
        ids[end] = id;
        posts[end++] = post;
    }

    @Nullable
    Post remove(long id) {
        int found = Arrays.binarySearch(ids, start, end, id);
        if (found < 0) {
            return null;
        }
        Post removed = posts[found];
        System.arraycopy(ids, found + 1, ids, found, end - found - 1);
        System.arraycopy(posts, found + 1, posts, found, end - found - 1);
        end--;
        clear(end);
        return removed;
    }

    private void forgetOldest() {
        clear(start);
        start++;
    }

    @SuppressWarnings("NullAway") // the slot is outside of start and end from now on
    private void clear(int slot) {
        posts[slot] = null;
    }

    private void makeRoom() {
        int size = size();
        int length = size > ids.length / 2 ? ids.length * 2 : ids.length;
        long[] roomyIds = new long[length];
        Post[] roomyPosts = new Post[length];
        System.arraycopy(ids, start, roomyIds, 0, size);
        System.arraycopy(posts, start, roomyPosts, 0, size);
        ids = roomyIds;
        posts = roomyPosts;
        start = 0;
        end = size;
    }
}
