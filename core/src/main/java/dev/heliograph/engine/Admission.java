// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

/**
 * Whether a call may leave.
 *
 * @param at now or earlier where it may, else when asking again makes sense; {@link
 *     dev.heliograph.policy.Gates#PROBING} where only the answer of another call can tell
 * @param hold what holds it
 */
record Admission(long at, Hold hold) {
    /** What can hold a call. */
    enum Hold {
        NOTHING("nothing"),
        ACCOUNT_GATE("Telegram closed the account or the method for a while"),
        SESSION_PACE("the limit of the account"),
        GROUPS_PACE("the limit on messages to groups"),
        METHOD_PACE("the limit of the method"),
        CHAT_GATE("Telegram closed the chat for a while"),
        CHAT_PACE("the limit of the chat"),
        LANE("messages to the same chat that are before it"),
        CONNECTION("the connection");

        private final String words;

        Hold(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean isOpen(long now) {
        return at <= now;
    }

    /** The later of the two. */
    Admission and(Admission other) {
        return other.at > at ? other : this;
    }
}
