// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;

/** The kinds of calls that Telegram limits apart from each other. */
@Stable
public enum Method {
    /** New messages and forwards. */
    SEND,
    /** Changes and deletions of messages. */
    EDIT,
    /** Look-ups of names. */
    RESOLVE,
    /** Pages of history. */
    HISTORY
}
