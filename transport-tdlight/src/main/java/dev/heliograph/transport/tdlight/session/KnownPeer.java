// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import org.jspecify.annotations.Nullable;

/**
 * A peer that a foreign session file remembers. Its access hash is valid for the same account in any program, so that it need
 * not be looked up again.
 *
 * @param markedId the id with its kind: positive for users, negative for basic groups, from -100… for channels; never 0
 * @param accessHash 0 where the kind has none
 * @param username without the at sign, or null
 * @param phone digits, or null
 * @param name what the account is called, or null
 */
public record KnownPeer(
        long markedId,
        long accessHash,
        @Nullable String username,
        @Nullable String phone,
        @Nullable String name) {

    /** The id and nothing that tells a person. */
    @Override
    public String toString() {
        return "KnownPeer[" + markedId + "]";
    }
}
