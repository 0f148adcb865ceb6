// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One queue of the outbox. A chat with something to claim is in one heap, by the age of its candidate: {@code ready}, or
 * the one of those that are due at the same time. All else is found by key, id or job. Confined to the outbox's lock.
 */
final class Queue {
    private final Map<String, Row> keys = new HashMap<>();
    private final Rows rows = new Rows();
    private final Map<String, Chat> chats = new HashMap<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final TreeMap<Long, Row> open = new TreeMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private final TreeMap<Instant, ChatHeap> waiting = new TreeMap<>();
    private ChatHeap ready = new ChatHeap();
    /** Chats with several rows that are QUEUED, those with the most first. */
    private final TreeSet<Chat> longest =
            new TreeSet<>(Comparator.<Chat>comparingInt(chat -> -chat.queued).thenComparing(chat -> chat.name));

    private final Tally tally = new Tally();
    private long lastId;

    List<Appended> append(List<OutboxDraft> drafts, Instant now) {
        List<Appended> answers = new ArrayList<>(drafts.size());
        for (OutboxDraft draft : drafts) {
            Row earlier = keys.get(draft.key());
            answers.add(earlier == null ? new Appended(add(draft, now).id, true) : new Appended(earlier.id, false));
        }
        return answers;
    }

    private Row add(OutboxDraft draft, Instant now) {
        Job job = jobs.computeIfAbsent(draft.job(), Job::new);
        Chat chat = chats.computeIfAbsent(draft.chat(), Chat::new);
        Row row = new Row(++lastId, draft, job, chat, now);
        keys.put(row.key, row);
        rows.put(row);
        job.add(row);
        count(row, 1);
        queue(row);
        if (chat.heap == null) {
            refresh(chat, now); // else an older row is before it
        }
        return row;
    }

    List<OutboxRow> claim(Claimant claimant, int limit, Instant now) {
        List<OutboxRow> claimed = new ArrayList<>();
        if (isShutOut(claimant)) {
            return claimed;
        }
        promote(now);
        while (claimed.size() < limit) {
            Row row = ready.first();
            if (row == null) {
                break;
            }
            if (row.dueAt.isAfter(now)) {
                refresh(row.chat, now); // time went backwards
                continue;
            }
            claimed.add(claim(row, claimant, now));
        }
        return claimed;
    }

    private OutboxRow claim(Row row, Claimant claimant, Instant now) {
        row.claimant = claimant;
        move(row, OutboxState.CLAIMED, now);
        return row.view();
    }

    List<ChatBacklog> longest(int limit) {
        return longest.stream()
                .limit(Math.max(0, limit))
                .map(chat -> new ChatBacklog(chat.name, chat.queued))
                .toList();
    }

    List<OutboxRow> claimOf(Claimant claimant, List<String> names, Instant now) {
        List<OutboxRow> claimed = new ArrayList<>();
        if (isShutOut(claimant)) {
            return claimed;
        }
        for (int i = 0; i < Chat.MOST_OPEN; i++) {
            for (String name : names) {
                Chat chat = chats.get(name);
                Row row = chat == null ? null : chat.candidate();
                if (row != null && !row.dueAt.isAfter(now)) {
                    claimed.add(claim(row, claimant, now));
                }
            }
        }
        claimed.sort(Comparator.comparingLong(OutboxRow::id));
        return claimed;
    }

    private void queue(Row row) {
        longest.remove(row.chat);
        row.chat.queue(row);
        rank(row.chat);
    }

    private void unqueue(Row row) {
        longest.remove(row.chat);
        row.chat.unqueue(row);
        rank(row.chat);
    }

    private void rank(Chat chat) {
        if (chat.queued > 1) {
            longest.add(chat);
        }
    }

    List<Long> sending(Claimant claimant, List<Intent> intents, Instant now) {
        Set<Long> sending = new LinkedHashSet<>();
        for (Intent intent : intents) {
            Row row = rows.get(intent.id());
            if (row == null || !row.isClaimedBy(claimant)) {
                continue;
            }
            if (row.state == OutboxState.CLAIMED) {
                row.session = intent.session();
                row.randomId = intent.randomId();
                move(row, OutboxState.SENDING, now);
                sending.add(row.id);
            } else if (row.isSendingBy(intent)) {
                sending.add(row.id);
            }
        }
        return List.copyOf(sending);
    }

    List<Long> settle(Claimant claimant, List<Settlement> settlements, Instant now) {
        List<Long> settled = new ArrayList<>();
        for (Settlement settlement : settlements) {
            Row row = rows.get(settlement.id());
            if (row != null && row.isClaimedBy(claimant) && mayBecome(row, settlement.state())) {
                settle(row, settlement, now);
                settled.add(row.id);
            }
        }
        return settled;
    }

    private static boolean mayBecome(Row row, OutboxState next) {
        return switch (row.state) {
            case CLAIMED -> next == OutboxState.FAILED || next == OutboxState.QUEUED;
            case SENDING -> next != OutboxState.SENDING;
            case UNKNOWN -> row.recovered && (next == OutboxState.SENT || next == OutboxState.FAILED);
            case QUEUED, SENT, FAILED -> false;
        };
    }

    private void settle(Row row, Settlement settlement, Instant now) {
        OutboxState next = settlement.state();
        row.attempts = settlement.attempts();
        row.messageId = next == OutboxState.SENT ? settlement.messageId() : 0;
        row.reason = next.isSettled() ? settlement.reason() : "";
        row.recovered = false;
        if (next == OutboxState.QUEUED) {
            Instant dueAt = settlement.dueAt();
            row.dueAt = dueAt == null ? now : dueAt;
        }
        move(row, next, now);
    }

    List<OutboxRow> recover(Claimant claimant, Instant now) {
        fences.merge(claimant.owner(), claimant.fence(), Math::max);
        List<OutboxRow> unknown = new ArrayList<>();
        for (Row row : List.copyOf(open.values())) {
            Claimant holder = row.claimant;
            if (holder == null || !holder.owner().equals(claimant.owner()) || holder.fence() >= claimant.fence()) {
                continue;
            }
            if (row.state == OutboxState.CLAIMED) {
                move(row, OutboxState.QUEUED, now);
            } else {
                row.recovered = true;
                row.reason = Outbox.INTERRUPTED;
                move(row, OutboxState.UNKNOWN, now);
                unknown.add(row.view());
            }
        }
        return unknown;
    }

    Instant nextDue(Instant now) {
        promote(now);
        while (true) {
            Row row = ready.first();
            if (row == null) {
                break;
            }
            if (!row.dueAt.isAfter(now)) {
                return now;
            }
            refresh(row.chat, now);
        }
        return waiting.isEmpty() ? Instant.MAX : waiting.firstKey();
    }

    List<OutboxRow> rows(String name, long afterLine, int limit) {
        Job job = jobs.get(name);
        return job == null
                ? List.of()
                : job.after(afterLine, limit).stream().map(Row::view).toList();
    }

    Optional<OutboxRow> row(long id) {
        return Optional.ofNullable(rows.get(id)).map(Row::view);
    }

    List<OutboxRow> open(long afterId, int limit) {
        return rows.after(afterId)
                .filter(row -> !row.state.isSettled())
                .limit(Math.max(0, limit))
                .map(Row::view)
                .toList();
    }

    OutboxCounts counts(String name) {
        if (name.isEmpty()) {
            return tally.counts(false);
        }
        Job job = jobs.get(name);
        return job == null ? new Tally().counts(false) : job.tally.counts(job.isHeld());
    }

    long cancel(String name, String reason, Instant now) {
        Job job = jobs.get(name);
        if (job == null) {
            return 0;
        }
        List<Row> queued = job.queued();
        queued.forEach(row -> withdraw(row, reason, now));
        return queued.size();
    }

    boolean withdraw(long id, String reason, Instant now) {
        Row row = rows.get(id);
        if (row == null || row.state != OutboxState.QUEUED) {
            return false;
        }
        withdraw(row, reason, now);
        return true;
    }

    private void withdraw(Row row, String reason, Instant now) {
        row.reason = reason;
        move(row, OutboxState.FAILED, now);
    }

    boolean hold(String name, boolean held, Instant now) {
        if (name.isEmpty()) {
            return false;
        }
        Job job = jobs.computeIfAbsent(name, Job::new);
        boolean changed = job.hold(held);
        if (changed) {
            job.queued().forEach(row -> refresh(row.chat, now));
        }
        dropIfEmpty(job);
        return changed;
    }

    long compact(Duration retention, Instant now) {
        Instant before = now.minus(retention);
        Set<Job> touched = new LinkedHashSet<>();
        List<Row> dropped = new ArrayList<>();
        rows.removeIf(row -> isOver(row, before), dropped::add);
        for (Row row : dropped) {
            keys.remove(row.key);
            count(row, -1);
            touched.add(row.job);
        }
        for (Job job : touched) {
            job.forget(row -> isOver(row, before));
            dropIfEmpty(job);
        }
        return dropped.size();
    }

    private static boolean isOver(Row row, Instant before) {
        return row.state.isSettled() && row.changedAt.isBefore(before);
    }

    private void dropIfEmpty(Job job) {
        if (!job.name.isEmpty() && job.isEmpty() && !job.isHeld()) {
            jobs.remove(job.name);
        }
    }

    private boolean isShutOut(Claimant claimant) {
        Long recovered = fences.get(claimant.owner());
        return recovered != null && claimant.fence() < recovered;
    }

    /** The only place where a row changes its state; keeps lanes, heaps and counts true. */
    private void move(Row row, OutboxState next, Instant now) {
        boolean wasQueued = row.state == OutboxState.QUEUED;
        boolean wasOpen = isOpen(row.state);
        count(row, -1);
        row.state = next;
        row.changedAt = now;
        count(row, 1);
        if (wasQueued) {
            unqueue(row);
        }
        if (next == OutboxState.QUEUED) {
            queue(row);
        }
        if (wasOpen != isOpen(next)) {
            changeOpen(row, !wasOpen);
        }
        if (wasQueued || wasOpen) {
            refresh(row.chat, now);
        }
    }

    private void changeOpen(Row row, boolean isOpen) {
        if (isOpen) {
            row.chat.open++;
            open.put(row.id, row);
        } else {
            row.chat.open--;
            open.remove(row.id);
        }
    }

    private static boolean isOpen(OutboxState state) {
        return state == OutboxState.CLAIMED || state == OutboxState.SENDING;
    }

    private void count(Row row, int difference) {
        tally.add(row.state, difference);
        row.job.tally.add(row.state, difference);
    }

    /** Chats whose time has come are ready: a whole heap at a time, since a broadcast is due all at once. */
    private void promote(Instant now) {
        while (!waiting.isEmpty() && !waiting.firstKey().isAfter(now)) {
            ready = ChatHeap.joined(ready, waiting.pollFirstEntry().getValue());
        }
    }

    private void refresh(Chat chat, Instant now) {
        leaveHeap(chat);
        Row head = chat.candidate();
        chat.head = head;
        if (head != null) {
            (head.dueAt.isAfter(now) ? waiting.computeIfAbsent(head.dueAt, unseen -> new ChatHeap()) : ready).add(chat);
        } else if (chat.isIdle()) {
            chats.remove(chat.name, chat);
        }
    }

    private void leaveHeap(Chat chat) {
        ChatHeap left = chat.heap;
        Row head = chat.head;
        if (left == null || head == null) {
            return;
        }
        left.remove(chat);
        if (left != ready && left.isEmpty()) {
            waiting.remove(head.dueAt);
        }
    }
}
