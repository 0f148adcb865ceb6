// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Event;
import dev.heliograph.model.SentMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Puts messages where they belong and tells everybody who sees them. */
final class Delivery {
    private static final long ECHO_DELAY = 1_000_000_000L;

    private final Directory directory;
    private final Agenda agenda;
    private final Instant epoch;

    Delivery(Directory directory, Agenda agenda, Instant epoch) {
        this.directory = directory;
        this.agenda = agenda;
        this.epoch = epoch;
    }

    /** The server's date: whole seconds. */
    Instant date(long now) {
        return epoch.plusNanos(now).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Nanoseconds from the beginning of the world until then. */
    long due(Instant when) {
        return ChronoUnit.NANOS.between(epoch, when);
    }

    /**
     * A message of an account. Albums become several messages; the first one gives the id.
     *
     * @param from the session that need not be told, or null to tell all
     */
    SentMessage outgoing(Account account, @Nullable SessionKey from, Chat chat, Content content, long now) {
        Post replyTo = content.replyTo() == 0 ? null : chat.posts.find(content.replyTo());
        Post first = post(account, from, chat, new Post(account.id(), date(now), content, 0, replyTo));
        for (int part = 1; part < content.parts(); part++) {
            post(account, from, chat, new Post(account.id(), date(now), content, part, replyTo));
        }
        if (chat.id == Inhabitants.ECHO) {
            agenda.plan(now + ECHO_DELAY, due -> incoming(account, Inhabitants.ECHO, echo(content), due));
        }
        return new SentMessage(chat.id, first.idFor(account.id()), first.date);
    }

    /** A person writes to an account. */
    void incoming(Account account, long person, Content content, long now) {
        Chat chat = account.dialog(person);
        chat.warm = true;
        Post post = new Post(person, date(now), content, 0, null);
        post.numbered(account.nextMessageId());
        chat.posts.add(post.idFor(account.id()), post);
        tellNew(account, null, post, person);
    }

    /** A person writes into a group or channel. */
    void incoming(Chat chat, Chat.Shared shared, long person, Content content, long now) {
        Post post = new Post(person, date(now), content, 0, null);
        post.numbered(shared.nextId());
        chat.posts.add(post.idFor(person), post);
        shared.members.forEach(member -> tellNew(member, null, post, chat.id));
    }

    /** Tells every session of the account but one. */
    static void tell(Account account, @Nullable SessionKey but, Event event) {
        for (SessionKey key : account.sessions) {
            if (key != but) {
                key.tell(event);
            }
        }
    }

    private Post post(Account account, @Nullable SessionKey from, Chat chat, Post post) {
        if (chat.shared == null) {
            postPrivately(account, from, chat, post);
        } else {
            postForAll(account, from, chat, chat.shared, post);
        }
        return post;
    }

    private void postPrivately(Account account, @Nullable SessionKey from, Chat chat, Post post) {
        post.numbered(account.nextMessageId());
        chat.posts.add(post.idFor(account.id()), post);
        tellNew(account, from, post, chat.id);
        Account other = chat.id == account.id() ? null : directory.account(chat.id);
        if (other != null) {
            post.numberedForOther(other.nextMessageId());
            Chat box = other.dialog(account.id());
            box.warm = true;
            box.posts.add(post.idFor(other.id()), post);
            tellNew(other, null, post, account.id());
        }
    }

    private void postForAll(Account account, @Nullable SessionKey from, Chat chat, Chat.Shared shared, Post post) {
        shared.join(account);
        post.numbered(shared.nextId());
        chat.posts.add(post.idFor(account.id()), post);
        for (Account member : shared.members) {
            // bots do not see what other bots write in a group
            if (member == account || !(member.isBot() && account.isBot())) {
                tellNew(member, from, post, chat.id);
            }
        }
    }

    private static void tellNew(Account viewer, @Nullable SessionKey but, Post post, long chatId) {
        for (SessionKey key : viewer.sessions) {
            if (key != but) {
                key.tell(new Event.NewMessage(post.seenBy(viewer.id(), chatId)));
            }
        }
    }

    private static Content echo(Content said) {
        return Content.again(said.text(), said.media(), said.cargo(0));
    }
}
