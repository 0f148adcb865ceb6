// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Event;
import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.telegram.UpdateLog.Entry;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages that wait for their time. They have numbers of their own, and go as soon as the world's time has come. */
final class Schedules {
    private final Desk desk;

    Schedules(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("messages.getScheduledHistory", query -> list(query, planned(query)));
        calls.add("messages.getScheduledMessages", this::some);
        calls.add("messages.sendScheduledMessages", this::send);
        calls.add("messages.deleteScheduledMessages", this::delete);
    }

    private static List<Planned> planned(Query query) {
        query.admit();
        List<Planned> newestFirst = new ArrayList<>(query.world.scheduled(query.account(), query.chat("peer")));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private TlObject some(Query query) {
        List<Long> wanted = ids(query);
        return list(
                query,
                planned(query).stream()
                        .filter(planned -> wanted.contains(planned.message().messageId()))
                        .toList());
    }

    private TlObject list(Query query, List<Planned> found) {
        Company company = new Company();
        List<TlObject> messages = new ArrayList<>();
        for (Planned planned : found) {
            messages.add(desk.writer().write(query.box(), planned, company));
        }
        TlObject answer =
                TlObject.of("messages.messages").with("messages", messages).with("topics", List.of());
        return company.join(answer, desk.facts(), query.account());
    }

    private TlObject send(Query query) {
        query.box().pump();
        List<Long> gone = query.orThrow(query.world.sendScheduled(query.call(), query.peer("peer"), ids(query)));
        List<Entry> entries = query.box()
                .pump(
                        query.session,
                        event -> event instanceof Event.NewMessage posted
                                && gone.contains(number(query, posted.message())));
        return desk.updates(query.account(), entries, true);
    }

    private static long number(Query query, Message message) {
        Account account = query.account();
        return query.world.scheduledAs(account, message.chatId(), message.messageId());
    }

    private TlObject delete(Query query) {
        List<Long> gone = query.orThrow(query.world.deleteScheduled(query.call(), query.peer("peer"), ids(query)));
        TlObject update = TlObject.of("updateDeleteScheduledMessages")
                .with("peer", Peers.write(query.chat("peer")))
                .with("messages", gone.stream().map(Long::intValue).toList());
        Company company = new Company().add(query.chat("peer"));
        TlObject updates = desk.updates(query.account(), List.of(update), company);
        query.box().tell(updates, query.session);
        return updates;
    }

    private static List<Long> ids(Query query) {
        return query.parameters.elements("id", Integer.class).stream()
                .map(Integer::longValue)
                .toList();
    }
}
