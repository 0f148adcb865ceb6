// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** How a message ended. */
@Stable
public enum SendStatus {
    /** Telegram has it. */
    SUCCESS,
    /** Not sent: the wait that Telegram asks for is longer than the caller wants to wait. */
    FLOOD_WAIT,
    /** Not sent: the recipient or the chat does not let this account write. */
    FORBIDDEN,
    /** Not sent: no such chat or message. */
    NOT_FOUND,
    /** Not sent: the text is longer than Telegram takes. */
    TOO_LONG,
    /** Not sent: any other reason, which {@link SendResult#reason()} names. */
    FAILED,
    /** It may have been sent: the answer was lost and cannot be had again. */
    UNKNOWN
}
