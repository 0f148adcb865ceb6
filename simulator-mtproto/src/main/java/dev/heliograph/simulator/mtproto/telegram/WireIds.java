// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of messages between the world and one account's clients. People's messages and those of basic groups are
 * numbered together per account on the wire, while the world numbers a basic group by itself: its messages get high numbers
 * here, in the order in which they stand.
 */
final class WireIds {
    private static final int FIRST_OF_GROUPS = 1_000_000_001;
    private static final int MOST = 50_000;

    private final World world;
    private final Account account;
    private final Map<MessageRef, Integer> numbers = bounded();
    private final Map<Integer, MessageRef> refs = bounded();
    private final TreeSet<Long> numbered = new TreeSet<>();
    private int last = FIRST_OF_GROUPS - 1;

    WireIds(World world, Account account) {
        this.world = world;
        this.account = account;
    }

    /** The number of a message on the wire. */
    int of(long chatId, long messageId) {
        if (Peers.isChannel(chatId)) {
            return (int) messageId;
        }
        MessageRef ref = new MessageRef(chatId, messageId);
        if (Peers.isUser(chatId)) {
            refs.put((int) messageId, ref);
            return (int) messageId;
        }
        if (numbered.add(chatId)) {
            for (Message old : world.newest(account, chatId, Integer.MAX_VALUE)) {
                number(new MessageRef(chatId, old.messageId()));
            }
        }
        return number(ref);
    }

    /** The id in the world of a message of that chat. */
    long inWorld(long chatId, int number) {
        if (!Peers.isBasicGroup(chatId)) {
            return number;
        }
        MessageRef ref = refs.get(number);
        return ref != null && ref.chatId() == chatId ? ref.messageId() : 0;
    }

    /** The message of a person or basic group that has that number, or null. */
    @Nullable
    MessageRef find(int number) {
        MessageRef known = refs.get(number);
        if (known != null || number >= FIRST_OF_GROUPS) {
            return known;
        }
        for (long chat : world.chats(account)) {
            if (Peers.isUser(chat) && world.message(account, chat, number) != null) {
                return new MessageRef(chat, number);
            }
        }
        return null;
    }

    private int number(MessageRef ref) {
        Integer known = numbers.get(ref);
        if (known != null) {
            return known;
        }
        numbers.put(ref, ++last);
        refs.put(last, ref);
        return last;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
