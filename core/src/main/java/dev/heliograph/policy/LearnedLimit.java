// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Stable;

/**
 * A limit as floods have shown it, in the form in which it is kept.
 *
 * @param limit what the server was found to grant; of the same kind as the configured one
 * @param patience nanoseconds of calm use before more is tried again, 0 or more
 */
@Stable
public record LearnedLimit(Limit limit, long patience) {}
