// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;

/** A session of the contract that is connected. */
record Participant(ClientConfig config, Link link, RecordingSink sink, SelfInfo self) {
    /** How the other session addresses it. */
    Peer peer() {
        String name = self.username();
        return name == null ? Peer.of(self.account().value()) : Peer.of("@" + name);
    }
}
