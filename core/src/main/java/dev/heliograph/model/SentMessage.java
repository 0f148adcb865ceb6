// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Instant;

/**
 * What the server said of a message that it accepted.
 *
 * @param chatId the chat it stands in, by its numeric id
 * @param messageId the final id; 0 where the server is known to have it but did not tell which, and where it keeps the message
 *     until its time: the id among those that wait is not one of the chat's
 * @param date the server's date, of whole seconds; where it keeps the message, that time
 */
@Stable
public record SentMessage(long chatId, long messageId, Instant date) {}
