// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.time.Instant;

/**
 * A call by a client that another one had replaced: two processes used one authorization at the same time.
 *
 * @param key the number of the authorization key
 * @param holder the device that had replaced it
 * @param device the one that called all the same
 * @param call the method
 * @param at when it came
 */
public record DoubleUse(long key, String holder, String device, String call, Instant at) {}
