// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A binary heap of chats, the oldest head first; a chat knows its slot, so that it leaves from anywhere in O(log n). */
final class ChatHeap {
    private final List<Chat> slots = new ArrayList<>();

    /** The head of the first chat. */
    @Nullable
    Row first() {
        return slots.isEmpty() ? null : head(slots.get(0));
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Both in one, made of the larger, so that a chat is moved O(log n) times at most however heaps are joined. */
    static ChatHeap joined(ChatHeap one, ChatHeap other) {
        boolean isLarger = one.slots.size() >= other.slots.size();
        ChatHeap larger = isLarger ? one : other;
        ChatHeap smaller = isLarger ? other : one;
        smaller.slots.forEach(larger::add);
        smaller.slots.clear();
        return larger;
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
            if (age(parent) <= age(chat)) {
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
            if (child + 1 < slots.size() && age(slots.get(child + 1)) < age(slots.get(child))) {
                child++;
            }
            if (age(chat) <= age(slots.get(child))) {
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

    private static long age(Chat chat) {
        return head(chat).id;
    }

    private static Row head(Chat chat) {
        return Objects.requireNonNull(chat.head, "a chat in a heap has a head");
    }
}
