// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    private static final QuietHours NIGHT = hours("22:00-08:00");

    private static QuietHours hours(String text) {
        return QuietHours.parse(text, ZoneOffset.UTC);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + ":00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "21:59, false",
        "22:00, true",
        "23:59, true",
        "00:00, true",
        "07:59, true",
        "08:00, false",
        "12:00, false",
    })
    void a_night_lasts_over_midnight(String time, boolean quiet) {
        assertThat(NIGHT.contains(at(time))).isEqualTo(quiet);
        assertThat(NIGHT.inverse().contains(at(time))).isEqualTo(!quiet);
    }

    @ParameterizedTest
    @CsvSource({"11:59, false", "12:00, true", "13:59, true", "14:00, false"})
    void a_rest_lies_within_a_day(String time, boolean quiet) {
        assertThat(hours("12:00-14:00").contains(at(time))).isEqualTo(quiet);
    }

    @Test
    void they_end_and_begin_at_their_times() {
        assertThat(QuietHours.end(List.of(NIGHT), at("12:00"))).isNull();
        assertThat(QuietHours.end(List.of(NIGHT), at("03:00"))).isEqualTo(at("08:00"));
        assertThat(QuietHours.end(List.of(NIGHT), at("23:00"))).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(QuietHours.start(List.of(NIGHT), at("12:00"))).isEqualTo(at("22:00"));
        assertThat(QuietHours.start(List.of(), at("12:00"))).isEqualTo(Instant.MAX);
    }

    @Test
    void several_that_touch_end_together() {
        List<QuietHours> all = List.of(NIGHT, hours("07:30-09:00"), hours("09:00-09:30"));

        assertThat(QuietHours.end(all, at("03:00"))).isEqualTo(at("09:30"));
        assertThat(QuietHours.start(all, at("09:30"))).isEqualTo(at("22:00"));
    }

    @Test
    void those_that_leave_no_moment_are_known_as_such() {
        assertThat(QuietHours.areEndless(List.of(NIGHT, hours("08:00-22:00")), at("03:00")))
                .isTrue();
        assertThat(QuietHours.areEndless(List.of(NIGHT, hours("08:00-21:59")), at("03:00")))
                .isFalse();
        assertThat(QuietHours.areEndless(List.of(), at("03:00"))).isFalse();
    }

    @Test
    void the_clock_of_the_place_counts_also_when_it_is_changed() {
        QuietHours there = QuietHours.parse("1:30-3:30@Europe/Berlin", ZoneOffset.UTC);

        // the hour from 2 to 3 is missing on that day
        assertThat(QuietHours.end(List.of(there), Instant.parse("2026-03-29T00:45:00Z")))
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(there.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource({
        // in spring the clock goes from 01:59 to 03:00, at 01:00Z; in autumn from 02:59 back to 02:00, at 01:00Z
        "2026-03-28T23:00:00Z, 22:00-02:30, 2026-03-29T01:00:00Z",
        "2026-03-29T00:30:00Z, 01:00-03:00, 2026-03-29T01:00:00Z",
        "2026-10-24T23:00:00Z, 22:00-02:30, 2026-10-25T00:30:00Z",
        "2026-10-25T01:10:00Z, 22:00-02:30, 2026-10-25T01:30:00Z",
        "2026-10-25T00:10:00Z, 02:00-03:00, 2026-10-25T02:00:00Z",
    })
    void they_end_when_they_hold_no_more_where_the_clock_is_changed(Instant moment, String text, Instant end) {
        List<QuietHours> there = List.of(QuietHours.parse(text, ZoneId.of("Europe/Berlin")));

        assertThat(QuietHours.end(there, moment)).isEqualTo(end);
        assertThat(there.get(0).contains(end.minusSeconds(1))).isTrue();
        assertThat(there.get(0).contains(end)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:30:00Z, 02:30-08:00, 2026-03-29T01:00:00Z",
        "2026-10-25T01:10:00Z, 02:30-08:00, 2026-10-25T01:30:00Z",
        "2026-10-25T00:45:00Z, 22:00-02:30, 2026-10-25T01:00:00Z",
        "2026-10-25T00:10:00Z, 23:00-23:30, 2026-10-25T22:00:00Z",
    })
    void they_begin_when_they_hold_where_the_clock_is_changed(Instant moment, String text, Instant start) {
        List<QuietHours> there = List.of(QuietHours.parse(text, ZoneId.of("Europe/Berlin")));

        assertThat(QuietHours.start(there, moment)).isEqualTo(start);
        assertThat(there.get(0).contains(start.minusSeconds(1))).isFalse();
        assertThat(there.get(0).contains(start)).isTrue();
    }

    @Test
    void they_are_read_as_they_are_written() {
        for (String text : List.of("22:00-08:00@Z", "06:30-07:45@Europe/Istanbul")) {
            assertThat(hours(text)).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-8", "22:00", "24:00-08:00", "22:00-08:00@Atlantis/Capital", "08:00-08:00", ""})
    void others_are_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hours(text))
                .withMessageContainingAll("hours", "expected");
    }
}
