// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static dev.heliograph.testkit.state.Answers.NOW;
import static dev.heliograph.testkit.state.Answers.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the {@link Upkeep} of a store keeps to. */
public abstract class UpkeepContract {
    private static final Duration HOUR = Duration.ofHours(1);

    /** For authors to extend. */
    protected UpkeepContract() {}

    /** The store: the same throughout a test, and empty when it begins. */
    protected abstract StateStore store();

    private Upkeep upkeep() {
        return store().upkeep().orElseThrow(() -> new AssertionError("the store offers no upkeep"));
    }

    @Nested
    class Inspecting {
        @Test
        void a_store_that_is_used_is_sound_and_has_facts() {
            fill();

            assertThat(Answers.of(upkeep().inspect(NOW)).problems()).isEmpty();
            assertThat(Answers.of(upkeep().inspect(NOW)).facts()).isNotEmpty();
        }
    }

    @Nested
    class Compacting {
        @Test
        void what_was_settled_longer_ago_is_forgotten_in_every_queue() {
            Post one = settled("one");
            Post other = settled("other");
            one.appendTo("b");

            assertThat(Answers.of(upkeep().compact(HOUR, NOW.plus(HOUR)))).isZero();
            assertThat(Answers.of(upkeep().compact(HOUR, NOW.plus(HOUR).plusMillis(1))))
                    .isEqualTo(2);
            assertThat(one.claim(10)).hasSize(1);
            assertThat(other.claim(10)).isEmpty();
            assertThat(Answers.of(upkeep().inspect(NOW)).problems()).isEmpty();
        }

        private Post settled(String queue) {
            Post post = new Post(store().outbox(), queue);
            long id = post.appendTo("a").get(0);
            post.claim(1);
            post.settle(Post.failed(id));
            return post;
        }

        @Test
        void what_is_not_over_stays() {
            fill();
            List<StateRecord> before = exported(100);
            Answers.of(upkeep().compact(HOUR, NOW));

            assertThat(exported(100)).isEqualTo(before);
        }
    }

    @Nested
    class Exporting {
        @Test
        void an_empty_store_has_nothing_to_tell() {
            assertThat(exported(10)).isEmpty();
        }

        @Test
        void everything_is_told_whatever_the_size_of_a_page() {
            fill();
            List<StateRecord> all = exported(1_000);

            assertThat(all).extracting(StateRecord::kind).contains(StateRecord.Kind.values());
            for (int limit : new int[] {1, 2, 3}) {
                assertThat(exported(limit)).isEqualTo(all);
            }
        }

        @Test
        void cells_that_tell_of_this_very_store_are_not_told() {
            Answers.of(store().cells().swap(Change.write("own", 0, bytes("x")), NOW));
            Answers.of(store().cells().swap(Change.write(Cells.OWN + "mark", 0, bytes("x")), NOW));
            Answers.of(store().cells().swap(Change.write("owner", 0, bytes("x")), NOW));

            for (int limit : new int[] {1, 2, 10}) {
                assertThat(exported(limit))
                        .extracting(
                                record -> ((StateRecord.OfCell) record).cell().key())
                        .containsExactly("own", "owner");
            }
        }

        @Test
        void what_is_over_is_not_told() {
            Answers.of(store().cells().swap(Change.write("a", 0, bytes("x"), HOUR), NOW));
            Answers.of(store().values().set("a", bytes("x"), HOUR, NOW));

            assertThat(exported(10)).hasSize(2);
            assertThat(exported(10, NOW.plus(HOUR))).isEmpty();
        }
    }

    @Nested
    class Restoring {
        @Test
        void what_was_told_is_there_again() {
            List<StateRecord> records = records();
            assertThat(Answers.of(upkeep().restore(records, NOW))).isEqualTo(records.size());

            assertThat(exported(100).stream().map(UpkeepContract::withoutVersion))
                    .containsExactlyElementsOf(records);
            assertThat(Answers.of(upkeep().inspect(NOW)).problems()).isEmpty();
        }

        @Test
        void it_can_be_used_as_before() {
            Answers.of(upkeep().restore(records(), NOW));
            Post post = new Post(store().outbox(), "queue");

            assertThat(Answers.of(store().cells().read("cell", NOW)).bytes()).isEqualTo(bytes("content"));
            assertThat(Answers.of(store().values().get("value", NOW))).contains(bytes("mine"));
            assertThat(Answers.of(store().vault().load(SessionName.of("main")))).contains(bytes("sealed"));
            // an earlier incarnation than the one that recovered is given nothing, and the held job neither
            assertThat(post.claim(new Claimant("alpha", 4), 10)).isEmpty();
            assertThat(post.claimIds(10)).containsExactly(7L);
            assertThat(post.appendTo("z").get(0)).isGreaterThan(20);
            assertThat(Post.ids(post.recover(new Claimant("beta", 9)))).containsExactly(5L);
            assertThat(post.hold("held", false)).isTrue();
        }

        @Test
        void doing_it_twice_is_doing_it_once() {
            Answers.of(upkeep().restore(records(), NOW));
            List<StateRecord> once = exported(100);

            assertThat(Answers.of(upkeep().restore(records(), NOW))).isZero();
            assertThat(exported(100)).isEqualTo(once);
        }

        @Test
        void cells_that_tell_of_another_store_are_passed_over() {
            StateRecord mark = new StateRecord.OfCell(new Cell(Cells.OWN + "mark", bytes("other"), 1, null));

            assertThat(Answers.of(upkeep().restore(List.of(mark), NOW))).isZero();
            assertThat(Answers.of(store().cells().read(Cells.OWN + "mark", NOW)).isPresent())
                    .isFalse();
        }

        @Test
        void what_is_there_already_stays_as_it_is() {
            Answers.of(store().values().set("value", bytes("newer"), null, NOW));
            Answers.of(upkeep().restore(records(), NOW));

            assertThat(Answers.of(store().values().get("value", NOW))).contains(bytes("newer"));
        }

        @Test
        void numbers_that_no_store_gives_are_refused_with_all_that_came_with_them() {
            for (StateRecord wrong : List.of(
                    row(-1, "job", OutboxState.QUEUED, null),
                    row(0, "", OutboxState.QUEUED, null),
                    row(Outbox.LARGEST_ID + 1, "", OutboxState.QUEUED, null),
                    row(Long.MIN_VALUE, "job", OutboxState.QUEUED, null),
                    new StateRecord.OfQueue("queue", -1),
                    new StateRecord.OfQueue("queue", Long.MAX_VALUE))) {
                List<StateRecord> all = new ArrayList<>(records());
                all.add(wrong);

                assertThat(Answers.await(upkeep().restore(all, NOW)).failure())
                        .as(wrong.toString())
                        .isInstanceOf(Failure.Rejected.class);
                assertThat(exported(100)).isEmpty();
            }
        }

        @Test
        void a_row_whose_id_is_taken_is_refused_with_all_that_came_with_it() {
            new Post(store().outbox(), "queue").appendTo("a", "b", "c", "d", "e");
            List<StateRecord> before = exported(100);

            assertThat(Answers.await(upkeep().restore(records(), NOW)).failure())
                    .isInstanceOf(Failure.Rejected.class);
            assertThat(exported(100)).isEqualTo(before);
        }
    }

    /** One of each kind, the rows in different states. */
    private static List<StateRecord> records() {
        Claimant beta = new Claimant("beta", 8);
        return List.of(
                new StateRecord.OfCell(new Cell("cell", bytes("content"), 1, null)),
                new StateRecord.OfValue("value", bytes("mine"), NOW.plus(HOUR)),
                new StateRecord.OfSession(SessionName.of("main"), bytes("sealed")),
                new StateRecord.OfQueue("queue", 20),
                new StateRecord.OfFence("queue", new Claimant("alpha", 5)),
                new StateRecord.OfHold("queue", "held"),
                row(3, "held", OutboxState.QUEUED, null),
                row(5, "job", OutboxState.SENDING, beta),
                row(6, "job", OutboxState.SENT, beta),
                row(7, "", OutboxState.QUEUED, null));
    }

    private static StateRecord row(
            long id, String job, OutboxState state, @org.jspecify.annotations.Nullable Claimant claimant) {
        Bytes payload = bytes("message " + id);
        OutboxDraft draft = new OutboxDraft("restored " + id, job, job.isEmpty() ? 0 : id, "chat " + id, NOW, payload);
        boolean isAttempted = claimant != null;
        OutboxRow row = new OutboxRow(
                id,
                draft,
                state,
                isAttempted ? "session" : "",
                isAttempted ? 9 : 0,
                isAttempted ? 1 : 0,
                state == OutboxState.SENT ? 77 : 0,
                "",
                NOW);
        return new StateRecord.OfRow("queue", row, claimant, false);
    }

    private static StateRecord withoutVersion(StateRecord record) {
        return record instanceof StateRecord.OfCell told
                ? new StateRecord.OfCell(new Cell(
                        told.cell().key(), told.cell().bytes(), 1, told.cell().expires()))
                : record;
    }

    /** Something of every kind, by the ports. */
    private void fill() {
        for (String name : List.of("a", "b", "c")) {
            Answers.of(store().cells().swap(Change.write(name, 0, bytes("cell " + name), HOUR), NOW));
            Answers.of(store().values().set(name, bytes("value " + name), null, NOW));
            Answers.of(store().vault().store(SessionName.of(name), bytes("sealed " + name)));
            Post post = new Post(store().outbox(), "queue " + name);
            post.appendJob("job", 3);
            post.appendTo("x", "x", "y");
            post.recover(Post.ALPHA);
            List<Long> claimed = post.claimIds(4);
            post.send(claimed.get(0), claimed.get(1));
            post.settle(Post.sent(claimed.get(0)));
            post.hold("held", true);
            post.hold("job", true);
        }
    }

    private List<StateRecord> exported(int limit) {
        return exported(limit, NOW);
    }

    private List<StateRecord> exported(int limit, Instant now) {
        List<StateRecord> records = new ArrayList<>();
        String cursor = "";
        do {
            RecordPage page = Answers.of(upkeep().export(cursor, limit, now));
            records.addAll(page.records());
            cursor = page.next();
        } while (!cursor.isEmpty());
        return records;
    }
}
