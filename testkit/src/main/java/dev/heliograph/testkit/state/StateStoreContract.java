// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static dev.heliograph.testkit.state.Answers.NOW;
import static dev.heliograph.testkit.state.Answers.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.state.Values;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.provider.LiveThreads;
import dev.heliograph.time.SystemTimeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a {@link StateStore} keeps to: the contracts of all its ports, and its own life. The author's proof:
 *
 * <pre>{@code
 * class AcmeStateStoreTest extends StateStoreContract {
 *     @TempDir Path folder;
 *     @Override protected boolean durable() { return true; }
 *     @Override protected Configured<? extends StateStoreProvider> state() { return Configured.of(new AcmeProvider(), "=" + folder); }
 * }
 * }</pre>
 */
public abstract class StateStoreContract {
    private final LiveThreads threads = LiveThreads.now();
    private final SystemTimeline timeline = SystemTimeline.start();
    private final List<StateStore> opened = new ArrayList<>();
    private Configured<? extends StateStoreProvider> configured;
    private StateStore store;

    /** For authors to extend. */
    protected StateStoreContract() {}

    /** The provider and settings for a store that is still empty; asked once for each test. */
    protected abstract Configured<? extends StateStoreProvider> state();

    /** Whether the store is meant to outlive its process. */
    protected boolean durable() {
        return false;
    }

    /**
     * Takes away what the store keeps while it is open, as whoever deletes its file or empties its server would.
     *
     * @return false where nobody outside of the process can
     */
    protected boolean takeAway() throws Exception {
        return false;
    }

    @BeforeEach
    final void openStore() {
        configured = state();
        store = open();
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(left -> Answers.await(left.close()));
        timeline.close();
    }

    private StateStore open() {
        StateStore fresh = configured.provider().open(configured.settings(), timeline.context("contract"));
        opened.add(fresh);
        return fresh;
    }

    private void reopen() {
        Answers.await(store.close());
        store = open();
    }

    @Nested
    class TheCells extends CellsContract {
        @Override
        protected Cells cells() {
            return store.cells();
        }
    }

    @Nested
    class TheBuckets extends BucketsContract {
        @Override
        protected Buckets buckets() {
            return store.buckets();
        }
    }

    @Nested
    class TheOutbox extends OutboxContract {
        @Override
        protected Outbox outbox() {
            return store.outbox();
        }
    }

    @Nested
    class TheSignals extends SignalsContract {
        @Override
        protected Signals signals() {
            return store.signals();
        }
    }

    @Nested
    class TheValues extends ValuesContract {
        @Override
        protected Values values() {
            return store.values();
        }
    }

    @Nested
    class TheVault extends SessionVaultContract {
        @Override
        protected SessionVault vault() {
            return store.vault();
        }
    }

    @Nested
    class Life {
        @Test
        void ports_share_no_keys() {
            Answers.of(store.values().set("a", bytes("value"), null, NOW));
            Answers.of(store.vault().store(SessionName.of("a"), bytes("sealed")));
            Post post = new Post(store.outbox(), "a");
            post.append(new OutboxDraft("a", "a", 1, "a", NOW, bytes("message")));

            assertThat(Answers.of(store.cells().list("", "", 100, NOW))).isEmpty();
            Answers.of(store.cells().swap(Change.write("a", 0, bytes("cell")), NOW));
            assertThat(Answers.of(store.values().get("a", NOW))).contains(bytes("value"));
            assertThat(Answers.of(store.vault().load(SessionName.of("a")))).contains(bytes("sealed"));
            assertThat(post.row("a").draft().payload()).isEqualTo(bytes("message"));
        }

        @Test
        void closing_twice_is_closing_once() {
            Answers.await(store.close());
            Answers.await(store.close());

            assertThat(Answers.of(open().cells().read("a", NOW)).isPresent()).isFalse();
        }

        @Test
        void no_thread_is_left_behind() {
            Answers.of(store.values().set("a", bytes("value"), null, NOW));
            Answers.await(store.close());

            assertThat(threads.leftOver(timeline.strand("contract")))
                    .as("threads that outlive close")
                    .isEmpty();
        }

        @Test
        void calls_start_no_threads_of_their_own() {
            int calls = 300;
            Answers.of(store.values().set("a", bytes("value"), null, NOW));
            long before = LiveThreads.started();
            for (int i = 0; i < calls; i++) {
                Answers.of(store.values().set("a", bytes("value"), null, NOW));
            }

            assertThat(LiveThreads.started() - before)
                    .as("threads started by %d calls", calls)
                    .isLessThan(calls / 5);
        }

        @Test
        void after_close_nothing_is_heard() {
            List<String> heard = new ArrayList<>();
            Signals signals = store.signals();
            Signals.Subscription subscription = signals.listen("jobs", heard::add);
            Answers.await(store.close());
            new SignalsAfterClose(signals).publishQuietly("jobs");
            subscription.close();

            assertThat(heard).isEmpty();
        }
    }

    /** Whoever publishes into a closed store may be told so or not. */
    private record SignalsAfterClose(Signals signals) {
        void publishQuietly(String topic) {
            try {
                signals.publish(topic, "late");
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessageContaining("closed");
            }
        }
    }

    @Nested
    class Replacement {
        private static final String MARK = "mark";

        @Test
        void a_store_that_stands_is_not_replaced() {
            Answers.of(store.cells().swap(Change.write(MARK, 0, bytes("one")), NOW));
            assertThat(store.replaced()).isEmpty();
            reopen();
            Answers.of(store.cells().read(MARK, NOW));

            assertThat(store.replaced()).isEmpty();
        }

        @Test
        void what_was_taken_away_is_not_written_over_in_silence() throws Exception {
            Cell written = Answers.of(store.cells().swap(Change.write(MARK, 0, bytes("one")), NOW))
                    .cell();
            if (!takeAway()) {
                assertThat(Answers.of(store.cells().read(MARK, NOW))).isEqualTo(written);
                return;
            }
            Outcome<Swap> over =
                    Answers.await(store.cells().swap(Change.write(MARK, written.version(), bytes("two")), NOW));

            assertThat(over.isDone() && over.orThrow().swapped())
                    .as("whether a store that is gone takes a write over what it kept")
                    .isFalse();
        }

        @Test
        void a_store_that_refuses_because_it_is_gone_says_so_and_takes_nothing() throws Exception {
            Answers.of(store.cells().swap(Change.write(MARK, 0, bytes("one")), NOW));
            if (takeAway()
                    && !Answers.await(store.values().set("a", bytes("value"), null, NOW))
                            .isDone()) {
                assertThat(store.replaced()).isPresent();
                assertThat(Answers.await(store.cells().read(MARK, NOW)).failure())
                        .isInstanceOf(Failure.Unavailable.class);
                OutboxDraft draft = new OutboxDraft("a", "a", 1, "a", NOW, bytes("message"));
                assertThat(Answers.await(store.outbox().append("a", List.of(draft), NOW))
                                .failure())
                        .isInstanceOf(Failure.Unavailable.class);
            } else {
                assertThat(store.replaced()).isEmpty();
            }
        }
    }

    @Nested
    class Durability {
        @Test
        void the_store_says_what_its_author_says() {
            assertThat(store.durable()).isEqualTo(durable());
        }

        @Test
        void cells_are_there_again_if_it_is_durable() {
            Cell written = Answers.of(store.cells().swap(Change.write("a", 0, bytes("one")), NOW))
                    .cell();
            reopen();

            assertThat(Answers.of(store.cells().read("a", NOW))).isEqualTo(durable() ? written : Cell.absent("a"));
        }

        @Test
        void versions_go_on_growing_if_it_is_durable() {
            Cell written = Answers.of(store.cells().swap(Change.write("a", 0, bytes("one")), NOW))
                    .cell();
            Answers.of(store.cells().swap(Change.delete("a", written.version()), NOW));
            reopen();
            Cell again = Answers.of(store.cells().swap(Change.write("a", 0, bytes("one")), NOW))
                    .cell();

            assertThat(again.version()).isGreaterThan(durable() ? written.version() : 0);
        }

        @Test
        void values_and_sessions_are_there_again_if_it_is_durable() {
            Answers.of(store.values().set("a", bytes("value"), null, NOW));
            Answers.of(store.vault().store(SessionName.of("a"), bytes("sealed")));
            reopen();

            assertThat(Answers.of(store.values().get("a", NOW)).isPresent()).isEqualTo(durable());
            assertThat(Answers.of(store.vault().load(SessionName.of("a"))).isPresent())
                    .isEqualTo(durable());
        }

        @Test
        void rows_are_there_again_in_every_state_if_it_is_durable() {
            Post post = new Post(store.outbox(), "queue");
            List<Long> ids = post.appendJob("job", 4);
            post.claim(3);
            post.send(ids.get(0), ids.get(1));
            post.settle(Post.sent(ids.get(0)));
            List<OutboxRow> before = post.rows("job");
            reopen();
            Post after = new Post(store.outbox(), "queue");

            assertThat(after.rows("job")).isEqualTo(durable() ? before : List.of());
            assertThat(Post.ids(after.recover(new Claimant("alpha", 8))))
                    .isEqualTo(durable() ? List.of(ids.get(1)) : List.of());
            assertThat(after.rows("job"))
                    .extracting(OutboxRow::state)
                    .isEqualTo(
                            durable()
                                    ? List.of(
                                            OutboxState.SENT,
                                            OutboxState.UNKNOWN,
                                            OutboxState.QUEUED,
                                            OutboxState.QUEUED)
                                    : List.of());
        }

        @Test
        void keys_and_ids_go_on_if_it_is_durable() {
            Post post = new Post(store.outbox(), "queue");
            OutboxDraft draft = post.draft("a");
            long id = post.append(draft).get(0).id();
            reopen();
            Post after = new Post(store.outbox(), "queue");
            List<Appended> answers = after.append(draft, new OutboxDraft("new", "", 0, "a", NOW, bytes("x")));

            assertThat(answers.get(0))
                    .isEqualTo(new Appended(durable() ? id : answers.get(0).id(), !durable()));
            assertThat(answers.get(1).id()).isGreaterThan(answers.get(0).id());
        }

        @Test
        void a_job_is_held_again_if_it_is_durable() {
            new Post(store.outbox(), "queue").hold("job", true);
            reopen();
            Post after = new Post(store.outbox(), "queue");
            after.appendJob("job", 1);

            assertThat(after.claim(1)).hasSize(durable() ? 0 : 1);
        }

        @Test
        void limits_are_remembered_if_it_is_durable() {
            List<Buckets.Take> takes =
                    List.of(new Buckets.Take("a", dev.heliograph.model.Limit.window(1, java.time.Duration.ofHours(1))));
            Answers.of(store.buckets().take(takes, NOW));
            reopen();

            assertThat(Answers.of(store.buckets().take(takes, NOW)).granted()).isEqualTo(!durable());
        }
    }
}
