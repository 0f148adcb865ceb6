// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Takes the updates of one client, on its strand, in their order and between the answers to its requests. */
public interface TdListener {
    /** The {@code @type}s of the updates that are wanted; all others are dropped unread. Asked once. */
    Set<String> wanted();

    /** An update. */
    void update(JsonNode update);

    /** The client is closed: nothing comes any more. Every request that waited has been answered. */
    void closed();
}
