// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent again elsewhere.
 *
 * @param source where it stands
 * @param cargo what belongs to the new message, or null for what belongs to the old one
 * @param randomId by which a repetition is known; 0 is never remembered
 */
public record Forward(MessageRef source, @Nullable Object cargo, long randomId) {}
