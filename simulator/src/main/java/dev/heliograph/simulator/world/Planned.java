// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits for its time.
 *
 * @param message as it will be sent, with its number among the scheduled ones and the date that it waits for
 * @param cargo what its door hung on it, or null
 */
public record Planned(Message message, @Nullable Object cargo) {}
