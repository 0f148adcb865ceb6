// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    private static String word(String reason) {
        return new Failure.Rejected(SendStatus.FAILED, 0, reason).word();
    }

    @Test
    void the_word_is_what_stands_before_the_explanation() {
        assertThat(word("LOGIN_NEEDED: run heliograph session login desk")).isEqualTo("LOGIN_NEEDED");
    }

    @Test
    void a_reason_without_an_explanation_is_its_own_word() {
        assertThat(word("CHAT_NOT_FOUND")).isEqualTo("CHAT_NOT_FOUND");
        assertThat(word("Bad Request: chat not found")).isEqualTo("Bad Request: chat not found");
    }
}
