// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What people and scripts see: streams, tables, progress bars and JSON. May use core's model, and Jackson.
 *
 * <p>Threads: a {@link dev.heliograph.cli.render.Console} may be used from any thread; the other types by one.
 */
@NullMarked
package dev.heliograph.cli.render;

import org.jspecify.annotations.NullMarked;
