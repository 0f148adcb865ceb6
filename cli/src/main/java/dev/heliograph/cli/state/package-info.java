// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a store holds as text, for {@code state export} and {@code state import}. May use the model, the ports and Jackson.
 *
 * <p>Threads: confined to the command that uses it.
 */
@NullMarked
package dev.heliograph.cli.state;

import org.jspecify.annotations.NullMarked;
