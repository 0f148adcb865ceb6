// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FlightsTest extends SessionFixture {
    @Test
    void every_attempt_has_its_own_time_whoever_is_answered_before() {
        config.timeout(Duration.ofSeconds(10));
        connect();
        List<CompletableFuture<SendResult>> silent = new ArrayList<>();
        List<Double> ended = new ArrayList<>();
        double start = seconds();
        for (int i = 0; i < 5; i++) {
            transport.sayNothing().accept();
            silent.add(send(10 + i, "silent"));
            silent.get(i).thenRun(() -> ended.add(seconds() - start));
            send(20 + i, "answered");
            advance(1);
        }
        silent.forEach(time::await);

        assertThat(silent)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(SendStatus.UNKNOWN));
        for (int i = 0; i < 5; i++) {
            // ten seconds, and five in which the link could have said more
            assertThat(ended.get(i)).isBetween(15.0 + i, 15.01 + i);
        }
    }

    @Test
    void attempts_that_run_out_of_time_leave_no_alarms_behind() {
        config.timeout(Duration.ofSeconds(10));
        connect();
        int calls = 200;
        for (int i = 0; i < calls; i++) {
            transport.sayNothing();
            send(5, "silent");
        }
        int most = 0;
        for (int i = 0; i < calls; i++) {
            advance(15);
            most = Math.max(most, time.pending());
        }

        assertThat(transport.requests).hasSize(calls);
        assertThat(most).isLessThan(20);
    }

    @Test
    void a_link_that_knows_that_nothing_left_is_heard_before_the_attempt_is_given_up() {
        config.timeout(Duration.ofSeconds(10));
        connect();
        transport.sayNothing();
        CompletableFuture<SendResult> sent = send(5, "never left");
        advance(12);
        transport.breakConnection();

        assertThat(time.await(sent).status()).isEqualTo(SendStatus.SUCCESS);
    }

    @Test
    void an_answer_after_its_time_changes_nothing() {
        config.timeout(Duration.ofSeconds(1));
        connect();
        transport.sayNothing();
        SendResult result = sent(5, "slow");
        transport.breakConnection();
        advance(1);

        assertThat(result.status()).isEqualTo(SendStatus.UNKNOWN);
        assertThat(core().statistics().byStatus()).containsEntry(SendStatus.SUCCESS, 0L);
        assertThat(core().depth()).isZero();
    }
}
