// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.time.Duration;
import java.time.Instant;

/**
 * An authorization that went from one client to another.
 *
 * @param key the number of the authorization key
 * @param from the device that had it
 * @param to the one that has it now
 * @param silence from the last call of the former to the first one of the new
 * @param at when the first call of the new one came
 */
public record TakeOver(long key, String from, String to, Duration silence, Instant at) {}
