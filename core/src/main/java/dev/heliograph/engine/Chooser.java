// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.OutgoingMessage;
import java.util.Optional;

/** Chooses the session that sends a message of the outbox. Called on the strand of the pump. */
@Implementable
@FunctionalInterface
public interface Chooser {
    /** A session that can send it now or soon; empty where none can. */
    Optional<SessionCore> choose(OutgoingMessage message);
}
