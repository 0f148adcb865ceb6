// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules for plugins that live in a package of their own. They hold what a fleet depends on: that a plugin uses only
 * what is kept compatible, leaves clocks, threads and chance to the timeline, and can be loaded without doing anything.
 * How a plugin names its classes and which libraries it uses is its author's business.
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @TestFactory
 *     Stream<DynamicTest> rules() {
 *         return PluginRules.tests("com.acme.telegram");
 *     }
 * }
 * }</pre>
 */
public final class PluginRules {

    private PluginRules() {}

    /**
     * All rules for the plugin below a package.
     *
     * @param root the plugin's own package, such as {@code com.acme.telegram}
     */
    public static List<ArchRule> all(String root) {
        return all(House.plugin(root));
    }

    /**
     * One test for each rule.
     *
     * @param root the plugin's own package, such as {@code com.acme.telegram}
     */
    public static Stream<DynamicTest> tests(String root) {
        return new Inspection(House.plugin(root), all(root), root).tests();
    }

    /**
     * Checks all rules at once.
     *
     * @param root the plugin's own package, such as {@code com.acme.telegram}
     * @throws AssertionError with every violation of every rule
     */
    public static void check(String root) {
        new Inspection(House.plugin(root), all(root), root).check();
    }

    static List<ArchRule> all(House house) {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(ArrowRules.thirdParty(house));
        Stream.of(
                        HouseRule.PROVIDERS,
                        HouseRule.CLOCKS,
                        HouseRule.THREADS,
                        HouseRule.CHANCE,
                        HouseRule.JDK_TIMERS,
                        HouseRule.ASYNC_HAS_EXECUTOR,
                        HouseRule.SERVICE_LOADER,
                        HouseRule.STATICS)
                .forEach(rule -> rules.add(rule.in(house)));
        return List.copyOf(rules);
    }
}
