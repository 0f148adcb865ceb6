// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A greedy client that keeps to its budget, before a server with limits and a clock of its own, far away. */
class JudgedBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long END = 300 * SECOND;
    private static final Limit FREE = Limit.rate(1_000_000, 1_000_000);

    /** When a server accepted what falls under one limit. It knows nothing of buckets: it looks at the past itself. */
    private static final class Judge {
        private final Limit limit;
        private final Deque<Long> accepted = new ArrayDeque<>();
        private double tokens;
        private long seenAt;

        Judge(Limit limit) {
            this.limit = limit;
            this.tokens = limit.kind() == Limit.Kind.RATE ? ((Limit.Rate) limit).burst() : 0;
        }

        boolean accepts(long now) {
            boolean good = switch (limit.kind()) {
                case RATE -> {
                    Limit.Rate rate = (Limit.Rate) limit;
                    tokens = Math.min(rate.burst(), tokens + (now - seenAt) / 1e9 * rate.perSecond());
                    tokens -= 1;
                    yield tokens > -1e-6;
                }
                case WINDOW -> {
                    long span = ((Limit.Window) limit).span().toNanos();
                    while (!accepted.isEmpty() && accepted.element() <= now - span) {
                        accepted.remove();
                    }
                    yield accepted.size() < ((Limit.Window) limit).count();
                }
            };
            seenAt = now;
            if (limit.kind() == Limit.Kind.WINDOW) {
                accepted.add(now);
            }
            return good;
        }
    }

    private record Happening(long at, long number, Runnable what) {}

    private final PriorityQueue<Happening> line =
            new PriorityQueue<>(Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number));
    private final Map<Peer, Boolean> flying = new HashMap<>();
    private final Map<String, Judge> judges = new HashMap<>();
    private final Map<Peer, Long> latest = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private long now;
    private long numbers;
    /** When the next look is due besides those after answers. */
    private long alarm;

    private int accepted;

    @Test
    void a_far_server_never_sees_a_limit_broken() {
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Limits limits = draw(chance);
            simulate(limits, chance, chance.nextBoolean() ? 1 : 4 * SECOND);

            assertThat(breaches).as("seed %d under %s", seed, limits).isEmpty();
            assertThat(accepted).as("seed %d", seed).isPositive();
        }
    }

    @Test
    void a_near_server_is_used_to_the_full() {
        Limits limits =
                new Limits(List.of(Limit.rate(5, 3)), FREE, FREE, List.of(), FREE, FREE, FREE, FREE, Duration.ZERO);
        simulate(limits, new SplittableRandom(1), 1);

        assertThat(breaches).isEmpty();
        assertThat(accepted).isBetween((int) (5 * END / SECOND), (int) (5 * END / SECOND) + 4);
    }

    private Limits draw(SplittableRandom chance) {
        Limit group = chance.nextBoolean()
                ? Limit.window(1 + chance.nextInt(20), Duration.ofSeconds(5 + chance.nextInt(60)))
                : Limit.rate(0.2 + chance.nextDouble(), 1 + chance.nextInt(4));
        return new Limits(
                List.of(
                        Limit.rate(0.5 + 20 * chance.nextDouble(), 1 + chance.nextInt(20)),
                        Limit.window(5 + chance.nextInt(60), Duration.ofSeconds(10 + chance.nextInt(60)))),
                Limit.rate(0.2 + 2 * chance.nextDouble(), 1 + chance.nextInt(3)),
                group,
                List.of(Limit.window(3 + chance.nextInt(30), Duration.ofSeconds(20 + chance.nextInt(60)))),
                Limit.window(1 + chance.nextInt(5), Duration.ofSeconds(10)),
                FREE,
                FREE,
                FREE,
                Duration.ofMillis(chance.nextInt(3) * 500L));
    }

    private void simulate(Limits limits, SplittableRandom chance, long latency) {
        line.clear();
        flying.clear();
        judges.clear();
        latest.clear();
        breaches.clear();
        now = 0;
        alarm = Long.MAX_VALUE;
        accepted = 0;
        AccountBudget budget = new AccountBudget(limits);
        List<Peer> peers = new ArrayList<>();
        for (long id = 1; id <= 6; id++) {
            peers.add(Peer.of(id));
            peers.add(Peer.of(-id));
        }
        happen(0, () -> pump(budget, limits, peers, chance, latency));
        while (!line.isEmpty() && line.element().at() < END) {
            Happening next = line.remove();
            now = next.at();
            next.what().run();
        }
    }

    private void happen(long at, Runnable what) {
        line.add(new Happening(at, numbers++, what));
    }

    private void pump(AccountBudget budget, Limits limits, List<Peer> peers, SplittableRandom chance, long latency) {
        long wake = Long.MAX_VALUE;
        for (Peer peer : peers) {
            if (flying.getOrDefault(peer, false)) {
                continue;
            }
            Domain domain = chance.nextInt(5) == 0 ? Domain.EDIT : Domain.ofSend(peer);
            long at = budget.domain(domain, now)
                    .and(budget.chat(domain, peer, now))
                    .at();
            if (at > now) {
                wake = Math.min(wake, at);
                continue;
            }
            flying.put(peer, true);
            budget.left(domain, peer, now, true);
            long leaves = now;
            long arrives = now + chance.nextLong(latency);
            long returns = arrives + chance.nextLong(latency);
            happen(arrives, () -> judge(domain, peer, limits));
            happen(returns, () -> {
                flying.put(peer, false);
                budget.answered(domain, peer, leaves, now);
                pump(budget, limits, peers, chance, latency);
            });
        }
        if (wake < alarm) {
            alarm = wake;
            happen(wake, () -> {
                alarm = Long.MAX_VALUE;
                pump(budget, limits, peers, chance, latency);
            });
        }
    }

    private void judge(Domain domain, Peer peer, Limits limits) {
        accepted++;
        boolean group = Domain.ofSend(peer) == Domain.GROUP;
        for (int i = 0; i < limits.session().size(); i++) {
            ask("session " + i, limits.session().get(i));
        }
        ask("chat " + peer, group ? limits.group() : limits.chat());
        if (domain == Domain.GROUP) {
            for (int i = 0; i < limits.groups().size(); i++) {
                ask("groups " + i, limits.groups().get(i));
            }
        }
        if (domain == Domain.EDIT) {
            ask("edits in " + peer, limits.edit());
        }
        Long before = latest.put(peer, now);
        if (before != null && now - before < limits.minimumDelay().toNanos()) {
            breaches.add("least delay in " + peer);
        }
    }

    private void ask(String name, Limit limit) {
        if (!judges.computeIfAbsent(name, n -> new Judge(limit)).accepts(now)) {
            breaches.add(name + " (" + limit + ") at " + now / 1e9);
        }
    }
}
