// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The sessions of other Telegram libraries: read from strings and files, written as strings and as a TDLib database. Plain
 * Java; may use Jackson and nothing else, not even the model.
 *
 * <p>What is read comes from strangers. Every reader here answers with a session or with
 * {@link dev.heliograph.transport.tdlight.session.SessionFormatException}, in time and memory bounded by the size of its
 * input; no message and no {@code toString} shows a key or a string.
 *
 * <p>Threads: values are immutable, the rest is static and free of state; everything may be used from any thread. Methods
 * that take a path read files and block.
 */
@NullMarked
package dev.heliograph.transport.tdlight.session;

import org.jspecify.annotations.NullMarked;
