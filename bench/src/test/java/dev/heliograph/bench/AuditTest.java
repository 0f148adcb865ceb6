// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.bench.Workload.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that differs from what the server took is found. */
class AuditTest {
    private static final Workload TWO_TO_ONE = new Workload(List.of(new Line(5, "a"), new Line(5, "b")));
    private static final Accepted FIRST = new Accepted(5, 11, "a", 0);
    private static final Accepted SECOND = new Accepted(5, 12, "b", 1_000);

    @TempDir
    Path directory;

    @Test
    void results_that_agree_are_clean() throws IOException {
        assertThat(audit(List.of(FIRST, SECOND), sent(1, 11), sent(2, 12)).isClean())
                .isTrue();
    }

    @Test
    void a_message_that_was_said_to_be_sent_and_was_not_is_lost() throws IOException {
        assertThat(audit(List.of(FIRST), sent(1, 11), sent(2, 12)).lost()).isEqualTo(1);
    }

    @Test
    void a_line_without_a_status_disagrees() throws IOException {
        Audit audit = audit(List.of(FIRST), sent(1, 11), "{\"line\":2,\"chat\":5,\"status\":null}");
        assertThat(audit.lost()).isEqualTo(1);
        assertThat(audit.disagreements()).hasSize(1);
    }

    @Test
    void a_second_acceptance_is_doubled() throws IOException {
        Accepted again = new Accepted(5, 13, "b", 2_000);
        Audit audit = audit(List.of(FIRST, SECOND, again), sent(1, 11), sent(2, 12));
        assertThat(audit.doubled()).isEqualTo(1);
        assertThat(audit.disagreements()).hasSize(1);
    }

    @Test
    void a_later_line_that_overtook_is_out_of_order() throws IOException {
        assertThat(audit(List.of(SECOND, FIRST), sent(1, 11), sent(2, 12)).outOfOrder())
                .isEqualTo(1);
    }

    @Test
    void another_message_id_disagrees() throws IOException {
        assertThat(audit(List.of(FIRST, SECOND), sent(1, 11), sent(2, 99)).disagreements())
                .hasSize(1);
    }

    @Test
    void a_failure_that_was_accepted_disagrees() throws IOException {
        assertThat(audit(List.of(FIRST, SECOND), sent(1, 11), ended(2, "FAILED"))
                        .disagreements())
                .hasSize(1);
    }

    @Test
    void an_unknown_line_may_be_accepted_or_not() throws IOException {
        Audit audit = audit(List.of(FIRST), ended(1, "UNKNOWN"), ended(2, "UNKNOWN"));
        assertThat(audit.isClean()).isTrue();
        assertThat(audit.unknownAccepted()).isEqualTo(1);
    }

    private Audit audit(List<Accepted> accepted, String... results) throws IOException {
        Path file = directory.resolve("out.jsonl");
        Files.write(file, List.of(results));
        return Audit.of(TWO_TO_ONE, accepted, file);
    }

    private static String sent(int line, long id) {
        return "{\"line\":" + line + ",\"chat\":5,\"status\":\"SUCCESS\",\"message_id\":" + id + "}";
    }

    private static String ended(int line, String status) {
        return "{\"line\":" + line + ",\"chat\":5,\"status\":\"" + status + "\",\"message_id\":null}";
    }
}
