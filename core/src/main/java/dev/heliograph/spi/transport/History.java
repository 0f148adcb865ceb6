// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.util.concurrent.CompletionStage;

/** The facet of a link that reads what stands in a chat: {@link Feature#HISTORY}. */
@Implementable
public interface History {
    /** One page, newest first. */
    CompletionStage<Outcome<HistoryPage>> page(HistoryQuery query);
}
