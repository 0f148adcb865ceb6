// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    @ParameterizedTest
    @CsvSource({
        "30/s burst 20, 30, 20",
        "30/min burst 3, 0.5, 3",
        "1/s, 1, 1",
        "0.5 / SEC, 0.5, 1",
        "120/m, 2, 1",
        "7200/hour burst 4, 2, 4",
        "36/h, 0.01, 1"
    })
    void a_unit_without_a_number_is_a_rate(String text, double perSecond, int burst) {
        assertThat(Limit.parse(text)).isEqualTo(Limit.rate(perSecond, burst));
    }

    @ParameterizedTest
    @CsvSource({"20/60s, 20, 60000", "20/1m, 20, 60000", "3/500ms, 3, 500", "5/PT1M30S, 5, 90000", "9/1h, 9, 3600000"})
    void a_span_is_a_window(String text, int count, long millis) {
        assertThat(Limit.parse(text)).isEqualTo(Limit.window(count, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "30/",
                "/s",
                "-1/s",
                "30/s burst",
                "30/s burst 0",
                "0/s",
                "1000001/s",
                "0/60s",
                "10001/60s",
                "20/0s",
                "20/25h",
                "20/d",
                "30/s burst 1000001",
                "20/pt",
                "x/s"
            })
    void what_is_no_limit_says_what_was_expected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.parse(text)).withMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30/s burst 20",
                "30/min burst 3",
                "36/h",
                "1/h burst 2",
                "0.5/s",
                "0.1/min",
                "7/h",
                "20/60s",
                "20/1m",
                "3/1500ms",
                "1/24h",
                "12.345678/s"
            })
    void the_text_form_can_be_read_again(String text) {
        Limit limit = Limit.parse(text);
        Limit again = Limit.parse(limit.toString());

        assertThat(again.kind()).isEqualTo(limit.kind());
        assertThat(again.perSecond())
                .as(limit.toString())
                .isCloseTo(limit.perSecond(), within(limit.perSecond() * 1e-5));
        assertThat(again).hasToString(limit.toString());
    }

    @Test
    void a_scaled_rate_keeps_its_burst() {
        assertThat(Limit.rate(30, 20).scaled(0.5)).isEqualTo(Limit.rate(15, 20));
    }

    @Test
    void a_scaled_window_is_rounded_down_but_not_to_nothing() {
        assertThat(Limit.parse("20/60s").scaled(0.99)).isEqualTo(Limit.parse("19/60s"));
        assertThat(Limit.parse("3/60s").scaled(0.1)).isEqualTo(Limit.parse("1/60s"));
    }

    @Test
    void a_window_has_an_average() {
        assertThat(Limit.parse("30/60s").perSecond()).isEqualTo(0.5);
    }

    @Test
    void limits_of_bots_and_users_differ_and_can_be_changed_one_by_one() {
        assertThat(Limits.forAccount(true)).isEqualTo(Limits.forBots());
        assertThat(Limits.forAccount(false)).isEqualTo(Limits.forUsers());
        Limit one = Limit.rate(9, 9);
        Limits changed = Limits.forUsers()
                .withSession(one)
                .withChat(one)
                .withGroup(one)
                .withGroups()
                .withMethods(one, one, one, one)
                .withMinimumDelay(Duration.ZERO);

        assertThat(changed)
                .isEqualTo(new Limits(
                        java.util.List.of(one), one, one, java.util.List.of(), one, one, one, one, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
    void the_least_delay_is_between_nothing_and_an_hour(String delay) {
        assertThatThrownBy(() -> Limits.forBots().withMinimumDelay(Duration.parse(delay)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("minimumDelay");
    }
}
