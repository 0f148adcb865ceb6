// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A transport as a third party would write it: {@code courier:}. Couriers carry letters between sessions and to a few
 * addresses. May use the model and the ports of the library.
 *
 * <p>Threads: everything happens on the strand of the office; links may be called from any thread.
 */
@NullMarked
package com.acme.courier;

import org.jspecify.annotations.NullMarked;
