// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

/** Is told of every request that is over, on the server's strand: must be quick. */
@FunctionalInterface
public interface ServedListener {
    /** It is over. */
    void served(Served request);
}
