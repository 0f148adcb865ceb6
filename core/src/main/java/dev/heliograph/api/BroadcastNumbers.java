// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.state.OutboxCounts;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many messages of a broadcast are where: what the store said last, and what was seen since. Ends that are seen while
 * the store is asked may be counted twice until it is asked again, so that what is open is never taken for too much. Runs on
 * the strand of the pump.
 */
final class BroadcastNumbers {
    private final Map<SendStatus, Long> failedHere = new EnumMap<>(SendStatus.class);
    private long total;
    private long open;
    private long sent;
    private long failed;
    private long unknown;
    private long endedHere;
    private long endedWhileAsked;
    private long passedOver;

    /** The store is asked from now on. */
    void ask() {
        endedWhileAsked = 0;
    }

    /** The store has answered. */
    void answered(OutboxCounts counts) {
        total = counts.total();
        sent = counts.sent();
        failed = counts.failed();
        unknown = counts.unknown();
        open = counts.open() - endedWhileAsked;
    }

    void appended(long fresh) {
        total += fresh;
        open += fresh;
    }

    void settled(SendResult result) {
        open--;
        endedHere++;
        endedWhileAsked++;
        passedOver += Recipients.isPassedOver(result) ? 1 : 0;
        switch (result.status()) {
            case SUCCESS -> sent++;
            case UNKNOWN -> unknown++;
            case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED -> {
                failed++;
                failedHere.merge(result.status(), 1L, Long::sum);
            }
        }
    }

    /** So many were withdrawn in the store. */
    void withdrawn(long count) {
        open -= count;
        failed += count;
        endedWhileAsked += count;
        failedHere.merge(SendStatus.FAILED, count, Long::sum);
    }

    /** Whether nothing seems to be open; only the store knows. */
    boolean seemsDone() {
        return open <= 0;
    }

    /** How many messages ended in this run, without those whose recipients were passed over. */
    long triedHere() {
        return endedHere - passedOver;
    }

    /** The share of failures among them; 0 before the first. */
    double failureShare() {
        return triedHere() == 0 ? 0 : (failedHere() - passedOver) / (double) triedHere();
    }

    private long failedHere() {
        return failedHere.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether all that failed did so before the eyes of this run, so that it knows how. */
    boolean knowsFailures() {
        return failedHere() == failed;
    }

    Map<SendStatus, Long> failedByStatus() {
        Map<SendStatus, Long> copy = new EnumMap<>(failedHere);
        copy.values().removeIf(count -> count == 0);
        return copy;
    }

    long total() {
        return total;
    }

    long open() {
        return Math.max(0, open);
    }

    long sent() {
        return sent;
    }

    long failed() {
        return failed;
    }

    long unknown() {
        return unknown;
    }

    long endedHere() {
        return endedHere;
    }
}
