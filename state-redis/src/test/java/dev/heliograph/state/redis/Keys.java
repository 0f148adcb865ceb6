// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import io.lettuce.core.ScoredValue;
import io.lettuce.core.api.sync.RedisCommands;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All that a server keeps under a prefix, as lines of text, and back. */
final class Keys {
    private Keys() {}

    static List<String> written(RedisCommands<String, String> server, String prefix) {
        List<String> lines = new ArrayList<>();
        for (String key : server.keys(prefix + ":*")) {
            switch (server.type(key)) {
                case "hash" ->
                    server.hgetall(key).forEach((field, value) -> lines.add(line("hash", key, field, value)));
                case "zset" ->
                    server.zrangeWithScores(key, 0, -1)
                            .forEach(entry -> lines.add(line("zset", key, plain(entry), entry.getValue())));
                case "set" -> server.smembers(key).forEach(member -> lines.add(line("set", key, member, "")));
                case "list" -> server.lrange(key, 0, -1).forEach(entry -> lines.add(line("list", key, entry, "")));
                default -> throw new AssertionError("a key of a type that this store does not use: " + key);
            }
        }
        return lines.stream().sorted().toList();
    }

    static void write(RedisCommands<String, String> server, List<String> lines) {
        for (String line : lines) {
            List<String> parts = List.of(line.split(" ~ ", -1)).stream()
                    .map(part -> part.replace("<TAB>", "\t"))
                    .collect(Collectors.toList());
            switch (parts.get(0)) {
                case "hash" -> server.hset(parts.get(1), parts.get(2), parts.get(3));
                case "zset" -> server.zadd(parts.get(1), Double.parseDouble(parts.get(2)), parts.get(3));
                case "set" -> server.sadd(parts.get(1), parts.get(2));
                case "list" -> server.rpush(parts.get(1), parts.get(2));
                default -> throw new AssertionError(line);
            }
        }
    }

    private static String plain(ScoredValue<String> entry) {
        return BigDecimal.valueOf(entry.getScore()).stripTrailingZeros().toPlainString();
    }

    private static String line(String... parts) {
        return String.join(" ~ ", parts).replace("\t", "<TAB>");
    }
}
