// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.telegram.UpdateLog.Entry;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.ArrayList;
import java.util.List;

/** What clients missed. */
final class Updates {
    private static final int PART = 100;
    /** Seconds after which a client may ask for a channel again. */
    private static final int TIMEOUT = 300;

    private final Desk desk;

    Updates(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("updates.getState", this::getState);
        calls.add("updates.getDifference", this::difference);
        calls.add("updates.getChannelDifference", this::channelDifference);
    }

    private TlObject getState(Query query) {
        query.box().pump();
        query.box().listen(query.seat.key, query.session);
        return state(query.box(), desk);
    }

    /** An updates.State. */
    static TlObject state(AccountBox box, Desk desk) {
        return state(box.common().pts(), desk);
    }

    private static TlObject state(int pts, Desk desk) {
        return TlObject.of("updates.state")
                .with("pts", pts)
                .with("qts", 0)
                .with("date", desk.second())
                .with("seq", 0)
                .with("unread_count", 0);
    }

    private TlObject difference(Query query) {
        AccountBox box = query.box();
        box.pump();
        box.listen(query.seat.key, query.session);
        int since = query.parameters.int32("pts");
        UpdateLog log = box.common();
        if (since == log.pts()) {
            return TlObject.of("updates.differenceEmpty")
                    .with("date", desk.second())
                    .with("seq", 0);
        }
        int most = query.parameters.int32("pts_total_limit", Integer.MAX_VALUE);
        if (!log.reaches(since) || log.pts() - since > most) {
            return TlObject.of("updates.differenceTooLong").with("pts", log.pts());
        }
        List<Entry> entries = log.since(since, query.parameters.int32("pts_limit", Integer.MAX_VALUE), PART);
        int reached = entries.get(entries.size() - 1).pts();
        boolean last = reached == log.pts();
        TlObject answer = TlObject.of(last ? "updates.difference" : "updates.differenceSlice")
                .with("new_encrypted_messages", List.of())
                .with(last ? "state" : "intermediate_state", state(reached, desk));
        return fill(query, answer, entries, new Company());
    }

    private TlObject channelDifference(Query query) {
        AccountBox box = query.box();
        box.pump();
        long chatId = Peers.channel(query.account(), query.parameters.object("channel"));
        if (query.world.entity(chatId) == null) {
            throw Refusal.of(400, "CHANNEL_INVALID");
        }
        UpdateLog log = box.channel(chatId);
        int since = query.parameters.int32("pts");
        if (since == log.pts()) {
            return TlObject.of("updates.channelDifferenceEmpty")
                    .with("final", true)
                    .with("timeout", TIMEOUT)
                    .with("pts", log.pts());
        }
        if (!log.reaches(since)) {
            return anew(query, chatId);
        }
        int most = Math.min(Math.max(query.parameters.int32("limit"), 1), PART);
        List<Entry> entries = log.since(since, Integer.MAX_VALUE, most);
        int reached = entries.get(entries.size() - 1).pts();
        TlObject answer = TlObject.of("updates.channelDifference")
                .with("final", reached == log.pts())
                .with("timeout", TIMEOUT)
                .with("pts", reached);
        return fill(query, answer, entries, new Company().add(chatId));
    }

    /** Too much was missed: the newest messages, and where to go on. */
    private TlObject anew(Query query, long chatId) {
        Company company = new Company().add(chatId);
        List<TlObject> messages = new ArrayList<>();
        for (Message message : query.world.newest(query.account(), chatId, PART)) {
            messages.add(0, desk.writer().write(query.box(), message, company));
        }
        int top = messages.isEmpty() ? 0 : messages.get(0).int32("id");
        TlObject answer = TlObject.of("updates.channelDifferenceTooLong")
                .with("final", true)
                .with("timeout", TIMEOUT)
                .with("dialog", Dialogs.dialog(query.world, query.box(), chatId, top))
                .with("messages", messages);
        return company.join(answer, desk.facts(), query.account());
    }

    private TlObject fill(Query query, TlObject answer, List<Entry> entries, Company company) {
        List<TlObject> messages = new ArrayList<>();
        List<TlObject> others = new ArrayList<>();
        for (Entry entry : entries) {
            // without its random id a client takes its own message for another one
            TlObject messageId = entry.messageId();
            if (messageId != null) {
                others.add(messageId);
            }
        }
        for (Entry entry : entries) {
            company.addAll(entry.company());
            if (entry.isNewMessage()) {
                messages.add(entry.update().object("message"));
            } else {
                others.add(entry.update());
            }
        }
        TlObject filled = answer.with("new_messages", messages).with("other_updates", others);
        return company.join(filled, desk.facts(), query.account());
    }
}
