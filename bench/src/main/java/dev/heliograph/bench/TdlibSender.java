// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

/** Bots that send through TDLib in one of two ways. */
interface TdlibSender extends AutoCloseable {
    /**
     * Sends so many messages by all bots together, to so many chats of each, one under way in each chat.
     *
     * @return seconds until the last one had its final id
     */
    double send(int messages, int chats);

    @Override
    void close();
}
