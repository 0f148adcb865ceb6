// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import redis.embedded.RedisServer;

/** The scripts on the server that comes with the tests, and on those of this machine: newer ones, and Valkey. */
class OtherServersTest {
    @TestFactory
    Stream<DynamicTest> every_server_that_is_found_runs_the_scripts() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("the one of the tests", () -> {
            try (Desk desk = Desk.at(Servers.single(), "prefix=" + Servers.freshPrefix())) {
                useAll(desk);
            }
        }));
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : List.of("redis-server", "valkey-server", "keydb-server")) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    tests.add(DynamicTest.dynamicTest(program.toString(), () -> useAll(program)));
                }
            }
        }
        System.out.printf("redis: %d other servers found on the path%n", tests.size() - 1);
        return tests.stream();
    }

    private static void useAll(Path program) throws IOException {
        int port = Servers.freePort();
        RedisServer server = Servers.started(RedisServer.newRedisServer()
                .executableProvider(program::toFile)
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .onShutdownForceStop(true)
                .build());
        try (Desk desk = Desk.at(port)) {
            useAll(desk);
        } finally {
            Servers.stop(server);
        }
    }

    static void useAll(Desk desk) {
        long id = desk.append("a");
        desk.append("b");
        assertThat(desk.claim()).extracting(OutboxRow::id).containsExactly(id, id + 1);
        assertThat(desk.send(id)).containsExactly(id);
        assertThat(desk.settle(id)).containsExactly(id);
        assertThat(desk.row(id).state()).isEqualTo(OutboxState.SENT);
        assertThat(Desk.of(desk.store.outbox().recover(Desk.QUEUE, new Claimant("alpha", 8), desk.now())))
                .isEmpty();
        assertThat(Desk.of(desk.store.outbox().nextDue(Desk.QUEUE, desk.now().plusSeconds(1))))
                .isBefore(desk.now().plusSeconds(2));
        assertThat(Desk.of(desk.store
                        .outbox()
                        .compact(Desk.QUEUE, Duration.ZERO, desk.now().plusSeconds(1))))
                .isEqualTo(1);
        assertThat(Desk.of(desk.store.cells().swap(Change.write("a", 0, Desk.bytes("x")), desk.now()))
                        .swapped())
                .isTrue();
        assertThat(Desk.of(desk.store.cells().list("", "", 10, desk.now()))).hasSize(1);
        List<Buckets.Take> takes = List.of(
                new Buckets.Take("r", Limit.rate(0.01, 1)),
                new Buckets.Take("w", Limit.window(1, Duration.ofHours(1))));
        assertThat(Desk.of(desk.store.buckets().take(takes, desk.now())).granted())
                .isTrue();
        assertThat(Desk.of(desk.store.buckets().take(takes, desk.now())).granted())
                .isFalse();
    }
}
