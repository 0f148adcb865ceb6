// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TransferProgress;

/**
 * One attempt to send a message.
 *
 * @param peer the chat: an id where it is known, else as the message names it
 * @param message what to send; its own peer is to be ignored
 * @param randomId the same for every attempt of one message: a transport that declares DEDUPLICATION sends a repeated
 *     number only once per account
 * @param progress is told of uploads; must be called on the link's strand or any other thread, in order
 */
@Stable
public record SendRequest(Peer peer, OutgoingMessage message, long randomId, TransferProgress progress) {}
