// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Finds plugins, reads their addresses and checks their settings. The only package that uses {@link
 * java.util.ServiceLoader}. May use the model and the ports.
 *
 * <p>Threads: everything here is immutable after it was made.
 */
@NullMarked
package dev.heliograph.plugin;

import org.jspecify.annotations.NullMarked;
