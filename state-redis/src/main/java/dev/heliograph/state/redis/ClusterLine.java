// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.Settings;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cluster: each key is at the master of its slot. */
final class ClusterLine implements Line {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final ClientResources resources = Clients.resources();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final RedisClusterClient client;
    private final StatefulRedisClusterConnection<byte[], byte[]> common;
    private final StatefulRedisClusterPubSubConnection<String, String> signals;

    ClusterLine(List<RedisURI> seeds, Settings settings) {
        this.client = RedisClusterClient.create(resources, seeds);
        try {
            ClusterClientOptions.Builder options = ClusterClientOptions.builder();
            Clients.filled(options, settings);
            client.setOptions(options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                            .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                            .enablePeriodicRefresh(LOOK_AGAIN)
                            .build())
                    .build());
            common = client.connect(ByteArrayCodec.INSTANCE);
            signals = client.connectPubSub(StringCodec.UTF8);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Not over the connection of the cluster as a whole: it refuses the first command for a server to which it is still
     * connecting.
     */
    @Override
    public CompletionStage<RedisAsyncCommands<byte[], byte[]>> to(byte[] key, boolean firmly) {
        RedisClusterNode node = common.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
        if (node == null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("Cannot determine a partition: no master has the slot of a key"));
        }
        return common.getConnectionAsync(node.getNodeId()).thenApply(StatefulRedisConnection::async);
    }

    @Override
    public StatefulRedisPubSubConnection<String, String> signals() {
        return signals;
    }

    /**
     * By the server that this process hears: each tells all others, but late, so that who listens there after a text was
     * published elsewhere would still hear it.
     */
    @Override
    public CompletionStage<Long> publish(String channel, String text) {
        return signals.async().publish(channel, text);
    }

    /** Those that have slots: one that died and whose slots another one took over may be listed for long. */
    @Override
    public CompletionStage<List<RedisAsyncCommands<byte[], byte[]>>> masters() {
        CompletionStage<List<RedisAsyncCommands<byte[], byte[]>>> all = CompletableFuture.completedFuture(List.of());
        for (RedisClusterNode node : common.getPartitions()) {
            if (node.getRole().isUpstream() && !node.hasNoSlots()) {
                all = all.thenCombine(common.getConnectionAsync(node.getNodeId()), (before, one) -> {
                    List<RedisAsyncCommands<byte[], byte[]>> more = new ArrayList<>(before);
                    more.add(one.async());
                    return more;
                });
            }
        }
        return all;
    }

    @Override
    public void lookForMaster() {
        if (looking.compareAndSet(false, true)) {
            client.refreshPartitionsAsync().whenComplete((done, failed) -> looking.set(false));
        }
    }

    @Override
    // the threads end soon after; nobody needs to wait for them
    @SuppressWarnings("FutureReturnValueIgnored")
    public CompletionStage<Void> close() {
        return client.shutdownAsync(0, 2, TimeUnit.SECONDS)
                .thenAccept(done -> resources.shutdown(0, 2, TimeUnit.SECONDS));
    }
}
