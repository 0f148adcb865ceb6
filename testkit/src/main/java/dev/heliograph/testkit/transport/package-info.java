// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of transports: what an engine may rely on, held against any implementation. May use the model, the ports
 * and time.
 *
 * <p>Threads: clauses run on JUnit's thread; a transport may call back on any thread.
 */
@NullMarked
package dev.heliograph.testkit.transport;

import org.jspecify.annotations.NullMarked;
