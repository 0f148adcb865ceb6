// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Numbered updates of one box or channel, as one account is told of them; the oldest are forgotten first. */
final class UpdateLog {
    /** Updates that are kept; who is further behind has to read everything anew. */
    private static final int KEPT = 2000;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private int pts = 1;

    /**
     * An update.
     *
     * @param pts the number that the box has after it
     * @param count how many numbers it takes
     * @param update the update itself, with both
     * @param company whom it speaks of
     * @param randomId by which its sender knows the new message, or 0
     */
    record Entry(int pts, int count, TlObject update, SortedSet<Long> company, long randomId) {
        boolean isNewMessage() {
            return update.is("updateNewMessage") || update.is("updateNewChannelMessage");
        }

        /** What tells a sender that its message is this one; null where that is nobody's business. */
        @Nullable
        TlObject messageId() {
            return randomId == 0
                    ? null
                    : TlObject.of("updateMessageID")
                            .with("id", update.object("message").int32("id"))
                            .with("random_id", randomId);
        }
    }

    int pts() {
        return pts;
    }

    /** Adds an update that is made for the number it gets. */
    Entry add(int count, SortedSet<Long> company, long randomId, IntFunction<TlObject> update) {
        pts += count;
        TlObject made = update.apply(pts).with("pts", pts).with("pts_count", count);
        Entry entry = new Entry(pts, count, made, company, randomId);
        entries.add(entry);
        if (entries.size() > KEPT) {
            entries.remove();
        }
        return entry;
    }

    /** Whether everything since that number is still known. */
    boolean reaches(int since) {
        Entry oldest = entries.peek();
        int start = oldest == null ? pts : oldest.pts() - oldest.count();
        return since >= start && since <= pts;
    }

    /** Updates after that number, oldest first: one or more, up to so many numbers and so many updates. */
    List<Entry> since(int number, int numbers, int most) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : entries) {
            boolean wanted = entry.pts() - number <= numbers && found.size() < most;
            if (entry.pts() > number && (wanted || found.isEmpty())) {
                found.add(entry);
            }
        }
        return found;
    }

    /** The entry that brought a message, or null. */
    @Nullable
    Entry find(long chatId, int messageId) {
        for (Entry entry : entries) {
            boolean here = entry.isNewMessage() && entry.company().contains(chatId);
            if (here && entry.update().object("message").int32("id") == messageId) {
                return entry;
            }
        }
        return null;
    }
}
