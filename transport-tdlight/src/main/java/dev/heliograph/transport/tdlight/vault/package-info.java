// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions at rest: the vault's key, sealed records beside TDLib's databases, the lease that keeps a key to one owner, and
 * the import of sessions of other libraries. May use the sessions, the engine, Jackson, the model and the SPI.
 *
 * <p>Whatever is kept here is full access to an account. No message and no {@code toString} shows a key; every file belongs
 * to its owner alone and is replaced whole.
 *
 * <p>Threads: values are immutable. Everything else may be used from any thread and blocks for the time of a file or, where
 * it says so, of a process.
 */
@NullMarked
package dev.heliograph.transport.tdlight.vault;

import org.jspecify.annotations.NullMarked;
