// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Event;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.SentMessage;
import dev.heliograph.simulator.mtproto.telegram.UpdateLog.Entry;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.Planned;
import java.util.ArrayList;
import java.util.List;

/** Where answers are written: what all who answer calls share. */
final class Desk {
    private final WorldClock clock;
    private final Facts facts;
    private final MessageWriter writer;

    Desk(WorldClock clock, Facts facts, MessageWriter writer) {
        this.clock = clock;
        this.facts = facts;
        this.writer = writer;
    }

    Facts facts() {
        return facts;
    }

    MessageWriter writer() {
        return writer;
    }

    int second() {
        return clock.second();
    }

    /** An auth.Authorization: tells a client who it is from now on. */
    TlObject welcome(Member member) {
        Account account = member.account();
        return TlObject.of("auth.authorization").with("user", facts.user(account, account.id()));
    }

    /** An Updates with the people and chats that it speaks of. */
    TlObject updates(Account viewer, List<TlObject> updates, Company company) {
        TlObject object = TlObject.of("updates")
                .with("updates", updates)
                .with("date", second())
                .with("seq", 0);
        return company.join(object, facts, viewer);
    }

    /**
     * An Updates.
     *
     * @param sender whether it is for the one who sent the messages, who has to be told which is which
     */
    TlObject updates(Account viewer, List<Entry> entries, boolean sender) {
        Company company = new Company();
        entries.forEach(entry -> company.addAll(entry.company()));
        return updates(viewer, updates(entries, sender), company);
    }

    private static List<TlObject> updates(List<Entry> entries, boolean sender) {
        List<TlObject> updates = new ArrayList<>();
        for (Entry entry : entries) {
            TlObject messageId = entry.messageId();
            if (sender && messageId != null) {
                updates.add(messageId);
            }
        }
        for (Entry entry : entries) {
            updates.add(entry.update());
        }
        return updates;
    }

    /**
     * The answer to a call by which messages were accepted or scheduled, or had been before.
     *
     * @param sent the first message; those after it have the following ids
     * @param randomIds by which the client knows them, one for each
     */
    TlObject accepted(Query query, SentMessage sent, List<Long> randomIds) {
        Company company = new Company();
        List<TlObject> updates = newMessages(query, sent, randomIds, company);
        return updates(query.account(), updates, company);
    }

    /** The updates of messages that were accepted or scheduled. */
    List<TlObject> newMessages(Query query, SentMessage sent, List<Long> randomIds, Company company) {
        List<TlObject> updates = scheduled(query, sent, randomIds, company);
        if (updates.isEmpty()) {
            List<Entry> entries = entries(query, sent, randomIds);
            entries.forEach(entry -> company.addAll(entry.company()));
            updates.addAll(updates(entries, true));
        }
        return updates;
    }

    /** Those of messages that wait for their time, which have a date to come and numbers of their own. */
    private List<TlObject> scheduled(Query query, SentMessage sent, List<Long> randomIds, Company company) {
        List<TlObject> updates = new ArrayList<>();
        if (sent.date().getEpochSecond() <= second()) {
            return updates;
        }
        for (Planned planned : query.world.scheduled(query.account(), sent.chatId())) {
            long index = planned.message().messageId() - sent.messageId();
            if (index >= 0 && index < randomIds.size()) {
                updates.add(TlObject.of("updateMessageID")
                        .with("id", (int) planned.message().messageId())
                        .with("random_id", randomIds.get((int) index)));
                updates.add(TlObject.of("updateNewScheduledMessage")
                        .with("message", writer.write(query.box(), planned, company)));
            }
        }
        return updates;
    }

    /** The updates of messages that were accepted; none of those that are not there yet, as scheduled ones are. */
    List<Entry> entries(Query query, SentMessage sent, List<Long> randomIds) {
        AccountBox box = query.box();
        for (int i = 0; i < randomIds.size(); i++) {
            box.expect(new MessageRef(sent.chatId(), sent.messageId() + i), randomIds.get(i));
        }
        List<Entry> entries = box.pump(query.session, event -> isOf(event, sent, randomIds.size()));
        return entries.isEmpty() ? before(box, sent, randomIds.size()) : entries;
    }

    private static List<Entry> before(AccountBox box, SentMessage sent, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Entry known = box.log(sent.chatId()).find(sent.chatId(), box.ids().of(sent.chatId(), sent.messageId() + i));
            if (known != null) {
                entries.add(known);
            }
        }
        return entries;
    }

    private static boolean isOf(Event event, SentMessage sent, int count) {
        if (!(event instanceof Event.NewMessage posted)) {
            return false;
        }
        long id = posted.message().messageId();
        return posted.message().outgoing()
                && posted.chatId() == sent.chatId()
                && id >= sent.messageId()
                && id < sent.messageId() + count;
    }
}
