// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a test did to the way of single calls, and what it can look at afterwards. May be used from any thread. */
final class Switches {
    private static final int MOST = 10_000;

    private final Map<String, Deque<Refusal>> failures = new TreeMap<>();
    private final Map<String, Integer> losses = new TreeMap<>();
    private final Map<String, Duration> delays = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Deque<String> calls = new ArrayDeque<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    synchronized void failNext(String method, int code, String text) {
        failures.computeIfAbsent(method, name -> new ArrayDeque<>()).add(Refusal.of(code, text));
    }

    synchronized void loseNext(String method) {
        losses.merge(method, 1, Integer::sum);
    }

    synchronized void delay(String method, Duration span) {
        delays.put(method, span);
    }

    /** What the next call is refused with, which then is used up; or null. */
    synchronized @Nullable Refusal takeFailure(String method) {
        Deque<Refusal> planned = failures.get(method);
        return planned == null ? null : planned.poll();
    }

    /** Whether the next answer is lost, which then is used up. */
    synchronized boolean takeLoss(String method) {
        int left = losses.getOrDefault(method, 0);
        if (left > 0) {
            losses.put(method, left - 1);
        }
        return left > 0;
    }

    synchronized Duration delayOf(String method) {
        return delays.getOrDefault(method, Duration.ZERO);
    }

    synchronized void called(String method) {
        counts.merge(method, 1, Integer::sum);
        calls.add(method);
        if (calls.size() > MOST) {
            calls.remove();
        }
    }

    synchronized void unknown(String method) {
        unknown.add(method);
    }

    synchronized int count(String method) {
        return counts.getOrDefault(method, 0);
    }

    synchronized List<String> calls() {
        return new ArrayList<>(calls);
    }

    synchronized List<String> unknown() {
        return new ArrayList<>(unknown);
    }
}
