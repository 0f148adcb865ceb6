// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/**
 * A Telegram account: the id of the user or bot that a session is signed in as. Two sessions of one account share its
 * limits.
 *
 * @param value the user id, positive
 */
@Stable
public record AccountId(long value) {
    /** Rejects ids that Telegram does not give to users. */
    public AccountId {
        if (value <= 0) {
            throw new IllegalArgumentException("account id " + value + ": expected a positive user id");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
