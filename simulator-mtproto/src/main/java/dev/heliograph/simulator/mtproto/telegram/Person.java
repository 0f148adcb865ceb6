// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.LoopbackUser;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in with a phone.
 *
 * @param id the user id
 * @param user what the test said about it
 * @param password how a password is checked, or null where there is none
 */
record Person(long id, LoopbackUser user, @Nullable Srp password) {}
