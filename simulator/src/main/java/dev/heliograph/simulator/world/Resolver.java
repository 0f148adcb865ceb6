// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Peer;

/** Finds out whom a client means. */
final class Resolver {
    private final Directory directory;
    private final Gate gate;

    Resolver(Directory directory, Gate gate) {
        this.directory = directory;
        this.gate = gate;
    }

    /** The id of somebody or something that exists for that account. */
    Answer<Long> find(Call call, Peer peer) {
        return switch (peer.kind()) {
            case SELF -> Answer.of(call.account().id());
            case USERNAME -> named(call, ((Peer.Username) peer).value());
            case ID -> existing(call.account(), ((Peer.Id) peer).value());
        };
    }

    private Answer<Long> existing(Account account, long id) {
        return directory.exists(id) || account.knownDialog(id) != null
                ? Answer.of(id)
                : Answer.refused(400, "PEER_ID_INVALID");
    }

    /** A name costs a call the first time; afterwards the account has the access hash. */
    private Answer<Long> named(Call call, String name) {
        Long known = call.account().resolved.get(name);
        if (known != null) {
            return Answer.of(known);
        }
        TelegramError refused = gate.count(call, Method.RESOLVE, name.hashCode());
        if (refused != null) {
            return Answer.refused(refused);
        }
        Long id = directory.named(name);
        if (id == null) {
            return Answer.refused(400, "USERNAME_NOT_OCCUPIED");
        }
        call.account().resolved.put(name, id);
        return Answer.of(id);
    }
}
