// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of all keys under a prefix, by what they are of. Reading them takes a while; what is written meanwhile may be
 * missing.
 */
final class Keyspace {
    private static final int PORTION = 1_000;
    private static final String VALUE = "value:";
    private static final String QUEUE = "outbox:{";
    private static final String LIMIT = "{buckets}:limit:";
    private static final List<String> SINGLE =
            List.of("{cells}", "{cells}:names", "{cells}:expiring", "{cells}:meta", "sessions");

    private final String prefix;
    private final SortedSet<String> values = new TreeSet<>();
    private final TreeMap<String, SortedSet<String>> queues = new TreeMap<>();
    private final List<String> limits = new ArrayList<>();
    private long others;

    private Keyspace(String prefix) {
        this.prefix = prefix + ":";
    }

    /**
     * Asks every master.
     *
     * @throws Refusal where one does not answer
     */
    static Keyspace read(Line line, String prefix) {
        Keyspace all = new Keyspace(prefix);
        ScanArgs some = ScanArgs.Builder.matches(prefix + ":*").limit(PORTION);
        for (RedisAsyncCommands<byte[], byte[]> server : Refusal.read(line.masters())) {
            ScanCursor cursor = ScanCursor.INITIAL;
            while (!cursor.isFinished()) {
                KeyScanCursor<byte[]> portion = Refusal.read(server.scan(cursor, some));
                portion.getKeys().forEach(key -> all.add(Names.text(key)));
                cursor = portion;
            }
        }
        return all;
    }

    private void add(String key) {
        String name = key.substring(prefix.length());
        int end = name.indexOf('}');
        if (name.startsWith(VALUE)) {
            values.add(name.substring(VALUE.length()));
        } else if (name.startsWith(QUEUE) && end > 0) {
            queues.computeIfAbsent(name.substring(QUEUE.length(), end), unseen -> new TreeSet<>())
                    .add(name.substring(end + 1));
        } else if (name.startsWith(LIMIT)) {
            limits.add(key);
        } else if (!SINGLE.contains(name) && !name.startsWith("{buckets}:times:")) {
            others++;
        }
    }

    /** Keys of users' values, sorted. */
    SortedSet<String> values() {
        return values;
    }

    /** By the escaped name of a queue: what its keys have after the queue's own name. */
    SortedMap<String, SortedSet<String>> queues() {
        return queues;
    }

    /** The escaped names of queues, sorted. */
    SortedSet<String> queueNames() {
        return queues.navigableKeySet();
    }

    /** Keys of limits, in no order. */
    List<String> limits() {
        return limits;
    }

    /** How many keys are none of this store's; they may be those of a prefix that begins with this one. */
    long others() {
        return others;
    }

    /** The escaped names of jobs that a queue counts. */
    List<String> jobs(String queue) {
        String start = ":job:";
        return queues.getOrDefault(queue, new TreeSet<>()).stream()
                .filter(part -> part.startsWith(start))
                .map(part -> part.substring(start.length()))
                .toList();
    }
}
