// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

/** Carries out one method: completes the query, now or later, or throws a {@link Refusal}. */
@FunctionalInterface
interface BotMethod {
    void answer(Query query);
}
