// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.SendStatus;
import dev.heliograph.policy.Recipients;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of how messages ended that Telegram does not have: by status, by reason, and those passed over apart. */
final class BroadcastEnds {
    private final Map<SendStatus, Long> failed = new EnumMap<>(SendStatus.class);
    private final Map<String, Long> reasons = new TreeMap<>();
    private long skipped;
    private long unknown;

    /** So many ended so. */
    void add(SendStatus status, String reason, long count) {
        if (status == SendStatus.SUCCESS || count == 0) {
            return;
        }
        reasons.merge(reason, count, Long::sum);
        if (Recipients.isPassedOver(reason)) {
            skipped += count;
        } else if (status == SendStatus.UNKNOWN) {
            unknown += count;
        } else {
            failed.merge(status, count, Long::sum);
        }
    }

    /** Those that were tried or withdrawn, and not sent. */
    Map<SendStatus, Long> failed() {
        return failed;
    }

    long allFailed() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those whose recipients were passed over. */
    long skipped() {
        return skipped;
    }

    long unknown() {
        return unknown;
    }

    /** Why, all of them. */
    Map<String, Long> reasons() {
        return reasons;
    }
}
