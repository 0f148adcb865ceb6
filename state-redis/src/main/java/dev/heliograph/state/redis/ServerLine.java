// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.spi.Settings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server, or the master that sentinels name. Its connections may be replaced at any time. */
final class ServerLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLine.class);

    private final ClientResources resources = Clients.resources();
    private final RedisClient client;
    private final RedisURI uri;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final StatefulRedisPubSubConnection<String, String> signals;
    private volatile StatefulRedisConnection<byte[], byte[]> common;
    /** Apart, since asking for replicas holds up whatever is sent after it. */
    private volatile StatefulRedisConnection<byte[], byte[]> firm;

    ServerLine(RedisURI uri, Settings settings) {
        this.uri = uri;
        this.client = RedisClient.create(resources);
        try {
            client.setOptions(Clients.filled(ClientOptions.builder(), settings).build());
            common = client.connect(ByteArrayCodec.INSTANCE, uri);
            firm = client.connect(ByteArrayCodec.INSTANCE, uri);
            signals = client.connectPubSub(StringCodec.UTF8, uri);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    @Override
    public CompletionStage<RedisAsyncCommands<byte[], byte[]>> to(byte[] key, boolean firmly) {
        return CompletableFuture.completedFuture((firmly ? firm : common).async());
    }

    @Override
    public StatefulRedisPubSubConnection<String, String> signals() {
        return signals;
    }

    /** By the master, whose replicas tell it too, and not by a server that has ceased to be one. */
    @Override
    public CompletionStage<Long> publish(String channel, String text) {
        return common.async().publish(Names.utf8(channel), Names.utf8(text));
    }

    @Override
    public CompletionStage<List<RedisAsyncCommands<byte[], byte[]>>> masters() {
        return CompletableFuture.completedFuture(List.of(common.async()));
    }

    /** The sentinels are asked again by every new connection. */
    @Override
    public void lookForMaster() {
        if (uri.getSentinels().isEmpty() || !looking.compareAndSet(false, true)) {
            return;
        }
        LOG.atDebug().log("the sentinels are asked for the master");
        CompletionStage<StatefulRedisConnection<byte[], byte[]>> one =
                client.connectAsync(ByteArrayCodec.INSTANCE, uri);
        one.thenCombine(client.connectAsync(ByteArrayCodec.INSTANCE, uri), this::replace)
                .whenComplete((done, failed) -> looking.set(false));
    }

    // a connection that cannot be closed is closed already
    @SuppressWarnings("FutureReturnValueIgnored")
    private boolean replace(
            StatefulRedisConnection<byte[], byte[]> nextCommon, StatefulRedisConnection<byte[], byte[]> nextFirm) {
        StatefulRedisConnection<byte[], byte[]> formerCommon = common;
        StatefulRedisConnection<byte[], byte[]> formerFirm = firm;
        common = nextCommon;
        firm = nextFirm;
        formerCommon.closeAsync();
        formerFirm.closeAsync();
        return true;
    }

    @Override
    // the threads end soon after; nobody needs to wait for them
    @SuppressWarnings("FutureReturnValueIgnored")
    public CompletionStage<Void> close() {
        return client.shutdownAsync(0, 2, TimeUnit.SECONDS)
                .thenAccept(done -> resources.shutdown(0, 2, TimeUnit.SECONDS));
    }
}
