// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A binary heap of chats by their heads; every chat knows its slot, so that it can leave from anywhere in O(log n). */
final class ChatHeap {
    private final List<Chat> slots = new ArrayList<>();
    private final Comparator<Row> order;

    private ChatHeap(Comparator<Row> order) {
        this.order = order;
    }

    /** The oldest head first. */
    static ChatHeap byAge() {
        return new ChatHeap(Comparator.comparingLong(row -> row.id));
    }

    /** The head that is due first first. */
    static ChatHeap byDue() {
        return new ChatHeap(
                Comparator.<Row, java.time.Instant>comparing(row -> row.dueAt).thenComparingLong(row -> row.id));
    }

    /** The head of the first chat. */
    @Nullable
    Row first() {
        return slots.isEmpty() ? null : head(slots.get(0));
    }

    void add(Chat chat) {
        chat.heap = this;
        slots.add(chat);
        rise(chat, slots.size() - 1);
    }

    void remove(Chat chat) {
        Chat last = slots.remove(slots.size() - 1);
        if (last != chat) {
            int slot = chat.slot;
            rise(last, slot);
            sink(last, last.slot);
        }
        chat.heap = null;
    }

    private void rise(Chat chat, int from) {
        int slot = from;
        while (slot > 0) {
            Chat parent = slots.get((slot - 1) >>> 1);
            if (order.compare(head(parent), head(chat)) <= 0) {
                break;
            }
            place(parent, slot);
            slot = (slot - 1) >>> 1;
        }
        place(chat, slot);
    }

    private void sink(Chat chat, int from) {
        int slot = from;
        while (2 * slot + 1 < slots.size()) {
            int child = 2 * slot + 1;
            if (child + 1 < slots.size() && order.compare(head(slots.get(child + 1)), head(slots.get(child))) < 0) {
                child++;
            }
            if (order.compare(head(chat), head(slots.get(child))) <= 0) {
                break;
            }
            place(slots.get(child), slot);
            slot = child;
        }
        place(chat, slot);
    }

    private void place(Chat chat, int slot) {
        slots.set(slot, chat);
        chat.slot = slot;
    }

    private static Row head(Chat chat) {
        return Objects.requireNonNull(chat.head, "a chat in a heap has a head");
    }
}
