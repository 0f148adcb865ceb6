// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxDraft;
import java.time.Instant;

/** What messages look like before a queue has stored them. */
@Stable
public final class Drafts {
    private Drafts() {}

    /** The message as a draft for a queue that keeps it until its time, so that the transport need not. */
    public static OutboxDraft scheduled(OutgoingMessage message, String key, String job, long line, Instant now) {
        Instant time = message.schedule();
        OutgoingMessage plain = message.toBuilder().schedule(null).build();
        return of(plain, key, job, line, time == null || time.isBefore(now) ? now : time);
    }

    /** The message as a draft for this queue. */
    public static OutboxDraft of(OutgoingMessage message, String key, String job, long line, Instant dueAt) {
        return new OutboxDraft(key, job, line, message.peer().toString(), dueAt, MessageCodec.write(message));
    }

    /** What is stored for a recipient who gets nothing: the row has its place in the job, and ends with that reason. */
    public static OutboxDraft passedOver(
            OutgoingMessage message, String reason, String key, String job, long line, Instant now) {
        return new OutboxDraft(key, job, line, message.peer().toString(), now, PassedOver.write(reason));
    }
}
