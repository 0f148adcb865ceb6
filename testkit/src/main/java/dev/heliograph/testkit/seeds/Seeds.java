// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.seeds;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test once for each of many seeds. The seed arrives as a {@code long} parameter, a generator that was made from it
 * as a {@link java.util.random.RandomGenerator} or {@link java.util.SplittableRandom} parameter; other parameters are left
 * to other resolvers.
 *
 * <pre>{@code
 * @Seeds(value = 200, replay = {7_001, -42})
 * void no_message_is_lost(long seed, RandomGenerator chance) { … }
 * }</pre>
 *
 * <p>The seeds follow from the names of the class and the method alone, so every run of the same test sees the same ones,
 * and a larger count only adds to a smaller one. A failure says which seed it was. Two settings, given to JUnit or as
 * system properties, change what runs:
 *
 * <ul>
 *   <li>{@code heliograph.seed=N} runs only the seed N, a decimal {@code long};
 *   <li>{@code heliograph.campaign=true} runs {@link #campaign()} seeds instead of {@link #value()}.
 * </ul>
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SeededInvocations.class)
@SuppressWarnings("exports") // the extension is JUnit's business, not the reader's
public @interface Seeds {

    /** How many seeds are derived, 1 or more. */
    int value() default 20;

    /** How many seeds are derived in a campaign; 0 means as many as {@link #value()}. */
    int campaign() default 0;

    /** Seeds that were unlucky once, run before the derived ones, each time. */
    long[] replay() default {};
}
