// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import io.lettuce.core.RedisClient;
import java.net.URI;

/** What a Redis server says of itself. */
final class RedisFacts {
    private static final String USED = "used_memory:";

    private RedisFacts() {}

    /** The memory that its data takes, in MB. */
    static long usedMegabytes(URI server) {
        try (RedisClient client = RedisClient.create(server.toString())) {
            return client.connect()
                    .sync()
                    .info("memory")
                    .lines()
                    .filter(line -> line.startsWith(USED))
                    .mapToLong(
                            line -> Long.parseLong(line.substring(USED.length()).strip()) >> 20)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
