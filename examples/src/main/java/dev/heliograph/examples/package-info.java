// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Small programs, one for each thing that can be done. May use the API, the model and the ports; the adapters are found by
 * their address at run time.
 *
 * <p>Threads: each program runs on the thread that calls it and waits for answers there.
 */
@NullMarked
package dev.heliograph.examples;

import org.jspecify.annotations.NullMarked;
