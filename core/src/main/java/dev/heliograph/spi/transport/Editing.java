// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The facet of a link that changes messages: {@link Feature#EDITING}. Both calls may safely be repeated. */
@Implementable
public interface Editing {
    /** Replaces the text or caption; a text that is the same already is a success. */
    CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean linkPreview);

    /** Deletes messages of one chat for everybody; those that are gone already count as deleted. */
    CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> messageIds);
}
