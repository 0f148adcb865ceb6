// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.heliograph.simulator.mtproto.Greeter;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class LoopbackExtensionTest {
    /** Run by the tests of the outer class only. */
    @ExtendWith(LoopbackExtension.class)
    static class Sample {
        private TelegramLoopback before;

        @BeforeEach
        void remember(TelegramLoopback telegram) {
            before = telegram;
        }

        @Test
        void is_the_same(TelegramLoopback telegram) {
            assertThat(telegram).isSameAs(before);
        }

        @Test
        void asks_for_what_nobody_answers(TelegramLoopback telegram) throws IOException {
            try (Greeter greeter = Greeter.start(telegram.socksPort(), "77:secret")) {
                greeter.ask("help.getInviteText");
            }
        }

        @Test
        void fails_by_itself(TelegramLoopback telegram) throws IOException {
            asks_for_what_nobody_answers(telegram);
            throw new IllegalArgumentException("by itself");
        }

        @Test
        void wants_a_library(@PatchedTdlib Path library) {
            assertThat(library).exists();
        }

        @Test
        void wants_any_path(Path path) {
            assertThat(path).exists();
        }
    }

    private static Events run(String test, Class<?>... parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Sample.class, method(test, parameters)))
                .execute()
                .testEvents();
    }

    private static java.lang.reflect.Method method(String name, Class<?>... parameters) {
        try {
            return Sample.class.getDeclaredMethod(name, parameters);
        } catch (NoSuchMethodException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Test
    void a_test_and_what_runs_before_it_share_one_loopback() {
        run("is_the_same", TelegramLoopback.class)
                .assertStatistics(events -> events.succeeded(1).failed(0));
    }

    @Test
    void a_call_that_nobody_answers_fails_a_test_that_passed() {
        run("asks_for_what_nobody_answers", TelegramLoopback.class)
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(IllegalStateException.class),
                                message(text -> text.contains("help.getInviteText"))));
    }

    @Test
    void a_test_that_failed_by_itself_says_so() {
        run("fails_by_itself", TelegramLoopback.class)
                .failed()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message("by itself")));
    }

    @Test
    void a_library_has_to_be_a_library_and_other_paths_are_not_given() {
        String before = System.setProperty("heliograph.tdlib", "/nowhere/libtdjson.so");
        try {
            run("wants_a_library", Path.class)
                    .failed()
                    .assertThatEvents()
                    .haveExactly(1, finishedWithFailure(instanceOf(ParameterResolutionException.class)));
        } finally {
            if (before == null) {
                System.clearProperty("heliograph.tdlib");
            } else {
                System.setProperty("heliograph.tdlib", before);
            }
        }
        run("wants_any_path", Path.class)
                .assertStatistics(events -> events.failed(1).succeeded(0));
    }
}
