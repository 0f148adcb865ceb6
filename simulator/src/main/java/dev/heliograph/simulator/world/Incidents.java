// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Event;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Media;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The hand that moves the world: what operators, other people and other programs do to it. Accounts are named by their id
 * and must have had a session. May be used from any thread.
 */
public final class Incidents {
    private final World world;
    private final Parts parts;

    Incidents(World world, Parts parts) {
        this.world = world;
        this.parts = parts;
    }

    /** Another rate of one fault, 0 to 1. */
    public void rate(Fault fault, double rate) {
        synchronized (world) {
            parts.weather().set(fault, rate);
        }
    }

    /** No fault strikes any more; open windows stay open until their time. */
    public void heal() {
        synchronized (world) {
            parts.weather().calmDown();
        }
    }

    /** Refuses the account's messages for a while: to that chat, or with a chat id of 0 to everybody. */
    public void flood(long account, long chatId, Duration span, long now) {
        synchronized (world) {
            Penalty penalty = Penalty.flood(chatId == 0, span.toNanos(), now);
            if (chatId == 0) {
                account(account).penalties.closeAccount(penalty);
            } else {
                account(account).penalties.closeChat(Method.SEND, chatId, penalty);
            }
        }
    }

    /** That person no longer wants to hear from the account. */
    public void block(long account, long person) {
        synchronized (world) {
            account(account).blockedBy.add(person);
        }
    }

    /** That person wants to hear from nobody but those that he wrote to himself. */
    public void blockEverybody(long person) {
        synchronized (world) {
            parts.directory().close(person);
        }
    }

    /** Takes {@link #blockEverybody} back. */
    public void unblockEverybody(long person) {
        synchronized (world) {
            parts.directory().reopen(person);
        }
    }

    /** The first message after so many accepted ones, counted from the beginning, opens a window for its sender. */
    public void floodAfter(long accepted, Duration span) {
        synchronized (world) {
            parts.weather().planFlood(accepted, span.toNanos());
        }
    }

    /** That person lets the account write again. */
    public void unblock(long account, long person) {
        synchronized (world) {
            account(account).blockedBy.remove(person);
        }
    }

    /** The account may only read from now on, or again write. */
    public void freeze(long account, boolean frozen) {
        synchronized (world) {
            if (frozen) {
                Mischance.freeze(account(account));
            } else {
                account(account).frozen = false;
            }
        }
    }

    /** A user's account may no longer write to strangers (PEER_FLOOD), or may again. */
    public void restrict(long account, boolean restricted) {
        synchronized (world) {
            account(account).restricted = restricted;
        }
    }

    /** Ends a session from elsewhere. */
    public void revoke(String session) {
        synchronized (world) {
            SessionKey key = world.key(session);
            if (key == null) {
                throw new IllegalArgumentException("session " + session + ": expected one that was connected before");
            }
            key.die(TelegramError.of(401, "AUTH_KEY_UNREGISTERED"));
        }
    }

    /** A person writes to the account. */
    public void write(long account, long person, String text, long now) {
        synchronized (world) {
            world.advance(now);
            parts.delivery().incoming(account(account), person, Content.plain(text), now);
        }
    }

    /** A person writes into a group or channel. */
    public void writeInto(long chatId, long person, String text, long now) {
        synchronized (world) {
            world.advance(now);
            Chat chat = chat(chatId);
            parts.delivery().incoming(chat, shared(chat), person, Content.plain(text), now);
        }
    }

    /** Makes the account a member of a group or channel, as those are who wrote there. */
    public void join(long account, long chatId) {
        synchronized (world) {
            shared(chat(chatId)).join(account(account));
        }
    }

    /** A word of the service to the account. */
    public void notice(long account, String text) {
        synchronized (world) {
            Delivery.tell(account(account), null, new Event.Notice(text));
        }
    }

    /** Makes a supergroup of a basic group; its members are told the new id, which is the answer. */
    public long upgrade(long basicGroup) {
        synchronized (world) {
            Chat old = chat(basicGroup);
            if (old.kind != Chat.Kind.BASIC_GROUP || shared(old).migratedTo != 0) {
                throw new IllegalArgumentException("chat " + basicGroup + ": expected a basic group");
            }
            long id = -1_002_000_000_000L + basicGroup;
            Chat.Shared next = parts.directory().add(id, Chat.Kind.SUPERGROUP, shared(old).title, null);
            next.members.addAll(shared(old).members);
            shared(old).migratedTo = id;
            for (Account member : next.members) {
                Delivery.tell(member, null, new Event.ChatMigrated(basicGroup, id));
            }
            return id;
        }
    }

    /**
     * Makes a group.
     *
     * @param id negative; supergroups begin with -100
     * @param slowSeconds seconds between two messages of one member, 0 for none
     */
    public void addGroup(long id, String title, @Nullable String username, int slowSeconds) {
        synchronized (world) {
            Chat.Kind kind = id < -1_000_000_000_000L ? Chat.Kind.SUPERGROUP : Chat.Kind.BASIC_GROUP;
            parts.directory().add(id, kind, title, username).slowSeconds = slowSeconds;
        }
    }

    /** Lets nobody write into a group any more, or everybody again. */
    public void readOnly(long chatId, boolean readOnly) {
        synchronized (world) {
            shared(chat(chatId)).readOnly = readOnly;
        }
    }

    /**
     * Lets nobody put one kind of content into a group any more, or everybody again.
     *
     * @param kind the kind; null for text, and photos stand for albums too
     */
    public void bar(long chatId, Media.@Nullable Kind kind, boolean barred) {
        synchronized (world) {
            if (barred) {
                shared(chat(chatId)).barred.add(Rights.bar(kind));
            } else {
                shared(chat(chatId)).barred.remove(Rights.bar(kind));
            }
        }
    }

    /** Other limits for the account from now on, of which no client was told: breaking them is no fault of theirs. */
    public void limits(long account, Limits limits) {
        synchronized (world) {
            account(account).speed.change(limits);
        }
    }

    private Account account(long id) {
        Account account = parts.directory().account(id);
        if (account == null) {
            throw new IllegalArgumentException("account " + id + ": expected one that has had a session");
        }
        return account;
    }

    private Chat chat(long id) {
        Chat chat = parts.directory().chat(id);
        if (chat == null) {
            throw new IllegalArgumentException("chat " + id + ": expected a group or channel of this world");
        }
        return chat;
    }

    private static Chat.Shared shared(Chat chat) {
        if (chat.shared == null) {
            throw new IllegalArgumentException("chat " + chat.id + ": expected a group or channel");
        }
        return chat.shared;
    }
}
