// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS = List.of(
            "send",
            "serve",
            "stats",
            "state",
            "session",
            "simulate",
            "health",
            "help",
            "history",
            "broadcast",
            "log",
            "jobs");

    @ParameterizedTest
    @CsvSource({
        "sned, send",
        "snd, send",
        "sendd, send",
        "SEND, send",
        "brodcast, broadcast",
        "broadcats, broadcast",
        "broad, broadcast",
        "helth, health",
        "hlep, help",
        "job, jobs",
        "simulat, simulate",
        "histroy, history"
    })
    void a_slip_leads_to_the_word(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"foo", "x", "se", "xyz", "publish", "st"})
    void a_word_that_is_not_near_leads_nowhere(String typed) {
        assertThat(Nearest.to(typed, WORDS)).isEmpty();
    }
}
