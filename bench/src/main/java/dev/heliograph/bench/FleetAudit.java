// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the fleet says became of every message, held against what the server accepted.
 *
 * @param statuses messages by status; {@code none} are those that never had an end
 * @param lost messages without an end, or said to be sent and not accepted
 * @param doubled acceptances beyond the first of a message
 * @param outOfOrder acceptances that came after a later message of the same chat
 * @param unknownAccepted messages with status UNKNOWN that were accepted
 * @param failed messages with any other end than SUCCESS or UNKNOWN, in words
 */
record FleetAudit(
        Map<String, Integer> statuses,
        int lost,
        int doubled,
        int outOfOrder,
        int unknownAccepted,
        List<String> failed) {

    /**
     * A message that the outbox took.
     *
     * @param number counts all messages; later ones of a chat have higher ones
     * @param status its end in one word, or {@code none}
     */
    record Promise(int number, long chat, String text, String status) {}

    /** What may be under way at a blow: a second of what the campaign sends. It was far less wherever that was measured. */
    static final int UNDER_WAY = 20;

    /** Whether that can be of a fleet that was struck so often: doubt is only about what was under way at a blow. */
    boolean isClean(int blows) {
        return lost == 0
                && doubled == 0
                && outOfOrder == 0
                && failed.isEmpty()
                && statuses.getOrDefault("SUCCESS", 0) > 0
                && statuses.getOrDefault("UNKNOWN", 0) <= mostUnknown(blows);
    }

    static int mostUnknown(int blows) {
        return blows * UNDER_WAY;
    }

    static FleetAudit of(List<Promise> promises, List<Accepted> accepted) {
        Map<String, Promise> byText = new HashMap<>();
        promises.forEach(promise -> byText.put(promise.text(), promise));
        Map<String, Integer> times = new HashMap<>();
        Map<Long, Integer> newest = new HashMap<>();
        int doubled = 0;
        int outOfOrder = 0;
        List<String> failed = new ArrayList<>();
        for (Accepted message : accepted) {
            Promise promise = byText.get(message.text());
            if (promise == null || promise.chat() != message.chat()) {
                failed.add("accepted, but not asked for: " + message);
            } else if (times.merge(message.text(), 1, Integer::sum) > 1) {
                doubled++;
            } else {
                int before = newest.merge(message.chat(), promise.number(), Math::max);
                outOfOrder += before > promise.number() ? 1 : 0;
            }
        }
        Map<String, Integer> statuses = new TreeMap<>();
        int lost = 0;
        int unknownAccepted = 0;
        for (Promise promise : promises) {
            String status = promise.status();
            boolean isThere = times.containsKey(promise.text());
            statuses.merge(status, 1, Integer::sum);
            switch (status) {
                case "SUCCESS" -> lost += isThere ? 0 : 1;
                case "none" -> lost++;
                case "UNKNOWN" -> unknownAccepted += isThere ? 1 : 0;
                default -> failed.add(promise.toString());
            }
        }
        return new FleetAudit(statuses, lost, doubled, outOfOrder, unknownAccepted, failed);
    }
}
