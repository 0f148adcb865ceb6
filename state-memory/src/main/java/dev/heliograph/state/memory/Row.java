// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row as the store keeps it: without a draft of its own, so that rows share the names of their chat and job. */
final class Row {
    final long id;
    final String key;
    final Job job;
    final long line;
    final Chat chat;
    final Bytes payload;
    Instant dueAt;
    OutboxState state = OutboxState.QUEUED;
    String session = "";
    long randomId;
    int attempts;
    long messageId;
    String reason = "";
    Instant changedAt;

    /** Who claimed it last. */
    @Nullable
    Claimant claimant;

    /** Whether it is UNKNOWN because its claimant was gone, not because the claimant said so. */
    boolean recovered;

    /** Its neighbours in its lane, while QUEUED. */
    @Nullable
    Row older;

    @Nullable
    Row younger;

    Row(long id, OutboxDraft draft, Job job, Chat chat, Instant now) {
        this.id = id;
        this.key = draft.key();
        this.job = job;
        this.line = draft.line();
        this.chat = chat;
        this.payload = draft.payload();
        this.dueAt = draft.dueAt();
        this.changedAt = now;
    }

    boolean isClaimedBy(Claimant other) {
        return other.equals(claimant);
    }

    boolean isSendingBy(Intent intent) {
        return state == OutboxState.SENDING && randomId == intent.randomId() && session.equals(intent.session());
    }

    OutboxRow view() {
        OutboxDraft draft = new OutboxDraft(key, job.name, line, chat.name, dueAt, payload);
        return new OutboxRow(id, draft, state, session, randomId, attempts, messageId, reason, changedAt);
    }
}
