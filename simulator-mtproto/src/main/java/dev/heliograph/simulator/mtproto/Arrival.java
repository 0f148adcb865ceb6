// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlBudget;

/**
 * How a message came.
 *
 * @param connection by which connection
 * @param key sealed with which key
 * @param session in which session
 * @param budget what may still be unpacked from all that came with it
 */
record Arrival(Connection connection, AuthKey key, Session session, TlBudget budget) {}
