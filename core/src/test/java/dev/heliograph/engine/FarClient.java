// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A greedy client that keeps to its budget, with one call under way in each chat, far from its server. */
final class FarClient {
    private final VirtualEvents events;
    private final AccountBudget budget;
    private final PunishingServer server;
    private final SplittableRandom chance;
    private final long way;
    private final Map<Peer, Integer> waiting = new HashMap<>();
    private final List<Peer> order = new ArrayList<>();
    private final Map<Peer, Long> held = new HashMap<>();
    private final Map<Peer, Boolean> flying = new HashMap<>();
    private final List<Long> acceptedAt = new ArrayList<>();
    private @Nullable SharedAccount account;
    private long alarm = Long.MAX_VALUE;
    private int first;

    /** Answers take that long, a tenth more or less. */
    FarClient(
            VirtualEvents events, AccountBudget budget, PunishingServer server, Duration way, SplittableRandom chance) {
        this.events = events;
        this.budget = budget;
        this.server = server;
        this.way = way.toNanos();
        this.chance = chance;
    }

    /** Sends so many messages to that chat. */
    void add(Peer peer, int count) {
        if (waiting.merge(peer, count, Integer::sum) == count) {
            order.add(peer);
        }
    }

    /** Others use the account too. */
    FarClient sharing(SharedAccount other) {
        account = other;
        return this;
    }

    /** When the server accepted what was sent, until all is sent or that time has come. */
    List<Long> run(long until) {
        start();
        events.run(until);
        return acceptedAt;
    }

    void start() {
        events.at(events.now(), this::pump);
    }

    List<Long> acceptedAt() {
        return acceptedAt;
    }

    private void pump() {
        long now = events.now();
        long wake = Long.MAX_VALUE;
        while (first < order.size() && waiting.get(order.get(first)) == 0) {
            first++;
        }
        for (int i = first; i < order.size(); i++) {
            Peer peer = order.get(i);
            if (waiting.get(peer) == 0 || flying.getOrDefault(peer, false)) {
                continue;
            }
            Domain domain = Domain.ofSend(peer);
            Admission wide = budget.domain(domain, now);
            if (!wide.isOpen(now)) {
                wake = Math.min(wake, Math.min(wide.at(), now + 100_000_000));
                break;
            }
            long at = Math.max(
                    held.getOrDefault(peer, now), budget.chat(domain, peer, now).at());
            if (at > now) {
                wake = Math.min(wake, Math.min(at, now + 1_000_000_000L));
                continue;
            }
            long elsewhere = launch(domain, peer, now);
            if (elsewhere > now) {
                wake = Math.min(wake, elsewhere);
                break;
            }
        }
        if (wake < alarm) {
            alarm = wake;
            events.at(wake, () -> {
                alarm = Long.MAX_VALUE;
                pump();
            });
        }
    }

    /** Lets a call leave; or says when other users of the account leave room for one. */
    private long launch(Domain domain, Peer peer, long now) {
        budget.left(domain, peer, now, true);
        long free = account == null ? now : account.take(budget.effective(peer), now);
        if (free > now) {
            budget.neverLeft(domain, peer);
            budget.usedElsewhere(now, free);
            return free;
        }
        flying.put(peer, true);
        events.at(now + 1_000_000 + chance.nextLong(Math.max(1, way / 10)), () -> {
            long arrived = events.now();
            Duration wait = server.judge(peer.hashCode(), now, arrived, way);
            if (wait.isZero()) {
                acceptedAt.add(arrived);
            }
            long returns = arrived + way - way / 20 + chance.nextLong(Math.max(1, way / 10));
            events.at(returns, () -> answered(domain, peer, now, wait));
        });
        return now;
    }

    private void answered(Domain domain, Peer peer, long left, Duration wait) {
        long now = events.now();
        flying.put(peer, false);
        budget.answered(domain, peer, left, now);
        if (wait.isZero()) {
            budget.passed(domain, peer, left, now);
            budget.accepted(domain, peer, left, now);
            waiting.merge(peer, -1, Integer::sum);
        } else {
            Duration pause = Duration.ofNanos((long) (wait.toNanos() * (1.01 + 0.09 * chance.nextDouble())));
            budget.flooded(new Refusal(domain, peer, FloodScope.REQUEST, wait, left, account != null), pause, now);
            held.put(peer, now + pause.toNanos());
        }
        if (account != null) {
            account.tell(budget);
        }
        pump();
    }
}
