// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a store can do at all: the least that a durable message needs of it, with nothing of ours between. */
interface BareStore extends AutoCloseable {
    /** The raw cost of that kind of store. */
    static BareStore of(String address) throws Exception {
        return address.startsWith("sqlite:") ? new Inserts() : new Scripts(address);
    }

    /** So many raw writes; returns how many a second. */
    double writes(int count) throws Exception;

    /** What it does. */
    String what();

    @Override
    void close() throws SQLException;

    /** Rows into one table of a file beside, as durably, a hundred to a transaction. */
    final class Inserts implements BareStore {
        private static final int BATCH = 100;
        private final Connection connection;
        private final PreparedStatement insert;

        Inserts() throws Exception {
            Path file = Files.createTempFile(Path.of("").toAbsolutePath(), "bare", ".db");
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement setup = connection.createStatement()) {
                setup.execute("PRAGMA journal_mode = WAL");
                setup.execute("PRAGMA synchronous = FULL");
                setup.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, key TEXT UNIQUE, chat TEXT, payload BLOB)");
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT INTO row (key, chat, payload) VALUES (?, ?, ?)");
            file.toFile().deleteOnExit();
        }

        @Override
        public double writes(int count) throws SQLException {
            byte[] payload = new byte[120];
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                insert.setString(1, begin + "/" + i);
                insert.setString(2, Integer.toString(i % 1_000));
                insert.setBytes(3, payload);
                insert.executeUpdate();
                if (i % BATCH == BATCH - 1) {
                    connection.commit();
                }
            }
            connection.commit();
            return count / ((System.nanoTime() - begin) / 1e9);
        }

        @Override
        public String what() {
            return "bare inserts, 100 to a transaction";
        }

        @Override
        public void close() throws SQLException {
            insert.close();
            connection.close();
        }
    }

    /** Calls of a script that writes one hash, pipelined as many at once. */
    final class Scripts implements BareStore {
        private static final int AT_ONCE = 4_000;
        private static final String SCRIPT = "redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) return 1";
        private final RedisClient client;
        private final StatefulRedisConnection<String, String> connection;
        private final String digest;

        Scripts(String address) {
            client = RedisClient.create(address.replaceAll("[?].*", ""));
            connection = client.connect();
            digest = connection.sync().scriptLoad(SCRIPT);
        }

        @Override
        public double writes(int count) throws Exception {
            String payload = "x".repeat(120);
            List<RedisFuture<Long>> waiting = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                waiting.add(connection
                        .async()
                        .evalsha(
                                digest,
                                ScriptOutputType.INTEGER,
                                new String[] {"bare:{" + i % 1_000 + "}"},
                                begin + "/" + i,
                                payload));
                if (waiting.size() == AT_ONCE) {
                    for (RedisFuture<Long> one : waiting) {
                        Object unused = one.get();
                    }
                    waiting.clear();
                }
            }
            for (RedisFuture<Long> one : waiting) {
                Object unused = one.get();
            }
            return count / ((System.nanoTime() - begin) / 1e9);
        }

        @Override
        public String what() {
            return "bare calls of a script that writes one field";
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown();
        }
    }
}
