// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The state store {@code memory:}, which forgets everything with its process. May use the model and the ports.
 *
 * <p>Threads: any number; each port has one lock, which is held for the length of a call and never while foreign code
 * runs. Stages are complete when they are returned. No clock is read: time is what the caller says.
 */
@NullMarked
package dev.heliograph.state.memory;

import org.jspecify.annotations.NullMarked;
