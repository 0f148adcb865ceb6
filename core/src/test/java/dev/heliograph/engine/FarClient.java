// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** A greedy client that keeps to its budget, with one call under way in each chat, far from its server. */
final class FarClient {
    private record Happening(long at, long number, Runnable what) {}

    private final PriorityQueue<Happening> line =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number));
    private final AccountBudget budget;
    private final PunishingServer server;
    private final SplittableRandom chance;
    private final long way;
    private final Map<Peer, Integer> waiting = new HashMap<>();
    private final List<Peer> order = new ArrayList<>();
    private final Map<Peer, Long> held = new HashMap<>();
    private final Map<Peer, Boolean> flying = new HashMap<>();
    private final List<Long> acceptedAt = new ArrayList<>();
    private long now;
    private long numbers;
    private long alarm = Long.MAX_VALUE;
    private int first;

    /** Answers take that long, a tenth more or less. */
    FarClient(AccountBudget budget, PunishingServer server, Duration way, SplittableRandom chance) {
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

    /** When the server accepted what was sent, from that time on, until all is sent or that time has come. */
    List<Long> run(long from, long until) {
        now = from;
        happen(now, this::pump);
        while (!line.isEmpty() && line.element().at() < until) {
            Happening next = line.remove();
            now = next.at();
            next.what().run();
        }
        return acceptedAt;
    }

    private void happen(long at, Runnable what) {
        line.add(new Happening(at, numbers++, what));
    }

    private void pump() {
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
            launch(domain, peer);
        }
        if (wake < alarm) {
            alarm = wake;
            happen(wake, () -> {
                alarm = Long.MAX_VALUE;
                pump();
            });
        }
    }

    private void launch(Domain domain, Peer peer) {
        flying.put(peer, true);
        long left = now;
        budget.left(domain, peer, now, true);
        long arrives = now + 1_000_000 + chance.nextLong(Math.max(1, way / 10));
        happen(arrives, () -> {
            Duration wait = server.judge(peer.hashCode(), left, now, way);
            long returns = now + way - way / 20 + chance.nextLong(Math.max(1, way / 10));
            if (wait.isZero()) {
                acceptedAt.add(now);
            }
            happen(returns, () -> answered(domain, peer, left, wait));
        });
    }

    private void answered(Domain domain, Peer peer, long left, Duration wait) {
        flying.put(peer, false);
        budget.answered(domain, peer, left, now);
        if (wait.isZero()) {
            budget.passed(domain, peer, left, now);
            budget.accepted(domain, peer, left, now);
            waiting.merge(peer, -1, Integer::sum);
        } else {
            Duration pause = Duration.ofNanos((long) (wait.toNanos() * (1.01 + 0.09 * chance.nextDouble())));
            budget.flooded(new Refusal(domain, peer, FloodScope.REQUEST, wait, left, false), pause, now);
            held.put(peer, now + pause.toNanos());
        }
        pump();
    }
}
