// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.ForwardingValues;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.state.Values;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.state.StateStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LyingStateStoreTest {
    @Test
    void an_honest_store_that_keeps_everything_passes() {
        assertThat(Verdict.on(Honest.class)).isEmpty();
    }

    static class Honest extends Durable {
        Honest() {
            super(keeping(new MemoryStateStore()));
        }
    }

    @Test
    void a_store_that_says_it_is_durable_and_is_not_is_caught() {
        assertThat(Verdict.on(ForgetsAll.class))
                .containsExactlyInAnyOrder(
                        "cells_are_there_again_if_it_is_durable",
                        "versions_go_on_growing_if_it_is_durable",
                        "values_and_sessions_are_there_again_if_it_is_durable",
                        "rows_are_there_again_in_every_state_if_it_is_durable",
                        "keys_and_ids_go_on_if_it_is_durable",
                        "a_job_is_held_again_if_it_is_durable",
                        "limits_are_remembered_if_it_is_durable");
    }

    static class ForgetsAll extends Durable {
        ForgetsAll() {
            super(() -> new ForwardingStateStore(new MemoryStateStore()) {
                @Override
                public boolean durable() {
                    return true;
                }
            });
        }
    }

    @Test
    void a_store_that_contradicts_its_author_is_caught() {
        assertThat(Verdict.on(SaysOtherwise.class)).contains("the_store_says_what_its_author_says");
    }

    static class SaysOtherwise extends Durable {
        SaysOtherwise() {
            super(MemoryStateStore::new);
        }
    }

    @Test
    void an_outbox_that_is_lost_is_caught() {
        assertThat(Verdict.on(LosesTheOutbox.class))
                .containsExactlyInAnyOrder(
                        "rows_are_there_again_in_every_state_if_it_is_durable",
                        "keys_and_ids_go_on_if_it_is_durable",
                        "a_job_is_held_again_if_it_is_durable");
    }

    static class LosesTheOutbox extends Durable {
        LosesTheOutbox() {
            super(losing(keeping(new MemoryStateStore())));
        }

        private static Supplier<StateStore> losing(Supplier<StateStore> kept) {
            return () -> new ForwardingStateStore(kept.get()) {
                private final Outbox outbox = new MemoryStateStore().outbox();

                @Override
                public Outbox outbox() {
                    return outbox;
                }
            };
        }
    }

    @Test
    void values_that_are_cells_are_caught() {
        assertThat(Verdict.on(KeepsValuesInCells.class)).containsExactly("ports_share_no_keys");
    }

    static class KeepsValuesInCells extends Liar {
        KeepsValuesInCells() {
            super(() -> new ForwardingStateStore(new MemoryStateStore()) {
                @Override
                public Values values() {
                    return new ValuesInCells(super.cells());
                }
            });
        }
    }

    @Test
    void a_thread_for_each_call_is_caught() {
        assertThat(Verdict.on(StartsThreads.class)).containsExactly("calls_start_no_threads_of_their_own");
    }

    static class StartsThreads extends Liar {
        StartsThreads() {
            super(() -> new ForwardingStateStore(new MemoryStateStore()) {
                @Override
                public Values values() {
                    return new ForwardingValues(super.values()) {
                        @Override
                        public CompletionStage<Outcome<Boolean>> set(
                                String key, Bytes value, @Nullable Duration ttl, Instant now) {
                            new Thread(() -> {}).start();
                            return super.set(key, value, ttl, now);
                        }
                    };
                }
            });
        }
    }

    @Test
    void signals_that_outlive_the_store_are_caught() {
        assertThat(Verdict.on(NeverCloses.class)).containsExactly("after_close_nothing_is_heard");
    }

    static class NeverCloses extends Liar {
        NeverCloses() {
            super(() -> new ForwardingStateStore(new MemoryStateStore()) {
                @Override
                public CompletionStage<Void> close() {
                    return CompletableFuture.completedFuture(null);
                }
            });
        }
    }

    @Test
    void a_store_that_takes_writes_after_it_was_taken_away_is_caught() {
        assertThat(Verdict.on(NeverNotices.class))
                .containsExactly("what_was_taken_away_is_not_written_over_in_silence");
    }

    static class NeverNotices extends Durable {
        NeverNotices() {
            super(keeping(new MemoryStateStore()));
        }

        @Override
        protected boolean takeAway() {
            return true;
        }
    }

    @Test
    void a_store_that_refuses_without_saying_that_it_was_replaced_is_caught() {
        assertThat(Verdict.on(RefusesInSilence.class))
                .contains("a_store_that_refuses_because_it_is_gone_says_so_and_takes_nothing");
    }

    static class RefusesInSilence extends Liar {
        private static final ThreadLocal<Boolean> GONE = ThreadLocal.withInitial(() -> false);

        RefusesInSilence() {
            super(() -> new ForwardingStateStore(new MemoryStateStore()) {
                @Override
                public Values values() {
                    return new ForwardingValues(super.values()) {
                        @Override
                        public CompletionStage<Outcome<Boolean>> set(
                                String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
                            return GONE.get()
                                    ? CompletableFuture.completedFuture(
                                            Outcome.failed(new Failure.Unavailable(Failure.Origin.STATE, "not now")))
                                    : super.set(key, value, timeToLive, now);
                        }
                    };
                }
            });
            GONE.set(false);
        }

        @Override
        protected boolean takeAway() {
            GONE.set(true);
            return true;
        }
    }

    @Test
    void a_store_that_calls_itself_replaced_and_is_not_is_caught() {
        assertThat(Verdict.on(AlwaysReplaced.class)).contains("a_store_that_stands_is_not_replaced");
    }

    static class AlwaysReplaced extends Liar {
        AlwaysReplaced() {
            super(() -> new ForwardingStateStore(new MemoryStateStore()) {
                @Override
                public Optional<String> replaced() {
                    return Optional.of("always");
                }
            });
        }
    }

    /** A store whose content outlives it, with signals that do not. */
    static Supplier<StateStore> keeping(StateStore kept) {
        return () -> new ForwardingStateStore(kept) {
            private final MemoryStateStore passing = new MemoryStateStore();

            @Override
            public boolean durable() {
                return true;
            }

            @Override
            public Signals signals() {
                return passing.signals();
            }

            @Override
            public CompletionStage<Void> close() {
                return passing.close();
            }
        };
    }

    abstract static class Liar extends StateStoreContract {
        private final Supplier<StateStore> stores;

        Liar(Supplier<StateStore> stores) {
            this.stores = stores;
        }

        @Override
        protected Configured<? extends StateStoreProvider> state() {
            return Configured.of(new LyingProvider(stores));
        }
    }

    abstract static class Durable extends Liar {
        Durable(Supplier<StateStore> stores) {
            super(stores);
        }

        @Override
        protected boolean durable() {
            return true;
        }
    }

    private record LyingProvider(Supplier<StateStore> stores) implements StateStoreProvider {
        @Override
        public String scheme() {
            return "lying";
        }

        @Override
        public String description() {
            return "Lies.";
        }

        @Override
        public int apiLevel() {
            return PluginApi.LEVEL;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public StateStore open(Settings settings, PluginContext context) {
            return stores.get();
        }
    }
}
