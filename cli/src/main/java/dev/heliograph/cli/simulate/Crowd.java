// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.model.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Whom one session writes to: people of its own, the groups of everybody, and those who cannot be written to. */
final class Crowd {
    /** How many chats a session has. */
    static final int SIZE = 24;

    /** Every post in a group is delivered to every session: with more writers the work would grow with the square. */
    private static final int GROUP_WRITERS = 40;

    private static final int STRANGERS = 16;
    private static final int GROUPS = 3;
    private static final long FIRST_STRANGER = 20_000_000L;
    private static final List<Peer> SHARED = List.of(
            Peer.of(-1_001_000_000_001L),
            Peer.of(-1_001_000_000_002L),
            Peer.of("@news"),
            Peer.of("@alice"),
            Peer.of("@blocked"),
            Peer.of("@deactivated"),
            Peer.of(-1_001_000_000_003L),
            Peer.of("@nobody_of_that_name"));

    private final List<Peer> peers = new ArrayList<>();

    private final boolean inGroups;

    Crowd(int session, int sessions) {
        this.inGroups = session % Math.max(1, sessions / GROUP_WRITERS) == 0;
        for (int i = 0; i < STRANGERS; i++) {
            peers.add(Peer.of(FIRST_STRANGER + (long) session * STRANGERS + i));
        }
        peers.addAll(SHARED);
    }

    Peer peer(int index) {
        return peers.get(index);
    }

    /** Mostly people; groups often or never; now and then somebody who refuses. */
    int choose(RandomGenerator chance) {
        int percent = chance.nextInt(100);
        if (percent >= 95) {
            return STRANGERS + GROUPS + chance.nextInt(SHARED.size() - GROUPS);
        }
        if (inGroups && percent >= 60) {
            return STRANGERS + chance.nextInt(GROUPS);
        }
        // a fifth goes to one of them
        return percent < 20 ? 0 : chance.nextInt(STRANGERS);
    }
}
