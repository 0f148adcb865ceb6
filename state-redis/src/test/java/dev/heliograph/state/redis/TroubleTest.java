// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** What callers are told when the server is ill; each test has a server of its own. */
class TroubleTest {
    private final int port = Servers.freePort();
    private RedisServer server;
    private Desk desk;
    private Admin admin;

    @BeforeEach
    void open() {
        server = Servers.started(Servers.server(port, "appendonly yes"));
        desk = Desk.at(port, "timeout=500ms");
        admin = new Admin(port);
    }

    @AfterEach
    void close() {
        admin.close();
        desk.close();
        Servers.stop(server);
    }

    @Test
    void scripts_that_the_server_forgot_are_told_again() {
        desk.append("a");
        admin.commands().scriptFlush();

        assertThat(desk.claim()).hasSize(1);
    }

    @Test
    void a_server_that_is_gone_is_unavailable_at_once_and_used_again_when_it_is_back() throws Exception {
        long id = desk.append("a");
        server.stop();
        Failure first = Desk.failure(desk.store.cells().read("a", desk.now()));
        Instant before = desk.now();
        Failure failure = Desk.failure(desk.store.outbox().append(Desk.QUEUE, List.of(desk.draft("b")), desk.now()));

        assertThat(List.of(first.kind(), failure.kind())).containsOnly(Failure.Kind.UNAVAILABLE);
        assertThat(Duration.between(before, desk.now())).isLessThan(Duration.ofSeconds(3));
        server.start();
        List<OutboxRow> rows = desk.insist(() -> desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()));
        assertThat(rows).extracting(OutboxRow::id).containsExactly(id);
    }

    @Test
    void a_server_that_does_not_answer_leaves_a_write_in_doubt_and_a_read_not() {
        desk.append("a");
        admin.commands().clientPause(1_500);

        assertThat(Desk.failure(desk.store.outbox().append(Desk.QUEUE, List.of(desk.draft("b")), desk.now()))
                        .kind())
                .isEqualTo(Failure.Kind.AMBIGUOUS);
        assertThat(Desk.failure(desk.store.outbox().row(Desk.QUEUE, 1)).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void rows_of_a_claim_whose_answer_was_lost_are_given_again() {
        long id = desk.append("a");
        admin.commands().clientPause(1_000);
        assertThat(Desk.failure(desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()))
                        .kind())
                .isEqualTo(Failure.Kind.AMBIGUOUS);
        List<OutboxRow> rows = desk.insist(() -> desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()));

        assertThat(rows).extracting(OutboxRow::id).containsExactly(id);
        assertThat(desk.claim()).isEmpty();
    }

    @Test
    void an_intent_whose_answer_was_lost_is_answered_again() {
        long id = desk.append("a");
        desk.claim();
        admin.commands().clientPause(1_000);
        List<Intent> intents = List.of(new Intent(id, "session", 1_000 + id));
        assertThat(Desk.failure(desk.store.outbox().sending(Desk.QUEUE, Desk.ALPHA, intents, desk.now()))
                        .mayHaveHappened())
                .isTrue();

        assertThat(desk.insist(() -> desk.store.outbox().sending(Desk.QUEUE, Desk.ALPHA, intents, desk.now())))
                .containsExactly(id);
    }

    @Test
    void a_full_server_takes_nothing_and_loses_nothing() {
        long id = desk.append("a");
        admin.commands().configSet("maxmemory", "1");
        Failure failure = Desk.failure(desk.store.outbox().append(Desk.QUEUE, List.of(desk.draft("b")), desk.now()));
        Failure claim = Desk.failure(desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        assertThat(claim.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        admin.commands().configSet("maxmemory", "0");
        assertThat(desk.claim()).extracting(OutboxRow::id).containsExactly(id);
        assertThat(desk.append("c")).isEqualTo(id + 1);
    }

    @Test
    void a_server_that_became_a_replica_takes_nothing() {
        desk.append("a");
        admin.commands().replicaof("127.0.0.1", Servers.single());
        Failure failure = Desk.failure(desk.store.cells().swap(Change.write("a", 0, Desk.bytes("x")), desk.now()));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void what_was_on_its_way_when_the_server_began_anew_is_in_doubt_until_its_claimant_tells() throws Exception {
        long id = desk.append("a");
        long other = desk.append("b");
        desk.claim();
        desk.send(id);
        desk.send(other);
        server.stop();
        server.start();
        desk.insist(() -> desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()));

        assertThat(desk.row(id).state()).isEqualTo(OutboxState.UNKNOWN);
        assertThat(desk.row(id).reason()).isEqualTo("INTERRUPTED");
        assertThat(desk.settle(id)).containsExactly(id);
        assertThat(desk.row(id).state()).isEqualTo(OutboxState.SENT);
        assertThat(desk.row(other).state()).isEqualTo(OutboxState.UNKNOWN);
    }

    @Test
    void replicas_that_are_wanted_and_missing_leave_a_message_in_doubt() {
        try (Desk strict = Desk.at(port, "replicas=1", "prefix=strict")) {
            Failure failure =
                    Desk.failure(strict.store.outbox().append(Desk.QUEUE, List.of(strict.draft("a")), strict.now()));

            assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
            assertThat(failure.reason()).contains("replicas");
        }
    }

    @Test
    void signals_are_heard_again_after_the_server_was_gone() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        desk.store.signals().listen("jobs", text -> heard.countDown());
        desk.append("a");
        server.stop();
        server.start();
        for (int i = 0; i < 600 && heard.getCount() > 0; i++) {
            desk.store.signals().publish("jobs", "one");
            desk.pause(Duration.ofMillis(100));
        }

        assertThat(heard.getCount()).isZero();
    }
}
