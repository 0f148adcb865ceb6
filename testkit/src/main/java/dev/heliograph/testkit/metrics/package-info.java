// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of metrics. May use the ports and time.
 *
 * <p>Threads: the contract tells the metrics from several threads at once, as a fleet does.
 */
@NullMarked
package dev.heliograph.testkit.metrics;

import org.jspecify.annotations.NullMarked;
