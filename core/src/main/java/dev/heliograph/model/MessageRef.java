// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/**
 * Names one message.
 *
 * @param chatId the chat, by its numeric id
 * @param messageId its id within the chat
 */
@Stable
public record MessageRef(long chatId, long messageId) {}
