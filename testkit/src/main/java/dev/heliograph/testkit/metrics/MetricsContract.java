// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.heliograph.model.SessionName;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.provider.LiveThreads;
import dev.heliograph.time.SystemTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What metrics keep to, so that counting never harms what is counted. The author's proof:
 *
 * <pre>{@code
 * class AcmeMetricsContractTest extends MetricsContract {
 *     @Override protected Configured<AcmeMetricsProvider> metrics() {
 *         return Configured.of(new AcmeMetricsProvider(), "port=0");
 *     }
 * }
 * }</pre>
 */
public abstract class MetricsContract {
    private static final SessionName SESSION = SessionName.of("contract");
    private static final int TELLERS = 8;
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final LiveThreads threads = LiveThreads.now();
    private final SystemTimeline timeline = SystemTimeline.start();
    private final List<Metrics> opened = new ArrayList<>();

    /** For authors to extend. */
    protected MetricsContract() {}

    /** The provider, with settings that work on any machine and several times in one process. */
    protected abstract Configured<? extends MetricsProvider> metrics();

    @AfterEach
    final void closeAll() {
        opened.forEach(Metrics::close);
        timeline.close();
    }

    private Metrics open() {
        Configured<? extends MetricsProvider> configured = metrics();
        Metrics metrics = configured.provider().open(configured.settings(), timeline.context("contract"));
        opened.add(metrics);
        return metrics;
    }

    @Nested
    class Moments {
        @Test
        void every_moment_can_be_told() {
            assertThat(Moment.failures(open(), SESSION, Duration.ofMillis(120))).isEmpty();
        }

        @Test
        void odd_durations_are_no_reason_to_throw() {
            Metrics metrics = open();
            for (Duration odd : List.of(
                    Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
                assertThat(Moment.failures(metrics, SESSION, odd))
                        .as("with " + odd)
                        .isEmpty();
            }
        }

        @Test
        void a_thousand_sessions_can_be_told_of() {
            Metrics metrics = open();
            for (int i = 0; i < 1000; i++) {
                assertThat(Moment.failures(metrics, SessionName.of("s-" + i), Duration.ofSeconds(i)))
                        .isEmpty();
            }
        }

        @Test
        void several_threads_may_tell_at_once() {
            Metrics metrics = open();
            CountDownLatch start = new CountDownLatch(TELLERS);
            List<CompletableFuture<List<String>>> tellers = new ArrayList<>();
            for (int i = 0; i < TELLERS; i++) {
                // two of them tell of the same session, so that they meet in the same counters
                SessionName session = SessionName.of("s-" + i / 2);
                tellers.add(CompletableFuture.supplyAsync(
                        () -> tellOften(metrics, session, start),
                        timeline.context("teller").blocking()));
            }
            for (CompletableFuture<List<String>> teller : tellers) {
                assertThat(teller).succeedsWithin(BOUND).isEqualTo(List.of());
            }
        }
    }

    @Nested
    class Closing {
        @Test
        void closing_twice_is_closing_once() {
            Metrics metrics = open();
            metrics.close();
            assertThatCode(metrics::close).doesNotThrowAnyException();
        }

        @Test
        void late_moments_are_let_pass() {
            Metrics metrics = open();
            metrics.close();
            assertThat(Moment.failures(metrics, SESSION, Duration.ofSeconds(1))).isEmpty();
        }

        @Test
        void no_thread_is_left_behind() {
            Metrics metrics = open();
            assertThat(Moment.failures(metrics, SESSION, Duration.ofSeconds(1))).isEmpty();
            metrics.close();
            assertThat(threads.leftOver(timeline.strand("contract")))
                    .as("threads that outlive close")
                    .isEmpty();
        }

        @Test
        void it_can_be_opened_again() {
            open().close();
            assertThat(Moment.failures(open(), SESSION, Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Nested
    class Instances {
        @Test
        void two_can_be_open_at_once() {
            Metrics first = open();
            Metrics second = open();
            assertThat(Moment.failures(first, SESSION, Duration.ofSeconds(1))).isEmpty();
            assertThat(Moment.failures(second, SESSION, Duration.ofSeconds(1))).isEmpty();
        }

        @Test
        void closing_one_leaves_the_other() {
            Metrics first = open();
            Metrics second = open();
            first.close();
            assertThat(Moment.failures(second, SESSION, Duration.ofSeconds(1))).isEmpty();
        }
    }

    private static List<String> tellOften(Metrics metrics, SessionName session, CountDownLatch start) {
        List<String> failures = new ArrayList<>();
        start.countDown();
        try {
            start.await();
        } catch (InterruptedException interrupted) {
            return List.of("the threads did not start together");
        }
        for (int i = 0; i < 200; i++) {
            failures.addAll(Moment.failures(metrics, session, Duration.ofMillis(i)));
        }
        return failures;
    }
}
