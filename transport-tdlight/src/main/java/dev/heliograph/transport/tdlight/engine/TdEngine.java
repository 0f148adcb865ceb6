// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One copy of TDLib in this process, through its JSON interface (core.telegram.org/tdlib, td_json_client.h). Nothing of
 * TDLib's API is fixed here, so that no generated class ties the rest to one version of it.
 */
public interface TdEngine {
    /** Makes a client and gives its number, which no other client of the process ever has. It wakes with its first request. */
    int create();

    /** Hands over a request; never blocks, may be called from any thread. The answer comes by {@link #receive}. */
    void send(int client, String request);

    /**
     * The next answer or update of any client; begins with its {@code @type} and ends with its
     * {@code @client_id}. One thread at a time.
     *
     * @param timeout how long to wait for one
     * @return null where none came
     */
    @Nullable
    String receive(Duration timeout);

    /** Answers one of the few requests that need no client, at once. */
    String execute(String request);

    /** The version of TDLib, such as {@code 1.8.67}. */
    String version();
}
