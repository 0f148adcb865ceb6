// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.testkit.Verdict;
import dev.heliograph.testkit.provider.Configured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Metrics that harm what they count are caught. */
class MetricsContractTest {
    private static void caught(Class<? extends MetricsContract> contract, String... clauses) {
        assertThat(Verdict.of(contract).failed()).contains(clauses);
    }

    @Test
    void honest_metrics_are_not_accused() {
        Verdict verdict = Verdict.of(Honest.class);
        assertThat(verdict.failed()).isEmpty();
        assertThat(verdict.clauses()).isEqualTo(10);
    }

    @Test
    void metrics_that_throw_on_one_word_are_caught() {
        caught(ThrowsOnUnknown.class, "every_moment_can_be_told");
    }

    @Test
    void metrics_that_refuse_odd_durations_are_caught() {
        caught(RefusesNegatives.class, "odd_durations_are_no_reason_to_throw");
    }

    @Test
    void metrics_for_a_few_sessions_are_caught() {
        caught(TakesTenSessions.class, "a_thousand_sessions_can_be_told_of");
    }

    @Test
    void metrics_for_one_thread_are_caught() {
        caught(ForOneThread.class, "several_threads_may_tell_at_once");
    }

    @Test
    void metrics_that_close_once_only_are_caught() {
        caught(ClosesOnce.class, "closing_twice_is_closing_once");
    }

    @Test
    void metrics_that_throw_after_close_are_caught() {
        caught(ThrowsAfterClose.class, "late_moments_are_let_pass");
    }

    @Test
    void metrics_that_leave_a_thread_are_caught() {
        caught(LeavesAThread.class, "no_thread_is_left_behind");
    }

    /** Counts nothing; each liar changes one thing. */
    static class Counting implements Metrics {
        void told(SessionName session, String moment, Duration span) {}

        @Override
        public void sent(SessionName session, TrafficClass trafficClass, Duration took) {
            told(session, "sent", took);
        }

        @Override
        public void failed(SessionName session, SendStatus status) {
            told(session, status.name(), Duration.ZERO);
        }

        @Override
        public void flooded(SessionName session, FloodScope scope, Duration wait) {
            told(session, scope.name(), wait);
        }

        @Override
        public void gatesClosed(SessionName session, int gates) {
            told(session, "gates", Duration.ZERO);
        }

        @Override
        public void limited(SessionName session, double rate, double burst) {
            told(session, "limited", Duration.ZERO);
        }

        @Override
        public void queued(SessionName session, TrafficClass trafficClass, int depth) {
            told(session, trafficClass.name(), Duration.ZERO);
        }

        @Override
        public void retried(SessionName session, Failure.Kind cause) {
            told(session, cause.name(), Duration.ZERO);
        }

        @Override
        public void connection(SessionName session, ConnectionState state) {
            told(session, state.name(), Duration.ZERO);
        }

        @Override
        public void reconnected(SessionName session) {
            told(session, "reconnected", Duration.ZERO);
        }

        @Override
        public void handlerFailed(SessionName session) {
            told(session, "handler", Duration.ZERO);
        }

        @Override
        public void close() {}
    }

    private record Opens(Function<PluginContext, Metrics> how) implements MetricsProvider {
        @Override
        public String scheme() {
            return "test";
        }

        @Override
        public String description() {
            return "For tests.";
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
        public Metrics open(Settings settings, PluginContext context) {
            return how.apply(context);
        }
    }

    private static Configured<? extends MetricsProvider> opening(Function<PluginContext, Metrics> how) {
        return Configured.of(new Opens(how));
    }

    static final class Honest extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            return opening(context -> new Counting());
        }
    }

    static final class ThrowsOnUnknown extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            return opening(context -> new Counting() {
                @Override
                void told(SessionName session, String moment, Duration span) {
                    if (moment.equals("UNKNOWN")) {
                        throw new IllegalArgumentException(moment);
                    }
                }
            });
        }
    }

    static final class RefusesNegatives extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            return opening(context -> new Counting() {
                @Override
                void told(SessionName session, String moment, Duration span) {
                    if (span.isNegative()) {
                        throw new IllegalArgumentException(moment);
                    }
                }
            });
        }
    }

    static final class TakesTenSessions extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            Map<SessionName, String> sessions = new ConcurrentHashMap<>();
            return opening(context -> new Counting() {
                @Override
                void told(SessionName session, String moment, Duration span) {
                    sessions.put(session, moment);
                    if (sessions.size() > 10) {
                        throw new IllegalStateException("full");
                    }
                }
            });
        }
    }

    /** Takes several threads for a bug, as an unguarded collection does when it notices. */
    static final class ForOneThread extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            Map<String, Thread> owners = new TreeMap<>();
            return opening(context -> new Counting() {
                @Override
                synchronized void told(SessionName session, String moment, Duration span) {
                    Thread owner = owners.computeIfAbsent(session.value(), name -> Thread.currentThread());
                    if (owner != Thread.currentThread()) {
                        throw new ConcurrentModificationException(session + " is told of by two threads");
                    }
                }
            });
        }
    }

    static final class ClosesOnce extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            return opening(context -> new Counting() {
                private boolean closed;

                @Override
                public void close() {
                    if (closed) {
                        throw new IllegalStateException("closed already");
                    }
                    closed = true;
                }
            });
        }
    }

    static final class ThrowsAfterClose extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            return opening(context -> new Counting() {
                private final List<String> closed = new ArrayList<>();

                @Override
                void told(SessionName session, String moment, Duration span) {
                    if (!closed.isEmpty()) {
                        throw new IllegalStateException("closed");
                    }
                }

                @Override
                public void close() {
                    closed.add("closed");
                }
            });
        }
    }

    static final class LeavesAThread extends MetricsContract {
        @Override
        protected Configured<? extends MetricsProvider> metrics() {
            return opening(context -> {
                context.loop("left", () -> {
                    try {
                        new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                });
                return new Counting();
            });
        }
    }
}
