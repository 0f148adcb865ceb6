// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** What to do about a message that may have been sent, where the transport cannot tell duplicates apart. */
@Stable
public enum WhenUnsure {
    /** Report it as UNKNOWN and go on: never a duplicate. */
    HOLD,
    /** Send it again before the next of that chat: never a loss. */
    RESEND,
    /** Read the chat's latest messages and decide; after 60 s without an answer, as HOLD. */
    RECONCILE
}
