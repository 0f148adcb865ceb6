// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryConfigTest {
    @Test
    void the_defaults_are_those_that_are_told() {
        assertThat(RetryConfig.defaults())
                .isEqualTo(
                        new RetryConfig(5, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, true, true, true, true));
    }

    @Test
    void changes_keep_the_rest() {
        RetryConfig changed = new RetryConfig(
                        5, Duration.ofSeconds(1), Duration.ofSeconds(60), 3, false, false, true, false)
                .withMaxRetries(2)
                .withDelays(Duration.ofMillis(1), Duration.ofMillis(2));

        assertThat(changed)
                .isEqualTo(
                        new RetryConfig(2, Duration.ofMillis(1), Duration.ofMillis(2), 3, false, false, true, false));
    }

    @Test
    void one_error_lists_every_problem() {
        ConfigurationException error = catchThrowableOfType(
                ConfigurationException.class,
                () -> new RetryConfig(-1, Duration.ZERO, Duration.ofSeconds(-1), 0.5, true, true, true, true));

        assertThat(error.problems()).hasSize(4);
        assertThat(error.getMessage()).contains("maxRetries", "baseDelay", "maxDelay", "exponentialBase");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0.99, 10.01})
    void the_base_is_between_1_and_10(double base) {
        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> new RetryConfig(
                                        1, Duration.ofSeconds(1), Duration.ofSeconds(1), base, true, true, true, true))
                        .problems())
                .hasSize(1);
    }
}
