// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the seeded methods of {@link Samples} in an engine of their own, with settings that no other test sees. */
class SeedsTest {

    @Nested
    class Derived_seeds {

        @Test
        void are_as_many_as_asked_for() {
            assertThat(seedsOf("plain")).hasSize(5);
        }

        @Test
        void are_all_different() {
            assertThat(new TreeSet<>(seedsOf("many"))).hasSize(500);
        }

        @Test
        void are_the_same_on_every_run_and_every_machine() {
            assertThat(seedsOf("plain").subList(0, 2)).containsExactly(FIRST, SECOND);
        }

        @Test
        void differ_from_test_to_test() {
            assertThat(seedsOf("plain")).doesNotContainAnyElementsOf(seedsOf("many"));
        }

        @Test
        void are_only_added_to_by_a_campaign() {
            assertThat(seedsOf("campaigned", "heliograph.campaign", "true"))
                    .hasSize(30)
                    .startsWith(seedsOf("campaigned").toArray(Long[]::new));
        }

        @Test
        void stay_as_many_when_no_campaign_is_declared() {
            assertThat(seedsOf("plain", "heliograph.campaign", "true")).hasSize(5);
        }

        @Test
        void stay_as_many_when_the_campaign_is_off() {
            assertThat(seedsOf("campaigned", "heliograph.campaign", "false")).hasSize(3);
        }
    }

    @Nested
    class Unlucky_seeds {

        @Test
        void come_first() {
            assertThat(seedsOf("unlucky")).hasSize(4).startsWith(7L, -42L);
        }

        @Test
        void are_told_apart_in_the_report() {
            assertThat(namesOf("unlucky")).startsWith("seed 7 (unlucky before)", "seed -42 (unlucky before)");
        }
    }

    @Nested
    class A_replayed_seed {

        @Test
        void runs_alone() {
            assertThat(seedsOf("unlucky", "heliograph.seed", "-99")).containsExactly(-99L);
        }

        @Test
        void is_named_in_the_report() {
            assertThat(namesOf("plain", "heliograph.seed", "12")).containsExactly("seed 12 (replayed)");
        }

        @Test
        void that_is_no_number_is_refused() {
            assertThat(failuresOf("plain", "heliograph.seed", "lucky"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessageContaining("'lucky'"));
        }
    }

    @Nested
    class Parameters {

        @Test
        void get_a_generator_made_from_the_seed() {
            assertThat(failuresOf("generated")).isEmpty();
        }

        @Test
        void of_other_kinds_are_left_to_other_resolvers() {
            assertThat(failuresOf("informed")).isEmpty();
        }
    }

    @Nested
    class A_failure {

        @Test
        void says_how_to_see_it_again() {
            assertThat(failuresOf("failing", "heliograph.seed", "4711"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .satisfies(note -> assertThat(note)
                                    .hasMessageContaining("-Dheliograph.seed=4711")
                                    .hasMessageContaining("replay = 4711L")));
        }

        @Test
        void keeps_its_own_message() {
            assertThat(failuresOf("failing", "heliograph.seed", "4711"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessage("on purpose"));
        }

        @Test
        void of_one_seed_does_not_stop_the_others() {
            assertThat(failuresOf("failing")).hasSize(3);
        }
    }

    @Nested
    class The_annotation {

        @Test
        void refuses_a_count_below_one() {
            assertThat(failuresOf("none"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessageContaining("at least 1"));
        }

        @Test
        void can_be_worn_by_another_annotation() {
            assertThat(seedsOf("composed")).hasSize(2);
        }

        @Test
        void numbers_its_seeds_in_the_report() {
            assertThat(namesOf("plain").get(4)).startsWith("seed ").endsWith(" (5 of 5)");
        }
    }

    // Worked out apart from the code under test: a change of these would silently retire every seed ever seen.
    private static final long FIRST = -58_170_257_191_270_382L;
    private static final long SECOND = 4_893_488_051_286_120_559L;

    private static List<Long> seedsOf(String method, String... setting) {
        return namesOf(method, setting).stream()
                .map(name -> Long.parseLong(name.split(" ", 3)[1]))
                .toList();
    }

    private static List<String> namesOf(String method, String... setting) {
        return run(method, setting)
                .testEvents()
                .started()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static List<Throwable> failuresOf(String method, String... setting) {
        List<Throwable> failures = new ArrayList<>();
        run(method, setting)
                .allEvents()
                .failed()
                .map(SeedsTest::failureOf)
                .forEach(failure -> failure.ifPresent(failures::add));
        return failures;
    }

    private static Optional<Throwable> failureOf(Event event) {
        return event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable();
    }

    /** The class path's own settings are kept out, so that a campaign of the whole build does not change these tests. */
    private static EngineExecutionResults run(String method, String... setting) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(false)
                .configurationParameter("heliograph.campaign", "false")
                .selectors(selectMethod(Samples.class, Samples.method(method)));
        if (setting.length == 2) {
            kit.configurationParameter(setting[0], setting[1]);
        }
        return kit.execute();
    }

    /** Not found by the build, since the class is nested, static and has no test of its own. */
    static class Samples {

        static java.lang.reflect.Method method(String name) {
            for (java.lang.reflect.Method method : Samples.class.getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    return method;
                }
            }
            throw new IllegalArgumentException(name);
        }

        @Seeds(5)
        void plain() {}

        @Seeds(500)
        void many() {}

        @Seeds(value = 3, campaign = 30)
        void campaigned() {}

        @Seeds(
                value = 2,
                replay = {7, -42})
        void unlucky() {}

        @Seeds(3)
        void generated(long seed, RandomGenerator chance, SplittableRandom same) {
            long expected = new SplittableRandom(seed).nextLong();
            assertThat(chance.nextLong()).isEqualTo(expected);
            assertThat(same.nextLong()).isEqualTo(expected);
        }

        @Seeds(1)
        void informed(TestInfo info, long seed) {
            assertThat(info.getDisplayName()).contains(Long.toString(seed));
        }

        @Seeds(3)
        void failing() {
            throw new IllegalStateException("on purpose");
        }

        @Seeds(0)
        void none() {}

        @TwoSeeds
        void composed() {}
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Seeds(2)
    @interface TwoSeeds {}
}
