// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order of sending, over mixes of chance: all of it ends nearly as soon as limits allow, and nobody is left for last. */
class CriticalityTest {
    private static final int MIXES = Boolean.getBoolean("heliograph.campaign") ? 2_000 : 500;
    private static final double LONGER = 1.03;
    /** A window of the account may close while a chat could be served: no order that keeps no permits back reaches the bound. */
    private static final double LONGER_BEHIND_A_WINDOW = 1.15;

    private static final double LATER = 1.15;
    /** Where several hot chats need all of a short time, single messages wait for a second or two more. */
    private static final double LATER_AT_MOST = 1.35;

    private static final double SECOND = 1e9;
    private static final long LONG = 60_000_000_000L;

    /** When each message left; by its place. */
    private static final class Run {
        private final Mix mix;
        private final AccountBudget budget;
        private final Lanes lanes;
        private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
        private final ArrayDeque<Mix.Message> coming;
        private final Map<Peer, Long> last = new HashMap<>();
        private final Map<Call<?>, Mix.Message> queued = new HashMap<>();
        private final Map<Peer, Long> waited = new HashMap<>();
        private long now;

        private record Answer(long at, Lane lane, Domain domain) {}

        Run(Mix mix, boolean slack) {
            this.mix = mix;
            this.budget = new AccountBudget(mix.limits());
            SessionEstimate estimate = new SessionEstimate(() -> now, () -> budget);
            estimate.answered(mix.way());
            this.lanes = new Lanes(slack ? estimate : WorkEstimate.UNLIMITED);
            this.coming = new ArrayDeque<>(mix.messages());
        }

        /** How long it takes, in nanoseconds. */
        long whole() {
            while (true) {
                arrive();
                lanes.wake(now);
                boolean left = true;
                while (left) {
                    left = dispatch();
                }
                long next = next();
                if (next == Call.NEVER) {
                    return last.values().stream().mapToLong(at -> at).max().orElse(0);
                }
                now = Math.max(next, now + 1);
            }
        }

        private void arrive() {
            while (!coming.isEmpty() && coming.element().at() <= now) {
                Mix.Message message = coming.remove();
                TestCall call = new TestCall("m", TrafficClass.BULK, message.job());
                queued.put(call, message);
                lanes.add(message.peer(), call);
            }
            while (!answers.isEmpty() && answers.element().at() <= now) {
                Answer answer = answers.remove();
                budget.answered(answer.domain(), answer.lane().peer, now, now);
                lanes.land(answer.lane(), true, now);
            }
        }

        private boolean dispatch() {
            Lane lane = lanes.next(domain -> budget.domain(domain, now).isOpen(now));
            if (lane == null) {
                return false;
            }
            Call<?> head = lane.head();
            Domain domain = head.domain(lane.peer);
            Admission admission = budget.chat(domain, lane.peer, now);
            if (!admission.isOpen(now)) {
                lanes.hold(lane, admission.at());
                return true;
            }
            budget.left(domain, lane.peer, now, true);
            lanes.served(lane);
            last.put(lane.peer, now);
            waited.merge(lane.peer, now - queued.remove(head).at(), Long::sum);
            answers.add(new Answer(now + mix.way(), lane, domain));
            return true;
        }

        private long next() {
            long at = lanes.nextDue();
            at = answers.isEmpty() ? at : Math.min(at, answers.element().at());
            at = coming.isEmpty() ? at : Math.min(at, coming.element().at());
            for (Domain domain : Domain.values()) {
                if (lanes.hasReady(domain)) {
                    at = Math.min(
                            at, Math.max(now + 1, budget.domain(domain, now).at()));
                }
            }
            return at;
        }

        double meanOf(Set<Peer> singles) {
            return singles.stream().mapToLong(waited::get).average().orElse(0);
        }
    }

    /** What the mixes came to. */
    private static final class Verdict {
        private final List<String> late = new ArrayList<>();
        private int measured;
        private double singles;
        private double singlesInTurns;

        void judge(long seed) {
            Mix mix = Mix.of(new SplittableRandom(seed));
            Run run = new Run(mix, true);
            double longer = (double) run.whole() / mix.bound();
            if (mix.bound() >= LONG) {
                measured++;
                if (longer > (mix.hasWindow() ? LONGER_BEHIND_A_WINDOW : LONGER)) {
                    late.add("seed " + seed + ": " + longer + " times the bound");
                }
            }
            Set<Peer> alone = mix.singles();
            if (alone.size() >= 10) {
                Run inTurns = new Run(mix, false);
                inTurns.whole();
                double mean = run.meanOf(alone);
                double before = inTurns.meanOf(alone);
                singles += mean;
                singlesInTurns += before;
                if (mean > Math.max(SECOND, before) * LATER_AT_MOST) {
                    late.add("seed " + seed + ": single messages after " + mean / SECOND + " s, in turns "
                            + before / SECOND);
                }
            }
        }
    }

    @Test
    void all_ends_nearly_as_soon_as_limits_allow_and_single_messages_hardly_later() {
        Verdict verdict = new Verdict();
        for (long seed = 0; seed < MIXES; seed++) {
            verdict.judge(seed);
        }
        assertThat(verdict.late).isEmpty();
        assertThat(verdict.measured).isGreaterThan(MIXES * 4 / 5);
        assertThat(verdict.singles / verdict.singlesInTurns).isLessThan(LATER);
    }
}
