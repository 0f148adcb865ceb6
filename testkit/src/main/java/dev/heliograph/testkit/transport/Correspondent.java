// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.spi.transport.SelfInfo;

/** Writes to a session from outside of the transport, for transports whose sessions cannot write to each other. */
@FunctionalInterface
public interface Correspondent {
    /** Sends a message to the private chat with that account. */
    void write(SelfInfo to, String text);
}
