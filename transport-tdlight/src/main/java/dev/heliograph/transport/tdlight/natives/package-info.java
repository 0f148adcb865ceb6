// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * TDLib's own library: which one fits this machine, where it lies, and how it is fetched. May use the model.
 *
 * <p>What is fetched is checked against a SHA-256 that is written down here; what a user names is his own affair.
 *
 * <p>Threads: everything here blocks on files or on npm and may run on any thread that may wait. Two processes may install at
 * once: the library appears whole or not at all.
 */
@NullMarked
package dev.heliograph.transport.tdlight.natives;

import org.jspecify.annotations.NullMarked;
