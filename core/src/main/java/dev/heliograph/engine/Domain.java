// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Peer;
import dev.heliograph.policy.Method;

/** Calls that are let through or held back together. */
enum Domain {
    /** Messages to private chats. */
    PRIVATE(Method.SEND),
    /** Messages to groups and channels. */
    GROUP(Method.SEND),
    /** Edits and deletions. */
    EDIT(Method.EDIT),
    /** Look-ups of names. */
    RESOLVE(Method.RESOLVE),
    /** Pages of history. */
    HISTORY(Method.HISTORY);

    private final Method method;

    Domain(Method method) {
        this.method = method;
    }

    Method method() {
        return method;
    }

    /** Whether calls of this kind count as traffic of the account. */
    boolean isTraffic() {
        return method == Method.SEND || method == Method.EDIT;
    }

    /** The domain of a message to that chat; a name that nobody resolved counts as a group, the stricter one. */
    static Domain ofSend(Peer peer) {
        return switch (peer.kind()) {
            case ID -> ((Peer.Id) peer).isGroup() ? GROUP : PRIVATE;
            case USERNAME -> GROUP;
            case SELF -> PRIVATE;
        };
    }
}
