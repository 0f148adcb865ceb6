// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The benchmark still measures what it says; how fast it is, is not a matter for tests. */
class QueueBenchTest {
    @Test
    void every_queued_message_is_dispatched() {
        assertThat(QueueBench.measure(5_000, 500).sent()).isEqualTo(5_000);
    }
}
