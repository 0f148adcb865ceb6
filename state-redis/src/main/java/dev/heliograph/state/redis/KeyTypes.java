// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Types that keys should have: one of another type was written by somebody else, and whatever asks for it fails. */
final class KeyTypes {
    /** Keys that are asked for in one go. */
    private static final int AT_ONCE = 50;

    private static final Map<String, String> SINGLE = Map.of(
            "{cells}",
            "hash",
            "{cells}:names",
            "zset",
            "{cells}:expiring",
            "zset",
            "{cells}:meta",
            "hash",
            "sessions",
            "hash");
    private static final Map<String, String> OF_QUEUE = Map.ofEntries(
            Map.entry(":rows", "hash"),
            Map.entry(":payloads", "hash"),
            Map.entry(":keys", "hash"),
            Map.entry(":lanes", "zset"),
            Map.entry(":backlog", "zset"),
            Map.entry(":chats", "hash"),
            Map.entry(":ready", "zset"),
            Map.entry(":due", "zset"),
            Map.entry(":open", "zset"),
            Map.entry(":ended", "zset"),
            Map.entry(":jobs", "set"),
            Map.entry(":counts", "hash"),
            Map.entry(":fences", "hash"),
            Map.entry(":meta", "hash"),
            Map.entry(":pending", "hash"));
    private static final Map<String, String> OF_MANY = Map.of(":due:", "zset", ":job:", "hash", ":lines:", "zset");

    private final Line line;

    KeyTypes(Line line) {
        this.line = line;
    }

    /** What is wrong with the keys that are no queue's. */
    List<String> single(String prefix) {
        Map<String, String> expected = new LinkedHashMap<>();
        SINGLE.keySet().stream().sorted().forEach(name -> expected.put(prefix + ":" + name, SINGLE.get(name)));
        return wrong(expected);
    }

    /** What is wrong with values. */
    List<String> hashes(List<String> keys) {
        Map<String, String> expected = new LinkedHashMap<>();
        keys.forEach(key -> expected.put(key, "hash"));
        return wrong(expected);
    }

    /**
     * What is wrong with the keys of a queue.
     *
     * @param queue the key of the queue itself
     * @param parts what its keys have after that
     */
    List<String> queue(String queue, Iterable<String> parts) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String part : parts) {
            String type = type(part);
            if (type != null) {
                expected.put(queue + part, type);
            }
        }
        return wrong(expected);
    }

    private static @Nullable String type(String part) {
        String type = OF_QUEUE.get(part);
        for (Map.Entry<String, String> many : OF_MANY.entrySet()) {
            type = type == null && part.startsWith(many.getKey()) ? many.getValue() : type;
        }
        return type;
    }

    private List<String> wrong(Map<String, String> expected) {
        List<String> told = new ArrayList<>();
        List<String> keys = List.copyOf(expected.keySet());
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            List<CompletionStage<String>> answers =
                    some.stream().map(this::typeOf).toList();
            for (int i = 0; i < some.size(); i++) {
                String type = Refusal.read(answers.get(i));
                String wanted = String.valueOf(expected.get(some.get(i)));
                // it may have been forgotten meanwhile
                if (!type.equals("none") && !type.equals(wanted)) {
                    told.add("the key '" + some.get(i) + "' is a " + type + ", expected a " + wanted
                            + ": another program wrote it, and all that needs it fails until it is deleted");
                }
            }
        }
        return told;
    }

    private CompletionStage<String> typeOf(String key) {
        byte[] bytes = Names.utf8(key);
        return line.to(bytes, false).thenCompose(server -> server.type(bytes));
    }
}
