// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The connections of one store, to one server or to a cluster. Connections that break are made anew. */
sealed interface Line permits ServerLine, ClusterLine {
    /**
     * To the server that has the key.
     *
     * @param firmly whether it will be asked on that connection to wait for its replicas, which holds up what is sent later
     */
    CompletionStage<RedisAsyncCommands<byte[], byte[]>> to(byte[] key, boolean firmly);

    /** For hearing signals. */
    StatefulRedisPubSubConnection<String, String> signals();

    /** Tells all who hear that channel, whatever server they are connected to. */
    CompletionStage<Long> publish(String channel, String text);

    /** One connection to each master, for looking at how they are set up. */
    CompletionStage<List<RedisAsyncCommands<byte[], byte[]>>> masters();

    /** The server is not the right one, or is gone: looks whether another one has taken over. */
    void lookForMaster();

    CompletionStage<Void> close();
}
