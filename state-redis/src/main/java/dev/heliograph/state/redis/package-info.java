// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * State in Redis, for many processes and machines. May use the ports, the model and Lettuce. All that must be one step is
 * one Lua script; the scripts are resources of this package and say which keys they keep.
 *
 * <p>Threads: no method of a port blocks; stages complete on threads of the client. {@code open} waits for the server, as
 * long as its time-out for connecting. Listeners of signals are called on a strand.
 */
@NullMarked
package dev.heliograph.state.redis;

import org.jspecify.annotations.NullMarked;
