// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import dev.heliograph.spi.state.Appended;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A queue of the outbox as simple as it can be: a list of rows, searched from the start for every question. */
final class OutboxModel {
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<String, Long> fences = new TreeMap<>();
    private final TreeSet<String> held = new TreeSet<>();
    private long lastId;

    /** A row and what only the store knows of it. */
    private record Entry(OutboxRow row, Claimant claimant, boolean recovered) {
        Entry with(OutboxRow next) {
            return new Entry(next, claimant, recovered);
        }
    }

    long lastId() {
        return lastId;
    }

    /** What the store should answer, given the ids that it chose for the fresh rows. */
    List<Appended> append(List<OutboxDraft> drafts, List<Appended> chosen, Instant now) {
        List<Appended> expected = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            OutboxDraft draft = drafts.get(i);
            Optional<OutboxRow> earlier =
                    rows().filter(row -> row.draft().key().equals(draft.key())).findFirst();
            if (earlier.isPresent()) {
                expected.add(new Appended(earlier.get().id(), false));
                continue;
            }
            // an id that does not grow is answered with one that does, and so is told
            lastId = Math.max(lastId + 1, chosen.get(i).id());
            expected.add(new Appended(lastId, true));
            OutboxRow row = new OutboxRow(lastId, draft, OutboxState.QUEUED, "", 0, 0, 0, "", now);
            entries.put(lastId, new Entry(row, new Claimant("", 0), false));
        }
        return expected;
    }

    /** How many rows are QUEUED, by chat. */
    Map<String, Long> backlog() {
        TreeMap<String, Long> backlog = new TreeMap<>();
        rows().filter(row -> row.state() == OutboxState.QUEUED)
                .forEach(row -> backlog.merge(row.draft().chat(), 1L, Long::sum));
        return backlog;
    }

    List<OutboxRow> claim(Claimant claimant, int limit, Instant now) {
        return claim(claimant, row -> true, limit, now);
    }

    List<OutboxRow> claimOf(Claimant claimant, List<String> chats, Instant now) {
        return claim(claimant, row -> chats.contains(row.draft().chat()), Integer.MAX_VALUE, now);
    }

    private List<OutboxRow> claim(Claimant claimant, Predicate<OutboxRow> fits, int limit, Instant now) {
        List<OutboxRow> claimed = new ArrayList<>();
        if (claimant.fence() < fences.getOrDefault(claimant.owner(), Long.MIN_VALUE)) {
            return claimed;
        }
        while (claimed.size() < limit) {
            Optional<OutboxRow> next = candidates()
                    .filter(fits)
                    .filter(row -> !row.draft().dueAt().isAfter(now))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            OutboxRow row = moved(next.get(), OutboxState.CLAIMED, now);
            entries.put(row.id(), new Entry(row, claimant, false));
            claimed.add(row);
        }
        return claimed;
    }

    List<Long> sending(Claimant claimant, List<Intent> intents, Instant now) {
        LinkedHashSet<Long> sending = new LinkedHashSet<>();
        for (Intent intent : intents) {
            Entry entry = entries.get(intent.id());
            if (entry != null
                    && entry.row().state() == OutboxState.CLAIMED
                    && entry.claimant().equals(claimant)) {
                OutboxRow row = entry.row();
                put(
                        entry,
                        new OutboxRow(
                                row.id(),
                                row.draft(),
                                OutboxState.SENDING,
                                intent.session(),
                                intent.randomId(),
                                row.attempts(),
                                0,
                                "",
                                now));
                sending.add(row.id());
            } else if (entry != null
                    && isStored(intent, entry.row())
                    && entry.claimant().equals(claimant)) {
                sending.add(intent.id());
            }
        }
        return List.copyOf(sending);
    }

    private static boolean isStored(Intent intent, OutboxRow row) {
        return row.state() == OutboxState.SENDING
                && row.session().equals(intent.session())
                && row.randomId() == intent.randomId();
    }

    List<Long> settle(Claimant claimant, List<Settlement> settlements, Instant now) {
        List<Long> settled = new ArrayList<>();
        for (Settlement settlement : settlements) {
            Entry entry = entries.get(settlement.id());
            if (entry != null && entry.claimant().equals(claimant) && mayBecome(entry, settlement.state())) {
                OutboxRow next = settled(entry.row(), settlement, now);
                entries.put(next.id(), new Entry(next, claimant, false));
                settled.add(next.id());
            }
        }
        return settled;
    }

    private static boolean mayBecome(Entry entry, OutboxState next) {
        boolean isKnown = next == OutboxState.SENT || next == OutboxState.FAILED;
        return switch (entry.row().state()) {
            case CLAIMED -> next == OutboxState.FAILED || next == OutboxState.QUEUED;
            case SENDING -> next != OutboxState.SENDING;
            case UNKNOWN -> entry.recovered() && isKnown;
            case QUEUED, SENT, FAILED -> false;
        };
    }

    private static OutboxRow settled(OutboxRow row, Settlement settlement, Instant now) {
        boolean isQueued = settlement.state() == OutboxState.QUEUED;
        OutboxDraft draft = row.draft();
        if (isQueued) {
            Instant dueAt = settlement.dueAt() == null ? now : settlement.dueAt();
            draft = new OutboxDraft(draft.key(), draft.job(), draft.line(), draft.chat(), dueAt, draft.payload());
        }
        return new OutboxRow(
                row.id(),
                draft,
                settlement.state(),
                row.session(),
                row.randomId(),
                settlement.attempts(),
                settlement.state() == OutboxState.SENT ? settlement.messageId() : 0,
                settlement.state().isSettled() ? settlement.reason() : "",
                now);
    }

    List<OutboxRow> recover(Claimant claimant, Instant now) {
        fences.merge(claimant.owner(), claimant.fence(), Math::max);
        List<OutboxRow> unknown = new ArrayList<>();
        for (Entry entry : List.copyOf(entries.values())) {
            Claimant holder = entry.claimant();
            if (!isOpen(entry.row())
                    || !holder.owner().equals(claimant.owner())
                    || holder.fence() >= claimant.fence()) {
                continue;
            }
            if (entry.row().state() == OutboxState.CLAIMED) {
                put(entry, moved(entry.row(), OutboxState.QUEUED, now));
            } else {
                OutboxRow row = ended(entry.row(), OutboxState.UNKNOWN, Outbox.INTERRUPTED, now);
                entries.put(row.id(), new Entry(row, holder, true));
                unknown.add(row);
            }
        }
        return unknown;
    }

    Instant nextDue(Instant now) {
        return candidates()
                .map(row -> row.draft().dueAt().isAfter(now) ? row.draft().dueAt() : now)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    List<OutboxRow> rows(String job, long afterLine, int limit) {
        return rows().filter(row -> isOf(row, job) && row.draft().line() > afterLine)
                .sorted(Comparator.comparingLong(row -> row.draft().line()))
                .limit(limit)
                .toList();
    }

    OutboxCounts counts(String job) {
        TreeMap<OutboxState, Long> counts = new TreeMap<>();
        rows().filter(row -> job.isEmpty() || isOf(row, job)).forEach(row -> counts.merge(row.state(), 1L, Long::sum));
        return new OutboxCounts(
                counts.getOrDefault(OutboxState.QUEUED, 0L),
                counts.getOrDefault(OutboxState.CLAIMED, 0L),
                counts.getOrDefault(OutboxState.SENDING, 0L),
                counts.getOrDefault(OutboxState.SENT, 0L),
                counts.getOrDefault(OutboxState.FAILED, 0L),
                counts.getOrDefault(OutboxState.UNKNOWN, 0L),
                held.contains(job));
    }

    Optional<OutboxRow> row(long id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::row);
    }

    long cancel(String job, String reason, Instant now) {
        List<Entry> queued = entries.values().stream()
                .filter(entry -> isOf(entry.row(), job) && entry.row().state() == OutboxState.QUEUED)
                .toList();
        queued.forEach(entry -> put(entry, ended(entry.row(), OutboxState.FAILED, reason, now)));
        return queued.size();
    }

    boolean hold(String job, boolean wanted) {
        return wanted ? held.add(job) : held.remove(job);
    }

    long compact(Duration retention, Instant now) {
        long before = entries.size();
        entries.values()
                .removeIf(entry -> entry.row().state().isSettled()
                        && entry.row().changedAt().isBefore(now.minus(retention)));
        return before - entries.size();
    }

    private Stream<OutboxRow> rows() {
        return entries.values().stream().map(Entry::row);
    }

    /** Of each chat that has room, the oldest row that waits and is not held. */
    private Stream<OutboxRow> candidates() {
        TreeMap<String, OutboxRow> oldest = new TreeMap<>();
        TreeMap<String, Integer> open = new TreeMap<>();
        rows().forEach(row -> {
            if (isOpen(row)) {
                open.merge(row.draft().chat(), 1, Integer::sum);
            } else if (row.state() == OutboxState.QUEUED
                    && !held.contains(row.draft().job())) {
                oldest.putIfAbsent(row.draft().chat(), row);
            }
        });
        return oldest.values().stream()
                .filter(row -> open.getOrDefault(row.draft().chat(), 0) < 2)
                .sorted(Comparator.comparingLong(OutboxRow::id));
    }

    private void put(Entry entry, OutboxRow next) {
        entries.put(next.id(), entry.with(next));
    }

    private static boolean isOf(OutboxRow row, String job) {
        return row.draft().job().equals(job);
    }

    private static boolean isOpen(OutboxRow row) {
        return row.state() == OutboxState.CLAIMED || row.state() == OutboxState.SENDING;
    }

    private static OutboxRow moved(OutboxRow row, OutboxState next, Instant now) {
        return ended(row, next, row.reason(), now);
    }

    private static OutboxRow ended(OutboxRow row, OutboxState next, String reason, Instant now) {
        return new OutboxRow(
                row.id(),
                row.draft(),
                next,
                row.session(),
                row.randomId(),
                row.attempts(),
                row.messageId(),
                reason,
                now);
    }
}
