// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobInputTest {
    private static final String SPRING = "a".repeat(64);
    private static final String AUTUMN = "b".repeat(64);

    private final Heliograph heliograph = Heliograph.builder()
            .transport("simulator:")
            .session(ClientConfig.named("main").botToken("1:aaa").build())
            .open();

    @BeforeEach
    void begun() {
        JobInput.check(heliograph.state(), "news", SPRING);
    }

    @AfterEach
    void close() {
        heliograph.close();
    }

    @Test
    void a_job_goes_on_with_the_same_input() {
        assertThatCode(() -> JobInput.check(heliograph.state(), "news", SPRING)).doesNotThrowAnyException();
    }

    @Test
    void a_job_refuses_another_input() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JobInput.check(heliograph.state(), "news", AUTUMN))
                .withMessageContaining("job 'news' was begun with another input");
    }

    @Test
    void another_job_may_have_another_input() {
        assertThatCode(() -> JobInput.check(heliograph.state(), "sale", AUTUMN)).doesNotThrowAnyException();
    }
}
