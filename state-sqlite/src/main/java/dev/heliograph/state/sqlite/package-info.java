// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The state store {@code sqlite:FILE}: one file that outlives its process. May use the model, the ports and SQLite.
 *
 * <p>Threads: any number may call. One thread, lent by the context, owns the connection; it takes operations from a queue,
 * runs many of them in one transaction and answers after the commit, on a strand where users' code may run. No clock is
 * read for what the ports do, whose time is an argument; the lease of the sending process is told by the timeline.
 */
@NullMarked
package dev.heliograph.state.sqlite;

import org.jspecify.annotations.NullMarked;
