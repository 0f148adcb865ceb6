// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.slots.ClusterSlotsParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import redis.embedded.Redis;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;
import redis.embedded.RedisShardedCluster;
import redis.embedded.core.RedisShardedClusterBuilder;

/** Real Redis processes for the tests of this module; each kind is started once, when it is first needed. */
final class Servers {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static final Queue<Redis> STARTED = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Servers::stop)));
    }

    private Servers() {}

    /** A prefix that nobody has used, which is as good as an empty server. */
    static String freshPrefix() {
        return "test" + PREFIXES.incrementAndGet();
    }

    /** The port of a server of its own. */
    static int single() {
        return Single.SERVER.ports().get(0);
    }

    /** The port of a sentinel over a master with one replica. */
    static int sentinel() {
        return Watched.SHARED.sentinelPort;
    }

    /** Ports of a cluster of three masters. */
    static List<Integer> cluster() {
        return Cluster.PORTS;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static RedisServer server(int port, String... settings) {
        try {
            Path folder = Files.createTempDirectory("heliograph-redis");
            var builder = RedisServer.newRedisServer()
                    .port(port)
                    .onShutdownForceStop(true)
                    .setting("bind 127.0.0.1")
                    .setting("dir " + folder)
                    .setting("save \"\"")
                    .setting("repl-diskless-sync yes")
                    .setting("repl-diskless-sync-delay 0");
            for (String setting : settings) {
                builder.setting(setting);
            }
            return builder.build();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static <R extends Redis> R started(R redis) {
        try {
            redis.start();
            STARTED.add(redis);
            return redis;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void stop(Redis redis) {
        try {
            redis.stop();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Single {
        static final RedisServer SERVER = started(server(freePort(), "appendonly yes"));
    }

    /** A cluster of its own, of three masters with a replica for the last third of the slots; it notices deaths soon. */
    static RedisShardedCluster replicatedCluster() {
        RedisShardedCluster cluster = Cluster.started(0, 0, 1);
        for (int port : cluster.serverPorts()) {
            try (Admin admin = new Admin(port)) {
                admin.commands().configSet("cluster-node-timeout", "1000");
                admin.commands().configSet("cluster-replica-validity-factor", "0");
            }
        }
        return cluster;
    }

    /** Stops the server that has the slot of that key. */
    static void stopMasterOf(RedisShardedCluster cluster, String key) {
        int slot = SlotHash.getSlot(key);
        int port;
        try (Admin admin = new Admin(cluster.serverPorts().get(0))) {
            port = ClusterSlotsParser.parse(admin.commands().clusterSlots()).stream()
                    .filter(range -> range.getFrom() <= slot && slot <= range.getTo())
                    .map(range -> range.getUpstream().getUri().getPort())
                    .findFirst()
                    .orElseThrow();
        }
        cluster.servers().stream()
                .filter(server -> server.ports().contains(port))
                .forEach(Servers::stop);
    }

    /** A master, a replica and a sentinel. */
    static final class Watched {
        private static final Watched SHARED = new Watched();
        final RedisServer master;
        final RedisServer replica;
        final RedisSentinel sentinel;
        final int masterPort = freePort();
        final int replicaPort = freePort();
        final int sentinelPort = freePort();

        Watched() {
            master = started(server(masterPort));
            replica = started(server(replicaPort, "replicaof 127.0.0.1 " + masterPort));
            sentinel = started(RedisSentinel.newRedisSentinel()
                    .port(sentinelPort)
                    .masterName("mymaster")
                    .masterPort(masterPort)
                    .quorumSize(1)
                    .downAfterMilliseconds(1_000)
                    .failOverTimeout(3_000)
                    .build());
        }

        /** Until the replica has confirmed a write: its link is up before the master counts on it. */
        void awaitReplica() {
            try (Admin admin = new Admin(masterPort)) {
                for (int i = 0; i < 100; i++) {
                    admin.commands().set("replicated", "yet");
                    if (admin.commands().waitForReplication(1, 500) > 0) {
                        break;
                    }
                }
                admin.commands().del("replicated");
            }
        }

        void stopAll() {
            List.of(sentinel, replica, master).forEach(Servers::stop);
        }
    }

    private static final class Cluster {
        private static void awaitHealth(int port) {
            try (Admin admin = new Admin(port)) {
                for (int i = 0; i < 50_000 && !admin.commands().clusterInfo().contains("cluster_state:ok"); i++) {
                    Thread.onSpinWait();
                }
            }
        }

        static final List<Integer> PORTS = started(0, 0, 0).serverPorts();

        /** A master for each of the numbers, with so many replicas. */
        static RedisShardedCluster started(int... replicas) {
            try {
                List<Integer> ports = new ArrayList<>();
                for (int i = 0; i < replicas.length + IntStream.of(replicas).sum(); i++) {
                    // that of its bus is higher by 10,000
                    ports.add(20_000 + freePort() % 20_000);
                }
                RedisShardedClusterBuilder builder =
                        RedisShardedCluster.newRedisCluster().serverPorts(ports);
                for (int i = 0; i < replicas.length; i++) {
                    builder.shard("shard" + i, replicas[i]);
                }
                RedisShardedCluster cluster = Servers.started(builder.build());
                cluster.serverPorts().forEach(Cluster::awaitHealth);
                return cluster;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
