// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockworkTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private Clockwork clockwork = Clockwork.virtual(1);

    private void take(boolean virtual) {
        clockwork = virtual ? Clockwork.virtual(1) : Clockwork.real(Duration.ofMillis(500));
    }

    @AfterEach
    void close() {
        clockwork.close();
    }

    private CompletableFuture<String> inAMoment() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        clockwork.timeline().strand("test").after(SHORT, () -> stage.complete("done"));
        return stage;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void awaits_what_comes_later(boolean virtual) {
        take(virtual);
        assertThat(clockwork.await(inAMoment())).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gives_up_on_what_never_comes(boolean virtual) {
        take(virtual);
        assertThatThrownBy(() -> clockwork.await(new CompletableFuture<>()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not complete in time");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void does_not_take_a_throw_for_an_answer(boolean virtual) {
        take(virtual);
        assertThatThrownBy(
                        () -> clockwork.await(CompletableFuture.failedFuture(new IllegalStateException("on purpose"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failures are values");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lets_the_span_pass(boolean virtual) {
        take(virtual);
        long before = clockwork.timeline().nanos();
        clockwork.advance(SHORT);
        assertThat(clockwork.timeline().nanos() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stops_where_the_condition_holds(boolean virtual) {
        take(virtual);
        CompletableFuture<String> stage = inAMoment();
        assertThat(clockwork.advanceUntil(stage::isDone, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(clockwork.advanceUntil(() -> false, SHORT)).isFalse();
    }
}
