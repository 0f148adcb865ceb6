// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Peer;
import dev.heliograph.simulator.mtproto.Session;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.World;

/** A call that is being answered. */
final class Query {
    final World world;
    final Seat seat;
    final Session session;
    final TlObject parameters;
    final long now;

    Query(World world, Seat seat, Session session, TlObject parameters, long now) {
        this.world = world;
        this.seat = seat;
        this.session = session;
        this.parameters = parameters;
        this.now = now;
    }

    /** Whoever is signed in. */
    Member member() {
        Member member = seat.member;
        if (member == null) {
            throw Refusal.unregistered();
        }
        return member;
    }

    Account account() {
        return member().account();
    }

    AccountBox box() {
        return member().box();
    }

    /** The call as the world takes it up. */
    Call call() {
        return new Call(member().session(), now, now);
    }

    /** Passes the gate of the world, for what the world need not do itself. */
    void admit() {
        orThrow(world.admit(call()));
    }

    /** The value, or the world's refusal. */
    <T> T orThrow(Answer<T> answer) {
        if (answer.error() != null) {
            throw Refusal.of(answer.error());
        }
        return answer.orThrow();
    }

    /** The id of the chat that a field names. */
    long chat(String field) {
        return Peers.chat(account(), parameters.object(field));
    }

    Peer peer(String field) {
        return Peer.of(chat(field));
    }
}
