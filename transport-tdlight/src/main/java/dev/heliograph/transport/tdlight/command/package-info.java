// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the command line can do with sessions: {@code session inspect} and {@code session convert}. May use the sessions, the
 * vault, the model and the ports.
 *
 * <p>What these commands read and write is full access to an account. No report and no message holds it; what is written
 * belongs to its owner alone and never takes the place of something else.
 *
 * <p>Threads: a command runs on one thread, where it may block.
 */
@NullMarked
package dev.heliograph.transport.tdlight.command;

import org.jspecify.annotations.NullMarked;
