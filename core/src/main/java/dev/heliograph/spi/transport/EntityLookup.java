// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import java.util.concurrent.CompletionStage;

/** The facet of a link that finds out who somebody is: {@link Feature#ENTITIES}. */
@Implementable
@FunctionalInterface
public interface EntityLookup {
    /** Who it is; nobody is rejected with NOT_FOUND. */
    CompletionStage<Outcome<Entity>> lookUp(Peer peer);
}
