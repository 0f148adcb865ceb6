// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Replication;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.Stable;
import java.util.concurrent.CompletableFuture;

/**
 * A message that the outbox has taken: as safe as its store.
 *
 * @param id its number in the queue
 * @param fresh false where a message with that key was there already, and this is the earlier one
 * @param replication whether other servers of the store had it when it was taken; {@code NONE} for a store in one place
 * @param result completes with its end, where this process sends it or it has its end already
 */
@Stable
public record Enqueued(long id, boolean fresh, Replication replication, CompletableFuture<SendResult> result) {}
