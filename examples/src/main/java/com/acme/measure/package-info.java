// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A command as a third party would write it: {@code measure} says how many messages a text takes. May use the model and the
 * ports of the library.
 *
 * <p>Threads: a command runs on one thread, where it may block.
 */
@NullMarked
package com.acme.measure;

import org.jspecify.annotations.NullMarked;
