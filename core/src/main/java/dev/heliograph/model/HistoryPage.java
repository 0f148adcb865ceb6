// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.List;

/**
 * A part of a chat, newest first.
 *
 * @param messages at most as many as were asked for
 * @param total how many match in all, as far as the server tells, else -1
 * @param hasMore whether older ones match
 */
@Stable
public record HistoryPage(List<Message> messages, int total, boolean hasMore) {
    /** Copies the list. */
    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
