// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Inspection;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.state.Upkeep;
import dev.heliograph.state.sqlite.SqliteStateProvider;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerUpkeepTest extends RedisUpkeepContract {
    private Admin admin;

    @Override
    StateStoreProvider provider() {
        return new RedisStateProvider();
    }

    @Override
    String address() {
        return "//127.0.0.1:" + Servers.single();
    }

    @BeforeEach
    void watch() {
        admin = new Admin(Servers.single());
    }

    @AfterEach
    void leave() {
        admin.close();
    }

    private Inspection inspection() {
        return Desk.of(store().upkeep().orElseThrow().inspect(desk.now()));
    }

    private long appendOfJob(int line, String chat) {
        OutboxDraft draft =
                new OutboxDraft("job " + line, "job", line, chat, desk.now().minusSeconds(1), Desk.bytes("text"));
        return Desk.of(store().outbox().append(Desk.QUEUE, List.of(draft), desk.now()))
                .get(0)
                .id();
    }

    @Nested
    class KeysOfOthers {
        @Test
        void each_is_named_and_the_rest_is_looked_at() {
            appendOfJob(1, "a");
            Desk.of(desk.store.outbox().append("other", List.of(desk.draft("b")), desk.now()));
            Desk.of(desk.store.values().set("mine", Desk.bytes("x"), null, desk.now()));
            admin.commands().set(prefix + ":{cells}", "x");
            admin.commands().set(prefix + ":value:foreign", "x");
            String counts = prefix + ":outbox:{other}:counts";
            admin.commands().del(counts);
            admin.commands().set(counts, "hello");

            assertThat(inspection().problems())
                    .hasSize(3)
                    .anyMatch(problem -> problem.contains("'" + prefix + ":{cells}' is a string, expected a hash"))
                    .anyMatch(problem -> problem.contains("'" + prefix + ":value:foreign' is a string"))
                    .anyMatch(problem -> problem.contains("'" + counts + "' is a string, expected a hash"));
            assertThat(inspection().facts()).containsEntry("queues", 2L).containsEntry("messages queued", 1L);
        }
    }

    @Nested
    class ItsFacts {
        @Test
        void tell_how_the_server_is_set_up_and_what_there_is() {
            appendOfJob(1, "a");
            appendOfJob(2, "b");
            desk.claim();
            desk.send(1);

            assertThat(inspection().facts())
                    .containsEntry("prefix", prefix)
                    .containsEntry("queues", 1L)
                    .containsEntry("jobs", 1L)
                    .containsEntry("messages claimed", 1L)
                    .containsEntry("messages sending", 1L);
            assertThat(inspection().facts().get("server 1").toString())
                    .contains("appendonly yes", "noeviction", "replicas 0");
        }

        @Test
        void a_server_that_throws_rows_away_is_a_problem() {
            admin.commands().configSet("maxmemory", "1gb");
            admin.commands().configSet("maxmemory-policy", "allkeys-lru");
            List<String> problems = inspection().problems();
            admin.commands().configSet("maxmemory", "0");
            admin.commands().configSet("maxmemory-policy", "noeviction");

            assertThat(problems).singleElement().asString().contains("allkeys-lru", "must be noeviction");
        }
    }

    @Nested
    class Damage {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "HSET    | :counts       | QUEUED | 7           | the queue counts 8, rows has 3",
                    "HSET    | :job:job      | SENT   | 7           | job 'job' counts 7 SENT, it has 0",
                    "HSET    | :rows         | 1      | 9           | row 1 has a format that this version does not"
                            + " read",
                    "HDEL    | :payloads     | 1      |             | row 1 has no message that this version reads",
                    "HDEL    | :keys         | job 1  |             | row 1 is not found by its key",
                    "HSET    | :keys         | odd    | 99          | key 'odd' names row 99, which is not there",
                    "ZREM    | :open         | 1      |             | row 1, CLAIMED, disagrees with open",
                    "ZADD    | :ended        | 5      | 2           | row 2, QUEUED, disagrees with ended",
                    "ZADD    | :open         | 99     | 99          | open names row 99, which is not there",
                    "HDEL    | :meta         | last   |             | the queue would give the number 1 again",
                    "HSET    | :meta         | f      | 2           | the queue has the format 2",
                    "HSET    | :chats        | a      | 2<0<0       | chat 'a' counts 2 open messages, it has 1",
                    "HSET    | :chats        | b      | 0<0<0       | chat 'b' would not give message 2, its oldest",
                    "ZREM    | :ready        | b      |             | chat 'b' is not sorted by its message 2",
                    "ZADD    | :ready        | 77     | c           | ready has chat 'c' by message 77",
                    "ZREM    | :lines:job    | 2      |             | row 2 is not in its line of job 'job'",
                    "ZADD    | :lines:job    | 9      | 99          | :lines:job names row 99, which is not there",
                    "HSET    | :job:gone     | SENT   | 0           | job 'gone' has no rows and is not held",
                    "ZADD    | :due          | 5      | 5           | due names the time 5, at which no chat is",
                    "ZADD    | :due:5        | 5      | c           | :due:5 is not among the times",
                    "HSET    | :odd          | a      | b           | the key ':odd' is none of this store's"
                })
        void of_an_outbox_is_told(String command, String part, String one, String other, String words) {
            appendOfJob(1, "a");
            Desk.of(store().outbox().claim(Desk.QUEUE, Desk.ALPHA, 1, desk.now()));
            appendOfJob(2, "b");
            appendOfJob(3, "b");
            assertThat(inspection().problems()).isEmpty();
            change(command, prefix + ":outbox:{queue}" + part, one, other);

            assertThat(inspection().problems())
                    .anySatisfy(problem ->
                            assertThat(problem).startsWith("queue 'queue': ").contains(words));
        }

        private void change(String command, String key, String one, String other) {
            RedisCommands<String, String> server = admin.commands();
            BiConsumer<String, String> change = switch (command) {
                case "HSET" -> (field, value) -> server.hset(key, field, value.replace('<', '\t'));
                case "HDEL" -> (field, none) -> server.hdel(key, field);
                case "ZADD" -> (score, member) -> server.zadd(key, Double.parseDouble(score), member);
                default -> (member, none) -> server.zrem(key, member);
            };
            change.accept(one, other);
        }

        @Test
        void of_cells_values_and_sessions_is_told() {
            Desk.of(store().cells().swap(Change.write("a", 0, Desk.bytes("x"), Duration.ofHours(1)), desk.now()));
            Desk.of(store().cells().swap(Change.write("b", 0, Desk.bytes("x")), desk.now()));
            Desk.of(store().values().set("v", Desk.bytes("x"), null, desk.now()));
            Desk.of(store().vault().store(SessionName.of("s"), Desk.bytes("x")));
            assertThat(inspection().problems()).isEmpty();
            RedisCommands<String, String> server = admin.commands();
            server.hset(prefix + ":{cells}", "b", "2\tx");
            server.zrem(prefix + ":{cells}:names", "a");
            server.zrem(prefix + ":{cells}:expiring", "a");
            server.zadd(prefix + ":{cells}:names", 0, "gone");
            server.hset(prefix + ":value:v", "f", "2");
            server.hset(prefix + ":sessions", "s", "2\tx");

            assertThat(inspection().problems())
                    .containsExactlyInAnyOrder(
                            "cell 'b' has a format that this version does not read",
                            "cell 'a' is not among the names",
                            "cell 'a' is not sorted by its end",
                            "names names cell 'gone', which is not there",
                            "'" + prefix + ":value:v' has a format that this version does not read",
                            "session 's' has a format that this version does not read");
        }

        @Test
        void a_long_list_of_it_is_cut() {
            for (int i = 0; i < 30; i++) {
                admin.commands().zadd(prefix + ":outbox:{queue}:ended", i, "9" + i);
            }

            assertThat(inspection().problems())
                    .hasSize(22)
                    .last()
                    .asString()
                    .isEqualTo("queue 'queue': and 10 more of the kind");
        }
    }

    @Nested
    class MovingHouse {
        @TempDir
        Path folder;

        @Test
        void what_goes_from_a_file_to_redis_and_back_is_the_same() {
            try (Desk first = file("first.db");
                    Desk last = file("last.db")) {
                fill(first.store);
                List<StateRecord> before = exported(first.store, 3);
                assertThat(move(before, store())).isEqualTo(before.size());
                assertThat(inspection().problems()).isEmpty();
                assertThat(move(exported(store(), 2), last.store)).isEqualTo(before.size());

                assertThat(exported(last.store, 100).stream().map(MovingHouse::withoutVersion))
                        .containsExactlyInAnyOrderElementsOf(
                                before.stream().map(MovingHouse::withoutVersion).toList());
            }
        }

        private Desk file(String name) {
            return new Desk(new SqliteStateProvider(), "=" + folder.resolve(name));
        }

        private void fill(StateStore from) {
            for (int i = 0; i < 5; i++) {
                Desk.of(from.cells().swap(Change.write("cell " + i, 0, Desk.bytes("x" + i)), desk.now()));
                Desk.of(from.vault().store(SessionName.of("session" + i), Desk.bytes("sealed " + i)));
                Desk.of(from.values().set("wert \u00e4" + i, Desk.bytes("v" + i), null, desk.now()));
                String queue = "queue {" + i + "}\t%";
                OutboxDraft one = draft(i, "a");
                Desk.of(from.outbox().append(queue, List.of(one, draft(10 + i, "a"), draft(20 + i, "b")), one.dueAt()));
                Desk.of(from.outbox().recover(queue, Desk.ALPHA, one.dueAt()));
                Desk.of(from.outbox().claim(queue, Desk.ALPHA, 1, one.dueAt()));
                Desk.of(from.outbox().hold(queue, "held", true, one.dueAt()));
            }
        }

        private OutboxDraft draft(int line, String chat) {
            return new OutboxDraft(
                    "key " + line,
                    "job",
                    line,
                    chat,
                    Instant.parse("2026-01-02T03:04:05.006007Z"),
                    Desk.bytes("message " + line));
        }

        private long move(List<StateRecord> records, StateStore to) {
            return Desk.of(to.upkeep().orElseThrow().restore(records, desk.now()));
        }

        private List<StateRecord> exported(StateStore from, int limit) {
            Upkeep upkeep = from.upkeep().orElseThrow();
            List<StateRecord> records = new ArrayList<>();
            RecordPage page = Desk.of(upkeep.export("", limit, desk.now()));
            while (!page.next().isEmpty()) {
                records.addAll(page.records());
                page = Desk.of(upkeep.export(page.next(), limit, desk.now()));
            }
            records.addAll(page.records());
            return records;
        }

        private static StateRecord withoutVersion(StateRecord record) {
            return record instanceof StateRecord.OfCell told
                    ? new StateRecord.OfValue(
                            "cell " + told.cell().key(), told.cell().bytes(), null)
                    : record;
        }
    }

    @Nested
    class Forgetting {
        @Test
        void cells_whose_time_is_over_go_whoever_looks() {
            for (int i = 0; i < 450; i++) {
                Desk.of(store().cells()
                        .swap(Change.write("c" + i, 0, Desk.bytes("x"), Duration.ofHours(1)), desk.now()));
            }
            Desk.of(store().upkeep()
                    .orElseThrow()
                    .compact(Duration.ZERO, desk.now().plus(Duration.ofHours(2))));

            assertThat(admin.commands().hlen(prefix + ":{cells}")).isZero();
        }
    }

    @Test
    void a_cursor_that_is_none_is_refused() {
        assertThat(Desk.failure(store().upkeep().orElseThrow().export("nowhere", 1, desk.now()))
                        .reason())
                .contains("'nowhere' is no cursor");
    }
}
