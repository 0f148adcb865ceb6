// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Work on the file of TDLib's native library: a copy that knows the key of the simulated Telegram, and a check of the schema
 * against what the library understands. Loads nothing. May use the model, the schema, the keys and the JDK.
 *
 * <p>Threads: everything may be used from any thread, and blocks while files are read and written.
 */
@NullMarked
package dev.heliograph.simulator.mtproto.library;

import org.jspecify.annotations.NullMarked;
