// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What users of the library hold in their hands: a fleet, its clients, pools and broadcasts. May use every package of
 * core.
 *
 * <p>Threads: everything here may be used from any thread. Futures complete on the callback strand of their session,
 * where the code of users may block; they complete exceptionally only for bugs and unusable arguments.
 */
@NullMarked
package dev.heliograph.api;

import org.jspecify.annotations.NullMarked;
