// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.SessionKey;

/** Somebody who is signed in: the session as the world knows it, and the box of the account. */
record Member(SessionKey session, AccountBox box) {
    Account account() {
        return session.account();
    }
}
