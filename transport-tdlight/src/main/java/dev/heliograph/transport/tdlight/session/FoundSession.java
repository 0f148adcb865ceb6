// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.List;
import java.util.Objects;

/**
 * A session as it was read.
 *
 * @param format the form in which it was found
 * @param material what makes the session
 * @param peers whom the file remembers, in its order; empty where the form keeps none
 */
public record FoundSession(SessionFormat format, SessionMaterial material, List<KnownPeer> peers) {

    /** Copies the list. */
    public FoundSession {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(material, "material");
        peers = List.copyOf(peers);
    }

    FoundSession(SessionFormat format, SessionMaterial material) {
        this(format, material, List.of());
    }

    /** The form, the fingerprint and how many peers. */
    @Override
    public String toString() {
        return format.words() + " " + material.fingerprint() + ", " + peers.size() + " peers";
    }
}
