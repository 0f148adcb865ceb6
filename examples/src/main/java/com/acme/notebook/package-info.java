// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A state store as a third party would write it: {@code notebook:FILE}. Every call that changed something is a line of the
 * file; opening the file does all of them again. May use the model and the ports of the library.
 *
 * <p>Threads: everything happens on the strand of the book, which may block; ports may be called from any thread.
 */
@NullMarked
package com.acme.notebook;

import org.jspecify.annotations.NullMarked;
