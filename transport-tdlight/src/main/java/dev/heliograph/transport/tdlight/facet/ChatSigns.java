// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.facet;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The facet of a link that shows the other side that somebody is there. */
@Implementable
public interface ChatSigns {
    /** Shows for some seconds that a message is being written. */
    CompletionStage<Outcome<Boolean>> typing(Peer peer);

    /**
     * Marks messages of others as read; bots cannot.
     *
     * @param messageIds which, at least one
     */
    CompletionStage<Outcome<Boolean>> read(Peer peer, List<Long> messageIds);
}
