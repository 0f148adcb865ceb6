// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.spi.transport.Transport;

/** Lets the server answer what it carries out with an error, as servers do that fail or end after the effect. */
@FunctionalInterface
public interface Saboteur {
    /**
     * Begins or ends it, for every call that comes in from now on.
     *
     * @param transport the one under test, for servers that are reached through it
     * @param erring whether calls that are carried out are answered with an error of the server
     */
    void erring(Transport transport, boolean erring);
}
