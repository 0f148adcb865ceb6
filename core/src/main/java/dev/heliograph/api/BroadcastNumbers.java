// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.OutboxCounts;

/**
 * How many messages of a broadcast are where: what the store said last, and what was seen since. Ends that are seen while
 * the store is asked may be counted twice until it is asked again, so that what is open is never taken for too much. Runs on
 * the strand of the pump.
 */
final class BroadcastNumbers {
    private final BroadcastEnds ends = new BroadcastEnds();
    private long total;
    private long open;
    private long sent;
    /** As the store counts: those that were passed over among them. */
    private long failed;

    private long unknown;
    private long endedHere;
    private long endedWhileAsked;
    /** How many had their end when this run began; negative before the store was asked. */
    private long endedBefore = -1;

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
        endedBefore = endedBefore < 0 ? sent + failed + unknown : endedBefore;
    }

    void appended(long fresh) {
        total += fresh;
        open += fresh;
    }

    void settled(SendResult result) {
        open--;
        endedHere++;
        endedWhileAsked++;
        ends.add(result.status(), result.reason(), 1);
        switch (result.status()) {
            case SUCCESS -> sent++;
            case UNKNOWN -> unknown++;
            case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED -> failed++;
        }
    }

    /** So many were withdrawn in the store, for that reason. */
    void withdrawn(long count, String reason) {
        open -= count;
        failed += count;
        endedWhileAsked += count;
        ends.add(SendStatus.FAILED, reason, count);
    }

    /** Whether nothing seems to be open; only the store knows. */
    boolean seemsDone() {
        return open <= 0;
    }

    /** How many messages ended in this run, without those whose recipients were passed over. */
    long triedHere() {
        return endedHere - ends.skipped();
    }

    /** The share of failures among them; 0 before the first. */
    double failureShare() {
        return triedHere() == 0 ? 0 : ends.allFailed() / (double) triedHere();
    }

    /** Whether all that was not sent ended before the eyes of this run, so that it knows how. */
    boolean knowsFailures() {
        return ends.allFailed() + ends.skipped() == failed && ends.unknown() == unknown;
    }

    /** What this run saw end. */
    BroadcastEnds ends() {
        return ends;
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
        return Math.max(0, failed - ends.skipped());
    }

    long skipped() {
        return ends.skipped();
    }

    long unknown() {
        return unknown;
    }

    /** How many ended since this run began, whichever process sent them. */
    long endedInThisRun() {
        return Math.max(endedHere, sent + failed + unknown - Math.max(0, endedBefore));
    }
}
