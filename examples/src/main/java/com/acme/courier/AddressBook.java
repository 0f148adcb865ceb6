// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.courier;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who can be written to, by whom, and how often. */
final class AddressBook {
    private static final long NOBODY = 0;
    private static final long BLOCKED = 103;
    private static final long DEACTIVATED = 104;
    private static final long SLOW_CLUB = -1001000000001L;
    private static final long CLOSED_CLUB = -1001000000003L;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Long> names = new TreeMap<>();
    private final Map<String, Instant> open = new TreeMap<>();
    private final Duration slow;

    AddressBook(Duration slow) {
        this.slow = slow;
        names.put("alice", 101L);
        names.put("bob", 102L);
        names.put("blocked", BLOCKED);
        names.put("deactivated", DEACTIVATED);
        names.put("news", -1001000000009L);
    }

    /** The number of a peer as the account names it, or 0. */
    long find(Peer peer, long account) {
        return switch (peer.kind()) {
            case ID -> ((Peer.Id) peer).value();
            case SELF -> account;
            case USERNAME -> names.getOrDefault(((Peer.Username) peer).value(), NOBODY);
        };
    }

    /** Why a letter of that account is not taken now, or null; one that is taken counts. */
    @Nullable
    Failure refuse(long account, long chat, Instant now) {
        if (chat == NOBODY) {
            return new Failure.Rejected(SendStatus.NOT_FOUND, 400, "NO_SUCH_ADDRESS");
        }
        if (chat == BLOCKED || chat == DEACTIVATED || chat == CLOSED_CLUB) {
            return new Failure.Rejected(SendStatus.FORBIDDEN, 403, "LETTER_RETURNED");
        }
        String door = account + " " + chat;
        Instant next = open.getOrDefault(door, Instant.EPOCH);
        if (now.isBefore(next)) {
            FloodScope scope = chat == SLOW_CLUB ? FloodScope.CHAT : FloodScope.REQUEST;
            return new Failure.Throttled(Duration.between(now, next), scope, "SLOW_DOWN");
        }
        open.put(door, now.plus(chat == SLOW_CLUB ? slow : PAUSE));
        return null;
    }
}
