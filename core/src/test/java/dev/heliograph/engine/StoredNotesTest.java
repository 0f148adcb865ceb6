// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static dev.heliograph.engine.StoredFormsTest.golden;
import static dev.heliograph.engine.StoredFormsTest.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.QuietHours;
import dev.heliograph.model.SendStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is noted of sessions and of broadcasts in the stores of running fleets. */
class StoredNotesTest {
    @Nested
    class Statistics {
        private final TotalsNote note = new TotalsNote(
                new Totals(Map.of(SendStatus.SUCCESS, 3L, SendStatus.FAILED, 1L), 2, 4500, 1),
                StoredFormsTest.WALL,
                StoredFormsTest.WALL.minusSeconds(2));

        @Test
        void what_was_stored_by_format_1_is_read_and_written_still() {
            assertThat(TotalsNote.read(golden("statistics"))).isEqualTo(note);
            assertThat(hex(note.write())).isEqualTo(hex(golden("statistics")));
        }

        @Test
        void what_cannot_be_read_is_nothing() {
            assertThat(TotalsNote.read(Bytes.empty())).isNull();
            assertThat(TotalsNote.read(bytes("statistics 2\nas_of 2026-03-01T12:00:00Z\n")))
                    .isNull();
            assertThat(TotalsNote.read(bytes("statistics 1\nsuccess many\n"))).isNull();
            assertThat(TotalsNote.read(bytes("statistics 1\nsuccess 1\n"))).isNull();
        }

        private Bytes bytes(String text) {
            return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Broadcasts {
        private static final QuietNote QUIET = new QuietNote(
                List.of(QuietHours.parse("22:00-08:00@Europe/Istanbul", ZoneOffset.UTC)),
                Instant.parse("2026-03-02T05:00:00Z"));

        @Test
        void what_was_stored_by_format_1_is_read_and_written_still() {
            assertThat(QuietNote.read(golden("quiet-note"))).isEqualTo(QUIET);
            assertThat(hex(QUIET.write())).isEqualTo(hex(golden("quiet-note")));
            assertThat(QuietNote.read(QUIET.until(null).write())).isEqualTo(QUIET.until(null));
        }

        @Test
        void a_job_that_grows_is_read_by_versions_that_do_not_know_that() {
            JobNote note = new JobNote("news", "all", "ROUND_ROBIN", StoredFormsTest.WALL);
            byte[] bytes = note.write().toArray();

            assertThat(JobNote.read(note.write())).isEqualTo(note);
            assertThat(note.growing()).isTrue();
            assertThat(Bytes.copyOf(Arrays.copyOf(bytes, bytes.length - 1)))
                    .isEqualTo(note.whole().write());
        }

        @Test
        void a_withdrawal_says_when_it_was() {
            assertThat(hex(Withdrawal.write(Instant.parse("2026-03-02T05:00:00Z"))))
                    .isEqualTo(hex(golden("withdrawal")));
        }

        @Test
        void a_recipient_who_is_passed_over_is_told_from_a_message() {
            assertThat(hex(PassedOver.write("OPTED_OUT"))).isEqualTo(hex(golden("passed-over")));
            assertThat(PassedOver.reason(golden("passed-over"))).isEqualTo("OPTED_OUT");
            assertThat(PassedOver.reason(golden("message-plain"))).isNull();
            assertThat(PassedOver.reason(Bytes.copyOf(new byte[] {101, 0}))).isNull();
        }
    }
}
