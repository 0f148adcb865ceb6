// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The people and chats that an answer speaks of, which clients have to be told as well. */
final class Company {
    private final TreeSet<Long> ids = new TreeSet<>();

    Company add(long id) {
        ids.add(id);
        return this;
    }

    Company addAll(Collection<Long> others) {
        ids.addAll(others);
        return this;
    }

    SortedSet<Long> ids() {
        return ids;
    }

    List<TlObject> users(Facts facts, Account viewer) {
        return ids.stream()
                .filter(Peers::isUser)
                .map(id -> facts.user(viewer, id))
                .toList();
    }

    List<TlObject> chats(Facts facts, Account viewer) {
        return ids.stream()
                .filter(id -> !Peers.isUser(id))
                .map(id -> facts.chat(viewer, id))
                .toList();
    }

    /** The object with the two fields that most answers have. */
    TlObject join(TlObject answer, Facts facts, Account viewer) {
        return answer.with("chats", chats(facts, viewer)).with("users", users(facts, viewer));
    }
}
