// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Message text with entities, and the markup languages that people write it in.
 *
 * <p>Every transport receives the same parsed text, so length and errors are known before anything is sent. This package
 * depends on the JDK and on the annotations of {@code dev.heliograph.model}, and does no I/O. All public types are immutable
 * and may be shared between threads.
 */
@NullMarked
package dev.heliograph.model.text;

import org.jspecify.annotations.NullMarked;
