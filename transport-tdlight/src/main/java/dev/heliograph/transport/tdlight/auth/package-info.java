// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Signing in: what TDLib's authorization states ask for, who is asked for it, and when to give up. May use the packages
 * {@code td} and {@code login}, Jackson, the model and the SPI.
 *
 * <p>Threads: the state machine and its driver belong to the strand of their client; prompts may answer from any thread.
 */
@NullMarked
package dev.heliograph.transport.tdlight.auth;

import org.jspecify.annotations.NullMarked;
