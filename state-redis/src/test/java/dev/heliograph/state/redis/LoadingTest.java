// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.OutboxRow;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** A server that takes a second to read its data when it is started again. */
class LoadingTest {
    private final int port = Servers.freePort();
    private RedisServer server;
    private Desk desk;

    @BeforeEach
    void open() {
        server = Servers.started(Servers.server(port, "key-load-delay 2000", "rdbcompression no"));
        desk = Desk.at(port);
    }

    @AfterEach
    void close() {
        desk.close();
        Servers.stop(server);
    }

    @Test
    void it_is_unavailable_by_name_within_bounds_and_used_again_when_it_has_loaded() throws IOException {
        long id = desk.append("a");
        fillAndSave();
        server.stop();
        CompletableFuture<Void> loaded = CompletableFuture.runAsync(this::start);
        List<Failure> failures = new ArrayList<>();
        Duration longest = Duration.ZERO;
        Outcome<List<OutboxRow>> outcome = null;
        for (int i = 0; i < 500 && (outcome == null || !outcome.isDone()); i++) {
            Instant before = desk.now();
            outcome = Desk.outcome(desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()));
            Duration took = Duration.between(before, desk.now());
            longest = took.compareTo(longest) > 0 ? took : longest;
            if (outcome.failure() != null) {
                failures.add(outcome.failure());
                desk.pause(Duration.ofMillis(20));
            }
        }
        loaded.join();

        assertThat(outcome.orThrow()).extracting(OutboxRow::id).containsExactly(id);
        assertThat(failures.stream().filter(failure -> failure.reason().contains("LOADING")))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
        assertThat(longest).isLessThan(Duration.ofSeconds(4));
    }

    /** It looks at its connections after every two megabytes that it has loaded. */
    private void fillAndSave() {
        try (Admin admin = new Admin(port)) {
            admin.commands()
                    .dispatch(
                            CommandType.DEBUG,
                            new StatusOutput<>(StringCodec.UTF8),
                            new CommandArgs<>(StringCodec.UTF8)
                                    .add("POPULATE")
                                    .add(500)
                                    .add("filler")
                                    .add(65_536));
            admin.commands().save();
        }
    }

    /** Waits until it has loaded; the process that was stopped may hold the port for a moment. */
    private void start() {
        for (int i = 0; i < 50 && !server.isActive(); i++) {
            try {
                server.start();
            } catch (IOException notYet) {
                desk.pause(Duration.ofMillis(50));
            }
        }
    }
}
