// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A judge that nobody can lie to: each planted violation is found, and nothing else. */
class VerdictTest {
    private final Ledger ledger = new Ledger(1, 3);
    private final List<Truth.Accepted> accepted = new ArrayList<>();
    private Truth.Judgement judgement = new Truth.Judgement(3, 0, 0, 0, 0);

    @BeforeEach
    void three_messages_to_one_chat() {
        for (int place = 0; place < 3; place++) {
            ledger.asked(place, 0);
        }
    }

    @Test
    void an_honest_history_has_no_violation() {
        for (int place = 0; place < 3; place++) {
            accept(place, 100 + place);
            answer(place, SendStatus.SUCCESS, 100 + place);
        }
        assertThat(violated()).isEmpty();
    }

    @Test
    void a_success_that_is_not_there_is_lost() {
        honest(0, 1);
        answer(2, SendStatus.SUCCESS, 102);
        assertThat(violated()).containsExactly("lost");
    }

    @Test
    void a_message_without_an_end_is_lost() {
        honest(0, 1);
        assertThat(violated()).containsExactly("lost");
    }

    @Test
    void a_message_that_is_there_twice_is_duplicated() {
        honest(0, 1, 2);
        accept(2, 103);
        assertThat(violated()).containsExactly("duplicated_unreported");
    }

    @Test
    void one_of_which_nobody_knows_may_be_there_twice_or_not_at_all() {
        honest(0);
        answer(1, SendStatus.UNKNOWN, 0);
        accept(2, 102);
        accept(2, 103);
        answer(2, SendStatus.UNKNOWN, 0);
        assertThat(violated()).isEmpty();
    }

    @Test
    void a_later_message_that_came_first_breaks_the_order() {
        honest(0, 2, 1);
        assertThat(violated()).containsExactly("order_per_chat");
    }

    @Test
    void a_failure_that_is_there_disagrees() {
        honest(0, 1);
        accept(2, 102);
        answer(2, SendStatus.FAILED, 0);
        assertThat(violated()).containsExactly("agreement");
    }

    @Test
    void a_success_under_another_id_disagrees() {
        honest(0, 1);
        accept(2, 102);
        answer(2, SendStatus.SUCCESS, 999);
        assertThat(violated()).containsExactly("agreement");
    }

    @Test
    void what_the_server_counted_is_reported() {
        honest(0, 1, 2);
        judgement = new Truth.Judgement(3, 0, 1, 1, 1);
        assertThat(violated()).containsExactly("closed_gate", "limits", "one_owner");
    }

    private void honest(int... places) {
        for (int place : places) {
            accept(place, 100 + place);
            answer(place, SendStatus.SUCCESS, 100 + place);
        }
    }

    private void accept(int place, long id) {
        accepted.add(new Truth.Accepted(Instant.EPOCH, 1, "s0", 5, id, Ledger.text(place)));
    }

    private void answer(int place, SendStatus status, long id) {
        ledger.answered(place, new SendResult(status, id, 5, "OK", null, null, Duration.ZERO, 1, null));
    }

    private List<String> violated() {
        Truth truth = new Truth() {
            @Override
            public List<Accepted> accepted() {
                return accepted;
            }

            @Override
            public Judgement judgement() {
                return judgement;
            }
        };
        return Verdict.of(ledger, truth, 1).entrySet().stream()
                .filter(entry -> entry.getValue().violated() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
