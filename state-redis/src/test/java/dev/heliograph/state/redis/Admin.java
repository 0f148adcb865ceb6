// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A connection to one server, as an operator has it. */
final class Admin implements AutoCloseable {
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private String process = "";

    Admin(int port) {
        client = RedisClient.create("redis://127.0.0.1:" + port);
        connection = client.connect();
    }

    RedisCommands<String, String> commands() {
        return connection.sync();
    }

    /** How many commands the server has been sent by all its clients that run scripts. */
    long scriptCalls() {
        return connection
                .sync()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf("calls=") + 6, line.indexOf(','))))
                .sum();
    }

    /** Stops the server's process where it is, until {@link #thaw}; it answers nothing when this returns. */
    void freeze() {
        process = connection
                .sync()
                .info("server")
                .lines()
                .filter(line -> line.startsWith("process_id:"))
                .map(line -> line.substring("process_id:".length()).strip())
                .findFirst()
                .orElseThrow();
        signal("STOP");
        while (answers()) {
            Thread.onSpinWait();
        }
    }

    /** Lets the server go on. */
    void thaw() {
        signal("CONT");
    }

    private boolean answers() {
        try {
            return connection.async().ping().await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void signal(String which) {
        try {
            new ProcessBuilder("kill", "-" + which, process).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
