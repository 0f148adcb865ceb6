// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.Limit;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.time.SystemTimeline;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.redisson.Redisson;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * The permits of a bot's message, one for the account and one for the chat, taken from Redis: by ours in one call, by two
 * buckets of bucket4j and by two limiters of Redisson, in turns within one run, by the same number of threads.
 *
 * <p>Usage: {@code BucketBench redis://HOST:PORT [TAKES]}. All limits are far above what is taken, so that each take is granted.
 */
public final class BucketBench {
    private static final int THREADS = 16;
    private static final int ROUNDS = 5;
    private static final int CHATS = 1_000;
    private static final long PLENTY = 1_000_000;
    private static final int COUNTED = 1_600;

    private BucketBench() {}

    private interface Taker {
        boolean take(int number) throws Exception;
    }

    /** Prints takes a second, and the commands that the server was sent for each: its round trips. */
    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        int takes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        RedisClient plain = RedisClient.create(address);
        Config config = new Config();
        config.useSingleServer().setAddress(address);
        RedissonClient redisson = Redisson.create(config);
        try (SystemTimeline time = SystemTimeline.start();
                StatefulRedisConnection<byte[], byte[]> bytes = plain.connect(ByteArrayCodec.INSTANCE)) {
            StateStore store = BenchStore.open(address, time);
            Map<String, Taker> takers = new LinkedHashMap<>();
            takers.put("heliograph", ours(store.buckets()));
            takers.put("bucket4j", bucket4j(bytes));
            takers.put("redisson", redisson(redisson));
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            Map<String, Double> commands = new LinkedHashMap<>();
            for (int round = 0; round <= ROUNDS; round++) {
                for (Map.Entry<String, Taker> taker : takers.entrySet()) {
                    double rate = run(taker.getValue(), takes);
                    if (round > 0) {
                        rates.computeIfAbsent(taker.getKey(), name -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            for (Map.Entry<String, Taker> taker : takers.entrySet()) {
                try (CommandCount count = CommandCount.of(URI.create(address))) {
                    double unused = run(taker.getValue(), COUNTED);
                    commands.put(taker.getKey(), count.end() / (double) COUNTED);
                }
            }
            rates.forEach((name, all) -> System.out.printf(
                    Locale.ROOT,
                    "%-10s %.0f takes/s %s, %.2f commands a take%n",
                    name,
                    StoreBench.median(all),
                    StoreBench.shown(all),
                    commands.get(name)));
            store.close().toCompletableFuture().join();
        } finally {
            redisson.shutdown();
            plain.shutdown();
        }
    }

    private static Taker ours(Buckets buckets) {
        Limit limit = Limit.rate(PLENTY, (int) PLENTY);
        return number -> buckets.take(
                        List.of(
                                new Buckets.Take("pace/bench/session", limit),
                                new Buckets.Take("pace/bench/chat/" + number % CHATS, limit)),
                        Instant.EPOCH)
                .toCompletableFuture()
                .join()
                .orThrow()
                .granted();
    }

    private static Taker bucket4j(StatefulRedisConnection<byte[], byte[]> connection) {
        ProxyManager<byte[]> manager =
                Bucket4jLettuce.casBasedBuilder(connection).build();
        BucketConfiguration limit = BucketConfiguration.builder()
                .addLimit(band -> band.capacity(PLENTY).refillGreedy(PLENTY, Duration.ofSeconds(1)))
                .build();
        BucketProxy account = manager.builder().build(key("session"), () -> limit);
        List<BucketProxy> chats = new ArrayList<>();
        for (int i = 0; i < CHATS; i++) {
            chats.add(manager.builder().build(key("chat/" + i), () -> limit));
        }
        return number -> account.tryConsume(1) && chats.get(number % CHATS).tryConsume(1);
    }

    private static byte[] key(String name) {
        return ("bucket4j/" + name).getBytes(StandardCharsets.UTF_8);
    }

    private static Taker redisson(RedissonClient client) {
        RRateLimiter account = limiter(client, "redisson/session");
        List<RRateLimiter> chats = new ArrayList<>();
        for (int i = 0; i < CHATS; i++) {
            chats.add(limiter(client, "redisson/chat/" + i));
        }
        return number -> account.tryAcquire() && chats.get(number % CHATS).tryAcquire();
    }

    private static RRateLimiter limiter(RedissonClient client, String name) {
        RRateLimiter limiter = client.getRateLimiter(name);
        boolean unused = limiter.trySetRate(RateType.OVERALL, PLENTY, Duration.ofSeconds(1));
        return limiter;
    }

    private static double run(Taker taker, int takes) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> parts = new ArrayList<>();
            long begin = System.nanoTime();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                parts.add(pool.submit(() -> {
                    int granted = 0;
                    for (int i = first; i < takes; i += THREADS) {
                        granted += taker.take(i) ? 1 : 0;
                    }
                    return granted;
                }));
            }
            int granted = 0;
            for (Future<Integer> part : parts) {
                granted += part.get();
            }
            if (granted != takes) {
                throw new IllegalStateException(granted + " of " + takes + " were granted");
            }
            return takes / ((System.nanoTime() - begin) / 1e9);
        } finally {
            pool.shutdown();
        }
    }
}
