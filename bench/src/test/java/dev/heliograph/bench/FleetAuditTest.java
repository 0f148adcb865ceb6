// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.bench.FleetAudit.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fleet says and did not do is found. */
class FleetAuditTest {
    private static final Promise FIRST = new Promise(0, 5, "a", "SUCCESS");
    private static final Promise SECOND = new Promise(1, 5, "b", "SUCCESS");

    private static Accepted accepted(String text) {
        return new Accepted(5, 11, text, 0);
    }

    @Test
    void messages_that_arrived_in_order_are_clean() {
        FleetAudit audit = FleetAudit.of(List.of(FIRST, SECOND), List.of(accepted("a"), accepted("b")));
        assertThat(audit.isClean(0)).isTrue();
        assertThat(audit.statuses()).containsEntry("SUCCESS", 2);
    }

    @Test
    void a_message_that_was_said_to_be_sent_and_was_not_is_lost() {
        assertThat(FleetAudit.of(List.of(FIRST, SECOND), List.of(accepted("a"))).lost())
                .isEqualTo(1);
    }

    @Test
    void a_message_without_an_end_is_lost() {
        Promise silent = new Promise(0, 5, "a", "none");
        assertThat(FleetAudit.of(List.of(silent), List.of(accepted("a"))).lost())
                .isEqualTo(1);
    }

    @Test
    void a_second_acceptance_is_doubled() {
        assertThat(FleetAudit.of(List.of(FIRST), List.of(accepted("a"), accepted("a")))
                        .doubled())
                .isEqualTo(1);
    }

    @Test
    void a_later_message_that_overtook_is_out_of_order() {
        assertThat(FleetAudit.of(List.of(FIRST, SECOND), List.of(accepted("b"), accepted("a")))
                        .outOfOrder())
                .isEqualTo(1);
    }

    @Test
    void a_doubt_may_have_arrived_or_not() {
        List<Promise> promises = List.of(FIRST, new Promise(1, 5, "b", "UNKNOWN"), new Promise(2, 5, "c", "UNKNOWN"));
        FleetAudit audit = FleetAudit.of(promises, List.of(accepted("a"), accepted("b")));
        assertThat(audit.isClean(1)).isTrue();
        assertThat(audit.unknownAccepted()).isEqualTo(1);
    }

    @Test
    void doubts_about_all_that_was_sent_are_not_clean() {
        List<Promise> doubts = List.of(new Promise(0, 5, "a", "UNKNOWN"), new Promise(1, 5, "b", "UNKNOWN"));
        assertThat(FleetAudit.of(doubts, List.of(accepted("a"))).isClean(1)).isFalse();
    }

    @Test
    void more_doubts_than_blows_explain_are_not_clean() {
        int most = FleetAudit.mostUnknown(2);
        List<Promise> promises = new ArrayList<>(List.of(FIRST));
        for (int i = 1; i <= most; i++) {
            promises.add(new Promise(i, 5, "b" + i, "UNKNOWN"));
        }
        assertThat(FleetAudit.of(promises, List.of(accepted("a"))).isClean(2)).isTrue();
        promises.add(new Promise(most + 1, 5, "c", "UNKNOWN"));
        assertThat(FleetAudit.of(promises, List.of(accepted("a"))).isClean(2)).isFalse();
    }

    @Test
    void any_other_end_is_told() {
        Promise refused = new Promise(0, 5, "a", "FAILED NOT_CONNECTED");
        assertThat(FleetAudit.of(List.of(refused), List.of()).failed()).hasSize(1);
    }

    @Test
    void what_nobody_asked_for_is_told() {
        assertThat(FleetAudit.of(List.of(), List.of(accepted("a"))).failed()).hasSize(1);
    }
}
