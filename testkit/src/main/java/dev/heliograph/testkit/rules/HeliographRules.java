// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules that every module of Heliograph keeps, each with its reason. A module holds them with one small class:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @TestFactory
 *     Stream<DynamicTest> rules() {
 *         return HeliographRules.tests("dev.heliograph.state.memory");
 *     }
 * }
 * }</pre>
 *
 * <p>Only production classes are judged, as they are found on the class path. A rule that has nothing to look at passes; a
 * package without a single class does not.
 */
public final class HeliographRules {

    /** Every class lives in a layer or in an adapter's package; the root package is empty. */
    public static final ArchRule PLACES = HouseRule.PLACES.in(House.HELIOGRAPH);

    /** The model uses nothing of the library. */
    public static final ArchRule MODEL_ARROWS = HouseRule.MODEL_ARROWS.in(House.HELIOGRAPH);

    /** Policy uses the model, and of the ports only the arithmetic of limits. */
    public static final ArchRule POLICY_ARROWS = HouseRule.POLICY_ARROWS.in(House.HELIOGRAPH);

    /** The ports use the model. */
    public static final ArchRule SPI_ARROWS = HouseRule.SPI_ARROWS.in(House.HELIOGRAPH);

    /** Real time uses the ports. */
    public static final ArchRule TIME_ARROWS = HouseRule.TIME_ARROWS.in(House.HELIOGRAPH);

    /** The finder of plugins uses the model and the ports. */
    public static final ArchRule PLUGIN_ARROWS = HouseRule.PLUGIN_ARROWS.in(House.HELIOGRAPH);

    /** The engine uses model, policy and ports. */
    public static final ArchRule ENGINE_ARROWS = HouseRule.ENGINE_ARROWS.in(House.HELIOGRAPH);

    /** The public API uses the core, and no adapter. */
    public static final ArchRule API_ARROWS = HouseRule.API_ARROWS.in(House.HELIOGRAPH);

    /** An adapter uses itself, the model and the ports. */
    public static final ArchRule ADAPTER_ARROWS = HouseRule.ADAPTER_ARROWS.in(House.HELIOGRAPH);

    /** The simulator uses itself, the model and the ports. */
    public static final ArchRule SIMULATOR_ARROWS = HouseRule.SIMULATOR_ARROWS.in(House.HELIOGRAPH);

    /** The test kit uses the model, the ports and virtual time. */
    public static final ArchRule TESTKIT_ARROWS = HouseRule.TESTKIT_ARROWS.in(House.HELIOGRAPH);

    /** The command line uses the public packages of the core and no adapter. */
    public static final ArchRule CLI_ARROWS = HouseRule.CLI_ARROWS.in(House.HELIOGRAPH);

    /** Examples use what every user may use. */
    public static final ArchRule EXAMPLE_ARROWS = HouseRule.EXAMPLE_ARROWS.in(House.HELIOGRAPH);

    /** Each module touches only the libraries that it is allowed. */
    public static final ArchRule LIBRARIES = HouseRule.LIBRARIES.in(House.HELIOGRAPH);

    /** No injection framework outside of the command line. */
    public static final ArchRule INJECTION = HouseRule.INJECTION.in(House.HELIOGRAPH);

    /** No clock is read outside of {@code time}. */
    public static final ArchRule CLOCKS = HouseRule.CLOCKS.in(House.HELIOGRAPH);

    /** No thread, pool, timer or sleep outside of {@code time}. */
    public static final ArchRule THREADS = HouseRule.THREADS.in(House.HELIOGRAPH);

    /** No unseeded random numbers outside of {@code time}. */
    public static final ArchRule CHANCE = HouseRule.CHANCE.in(House.HELIOGRAPH);

    /** No {@code SecureRandom} in the layers that are replayed by seed. */
    public static final ArchRule ENTROPY = HouseRule.ENTROPY.in(House.HELIOGRAPH);

    /** No {@code orTimeout}, {@code completeOnTimeout} or {@code delayedExecutor}. */
    public static final ArchRule JDK_TIMERS = HouseRule.JDK_TIMERS.in(House.HELIOGRAPH);

    /** No {@code …Async} form without its executor. */
    public static final ArchRule ASYNC_HAS_EXECUTOR = HouseRule.ASYNC_HAS_EXECUTOR.in(House.HELIOGRAPH);

    /** In the engine only the {@code …Async} form of a continuation. */
    public static final ArchRule CONTINUATIONS = HouseRule.CONTINUATIONS.in(House.HELIOGRAPH);

    /** No sets and maps with an order of their own per run in engine, policy and simulator. */
    public static final ArchRule SALTED_COLLECTIONS = HouseRule.SALTED_COLLECTIONS.in(House.HELIOGRAPH);

    /** No walk through a {@code HashMap} or {@code HashSet} in engine, policy and simulator. */
    public static final ArchRule HASHED_WALKS = HouseRule.HASHED_WALKS.in(House.HELIOGRAPH);

    /** {@code ServiceLoader} only in {@code plugin}, and in the test kit that proves registrations. */
    public static final ArchRule SERVICE_LOADER = HouseRule.SERVICE_LOADER.in(House.HELIOGRAPH);

    /** Nothing static that changes. */
    public static final ArchRule STATICS = HouseRule.STATICS.in(House.HELIOGRAPH);

    /** No {@code Optional} as a field or a parameter. */
    public static final ArchRule OPTIONALS = HouseRule.OPTIONALS.in(House.HELIOGRAPH);

    /** No interface with one implementation. */
    public static final ArchRule SOLE_IMPLEMENTATIONS = HouseRule.SOLE_IMPLEMENTATIONS.in(House.HELIOGRAPH);

    /** No type named after its role in a pattern. */
    public static final ArchRule TYPE_NAMES = HouseRule.TYPE_NAMES.in(House.HELIOGRAPH);

    /** No type named as a copy of the model. */
    public static final ArchRule COPY_NAMES = HouseRule.COPY_NAMES.in(House.HELIOGRAPH);

    /** No package that is a drawer for everything. */
    public static final ArchRule PACKAGE_NAMES = HouseRule.PACKAGE_NAMES.in(House.HELIOGRAPH);

    /** Ports speak JDK, model and port types only. */
    public static final ArchRule PORT_SIGNATURES = HouseRule.PORT_SIGNATURES.in(House.HELIOGRAPH);

    /** Providers are public, final, stateless and built without arguments. */
    public static final ArchRule PROVIDERS = HouseRule.PROVIDERS.in(House.HELIOGRAPH);

    /** Public types of the core are marked stable or implementable. */
    public static final ArchRule MARKS = HouseRule.MARKS.in(House.HELIOGRAPH);

    /** Public types of the core are closed unless plugins implement them. */
    public static final ArchRule INHERITANCE = HouseRule.INHERITANCE.in(House.HELIOGRAPH);

    private HeliographRules() {}

    /** All rules of this class, in the order in which they are declared. */
    public static List<ArchRule> all() {
        return Arrays.stream(HouseRule.values())
                .map(rule -> rule.in(House.HELIOGRAPH))
                .toList();
    }

    /**
     * One test for each rule.
     *
     * @param packages the packages of the module, each with all packages below it; at least one
     * @throws IllegalArgumentException if no package is named
     */
    public static Stream<DynamicTest> tests(String... packages) {
        return new Inspection(House.HELIOGRAPH, all(), packages).tests();
    }

    /**
     * Checks all rules at once.
     *
     * @param packages the packages of the module, each with all packages below it; at least one
     * @throws AssertionError with every violation of every rule
     * @throws IllegalArgumentException if no package is named
     */
    public static void check(String... packages) {
        new Inspection(House.HELIOGRAPH, all(), packages).check();
    }
}
