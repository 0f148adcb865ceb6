// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What to decide, apart from when and where: retries, gates, pace, adaptation, the life and the health of a session.
 * Plain arithmetic: time comes in as an argument, nothing waits. May use the model and the limits of {@code spi.state}.
 *
 * <p>Threads: records are immutable; the other types belong to whoever made them and are not for several threads.
 */
@NullMarked
package dev.heliograph.policy;

import org.jspecify.annotations.NullMarked;
