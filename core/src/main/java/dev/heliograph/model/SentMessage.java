// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Instant;

/**
 * What the server said of a message that it accepted.
 *
 * @param chatId the chat it stands in, by its numeric id
 * @param messageId the final id; 0 where the server is known to have it but did not tell which
 * @param date the server's date, of whole seconds
 */
@Stable
public record SentMessage(long chatId, long messageId, Instant date) {}
