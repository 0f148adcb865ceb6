// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.time.SystemTimeline;
import dev.heliograph.transport.tdlight.login.CodeInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalPromptsTest {
    private final SystemTimeline time = SystemTimeline.start();
    private final Desk desk = new Desk(time.context("desk"));
    private final List<String> links = new ArrayList<>();
    private final TerminalPrompts prompts = new TerminalPrompts(desk, links::add);

    @AfterEach
    void stop() {
        time.close();
    }

    private void typed(String text) {
        desk.input(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(CompletionStage<String> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void each_question_takes_its_line() {
        typed("15550001\r\n12345\n p\u00e4ss \nme@example.org\n678");

        assertThat(answer(prompts.phone())).isEqualTo("15550001");
        assertThat(answer(prompts.code(new CodeInfo("15550001", "Sms", 5, "Call", Duration.ZERO))))
                .isEqualTo("12345");
        assertThat(answer(prompts.password("pet"))).isEqualTo(" p\u00e4ss ");
        assertThat(answer(prompts.emailAddress())).isEqualTo("me@example.org");
        assertThat(answer(prompts.emailCode(new CodeInfo("m***@example.org", "Email", 3, "", Duration.ZERO))))
                .isEqualTo("678");
    }

    @Test
    void a_mark_of_byte_order_before_what_is_piped_is_no_part_of_it() {
        typed("\uFEFF+1 555 0001\n");
        assertThat(answer(prompts.phone())).isEqualTo("+1 555 0001");
    }

    @Test
    void a_question_says_what_is_known() {
        typed("\n\n");
        String unused = answer(prompts.code(new CodeInfo("15550001", "Sms", 5, "Call", Duration.ZERO)));
        unused = answer(prompts.password("pet"));
        prompts.refused("PHONE_CODE_INVALID", 1);

        assertThat(desk.told().get(0))
                .contains("5 characters", "sent to 15****01 by SMS", "an empty line", "by phone call");
        assertThat(desk.told().get(1)).contains("hint: pet");
        assertThat(desk.told().get(2)).contains("PHONE_CODE_INVALID", "1 try left");
    }

    @Test
    void a_number_shows_its_ends_alone() {
        typed("\n\n\n");
        for (String number : List.of("+905550001", "1234", "")) {
            String unused = answer(prompts.code(new CodeInfo(number, "Sms", 0, "", Duration.ZERO)));
        }

        assertThat(desk.told())
                .containsExactly(
                        "Code, sent to +90*****01 by SMS:",
                        "Code, sent to the number by SMS:",
                        "Code, sent to the number by SMS:");
    }

    @Test
    void an_input_that_has_ended_answers_nothing() {
        assertThatThrownBy(() -> answer(prompts.phone())).hasMessageContaining("standard input has ended");
    }

    @Test
    void links_are_passed_on() {
        prompts.showLink("tg://login?token=x");

        assertThat(links).containsExactly("tg://login?token=x");
    }
}
