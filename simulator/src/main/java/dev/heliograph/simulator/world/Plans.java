// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Messages that wait for their time. */
final class Plans {
    private final Gate gate;
    private final Resolver resolver;
    private final Delivery delivery;
    private final Agenda agenda;
    private final AcceptedLog log;

    Plans(Parts parts) {
        this.gate = parts.gate();
        this.resolver = parts.resolver();
        this.delivery = parts.delivery();
        this.agenda = parts.agenda();
        this.log = parts.log();
    }

    /** Scheduled messages have ids of their own until they are delivered. */
    SentMessage add(Call call, Chat chat, Content content, Instant schedule) {
        Account account = call.account();
        long due = delivery.due(schedule);
        Plan plan = new Plan(account.nextScheduledIds(content.parts()), call, chat, content, delivery.date(due));
        account.plans.put(plan.first(), plan);
        chat.scheduled(1);
        agenda.plan(due, now -> {
            if (drop(account, plan)) {
                deliver(plan, now);
            }
        });
        return new SentMessage(chat.id, plan.first(), plan.date());
    }

    /** Those of an account in a chat, in the order of their dates. */
    List<Planned> list(Account viewer, long chatId) {
        List<Planned> found = new ArrayList<>();
        viewer.plans.values().stream()
                .filter(plan -> plan.chat().id == chatId)
                .sorted((one, other) -> one.date().compareTo(other.date()))
                .forEach(plan -> found.addAll(plan.view()));
        return Collections.unmodifiableList(found);
    }

    /** Sends them now, or forgets them. The answer is what no longer waits, with all parts of each album. */
    Answer<List<Long>> end(Call call, Peer peer, List<Long> ids, boolean send) {
        TelegramError refused = gate.admit(call);
        if (refused != null) {
            return Answer.refused(refused);
        }
        Answer<Long> chatId = resolver.find(call, peer);
        if (chatId.error() != null) {
            return Answer.refused(chatId.error());
        }
        SortedSet<Long> gone = new TreeSet<>();
        for (long id : ids) {
            Plan plan = find(call.account(), id);
            if (plan != null && plan.chat().id == chatId.orThrow() && drop(call.account(), plan)) {
                if (send) {
                    deliver(plan, call.now());
                }
                for (long part = plan.first(); part <= plan.last(); part++) {
                    gone.add(part);
                }
            }
        }
        return send && gone.isEmpty() ? Answer.refused(400, "MESSAGE_ID_INVALID") : Answer.of(List.copyOf(gone));
    }

    private static @Nullable Plan find(Account account, long id) {
        Map.Entry<Long, Plan> entry = account.plans.floorEntry(id);
        return entry == null || entry.getValue().last() < id ? null : entry.getValue();
    }

    private static boolean drop(Account account, Plan plan) {
        boolean waited = account.plans.remove(plan.first(), plan);
        if (waited) {
            plan.chat().scheduled(-1);
        }
        return waited;
    }

    private void deliver(Plan plan, long now) {
        Call call = plan.call();
        SentMessage sent = delivery.outgoing(
                call.account(), null, plan.chat(), plan.content().planned(plan.first()), now);
        log.add(
                now,
                call.account(),
                call.key().session(),
                plan.chat().id,
                sent.messageId(),
                plan.content().text().text());
    }
}
