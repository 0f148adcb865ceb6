// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A fleet's metrics on an HTTP page that Prometheus reads. May use the model, the ports and the Prometheus client.
 *
 * <p>Threads: the metrics may be told from any thread and never block; the page is served by one thread of the
 * plugin, which begins in {@code open} and ends in {@code close}, and by those that are lent for work that blocks.
 */
@NullMarked
package dev.heliograph.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
