// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "' 42\t', 42", "-5, -5", "9223372036854775807, 9223372036854775807"})
    void a_whole_number_is_read(String text, long number) {
        assertThat(Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "+5", "-0", "007", "-07", "5-", "1 0", "1_0", "1,0", "1.0", "1e3", "0x1", "5L", "five",
                "\u0665", "\uff15", "\u22125", "5\u0665"
            })
    void what_people_do_not_write_is_none(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE))
                .withMessage("expected a whole number");
        assertThat(Numbers.isWhole(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-5", "99999999999999999999", "-99999999999999999999"})
    void a_number_beside_the_range_is_told_from_one_that_is_none(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.whole(text, 1, 10))
                .withMessage("expected a whole number from 1 to 10; this one is out of range");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "0.5, 0.5", "-1.25, -1.25", ".5, 0.5", "' 0 ', 0"})
    void a_decimal_number_is_read(String text, double number) {
        assertThat(Numbers.decimal(text, -5, 5)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+1", "1.", "1e1", "0x1p3", "1d", "1f", "NaN", "Infinity", "1,5", "\u0665", "1.5.2", "01.5"})
    void what_is_no_decimal_number_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.decimal(text, 0, 2))
                .withMessage("expected a number such as 2 or 0.5, from 0.0 to 2.0");
    }

    @Test
    void a_decimal_number_has_a_range_too() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.decimal("2.5", 0, 2))
                .withMessageEndingWith("; this one is out of range");
    }
}
