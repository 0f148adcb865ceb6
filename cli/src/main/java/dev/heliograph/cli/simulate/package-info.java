// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A whole fleet on virtual time against a simulated Telegram, judged by what that Telegram saw. May use core's public
 * API, its ports and its virtual time.
 *
 * <p>Threads: a campaign runs on the thread that calls it.
 */
@NullMarked
package dev.heliograph.cli.simulate;

import org.jspecify.annotations.NullMarked;
