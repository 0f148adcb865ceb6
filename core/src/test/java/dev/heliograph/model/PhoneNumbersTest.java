// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "+15550001, +15550001",
        "15550001, 15550001",
        "+1 555 0001, +15550001",
        "' +1 (555) 000-1 ', +15550001",
        "+44 (0)20 7946 0000, +442079460000",
        "+49.30/1234-567, +49301234567",
        "+1\u00a0555\u20110001, +15550001"
    })
    void blanks_brackets_and_hyphens_do_not_count(String written, String plain) {
        assertThat(PhoneNumbers.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "1234",
                "++15550001",
                "1555+0001",
                "call me",
                "\u0661\u0662\u0663\u0664\u0665",
                "+123456789012345678901"
            })
    void what_is_none_is_refused_without_being_shown(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumbers.plain(written))
                .withMessage(
                        "expected a phone number of 5 to 20 digits with the code of its country, such as +1 555 0001");
    }
}
