// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.AuthKey;
import org.jspecify.annotations.Nullable;

/** What a client has come to by its key: nothing yet, half a login, or an account. */
final class Seat {
    final AuthKey key;

    /** Who is signed in, or null. */
    @Nullable
    Member member;

    /** Whoever has shown a code and still owes a password, or null. */
    @Nullable
    Person owesPassword;

    /** The password that is being asked for, or null. */
    Passwords.@Nullable Attempt attempt;

    Seat(AuthKey key) {
        this.key = key;
    }

    /** The name of its session in the world. */
    String name() {
        return String.format("mtproto-%016x", key.id());
    }

    int dc() {
        return key.dc().number();
    }
}
