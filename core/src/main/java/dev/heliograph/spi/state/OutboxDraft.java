// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Stable;
import java.time.Instant;

/**
 * A row to be stored.
 *
 * @param key unique within the queue
 * @param job the job that it belongs to, or empty
 * @param line its place in the job, from 1; 0 without a job
 * @param chat the lane that it goes through: rows of one chat are sent in order
 * @param dueAt not to be claimed before; in a row that went back to QUEUED, what its settlement said
 * @param payload the message, in a format of its writer
 */
@Stable
public record OutboxDraft(String key, String job, long line, String chat, Instant dueAt, Bytes payload) {}
