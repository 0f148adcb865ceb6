// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/** Every rule there is, so that a test can ask for a planted violation of each. */
enum HouseRule {
    PLACES(ArrowRules::places),
    MODEL_ARROWS(ArrowRules::model),
    POLICY_ARROWS(ArrowRules::policy),
    SPI_ARROWS(ArrowRules::spi),
    TIME_ARROWS(ArrowRules::time),
    PLUGIN_ARROWS(ArrowRules::plugin),
    ENGINE_ARROWS(ArrowRules::engine),
    API_ARROWS(ArrowRules::api),
    ADAPTER_ARROWS(ArrowRules::adapters),
    SIMULATOR_ARROWS(ArrowRules::simulator),
    TESTKIT_ARROWS(ArrowRules::testkit),
    CLI_ARROWS(ArrowRules::cli),
    EXAMPLE_ARROWS(ArrowRules::examples),
    LIBRARIES(LibraryRules::allowed),
    INJECTION(LibraryRules::injection),
    CLOCKS(TimeRules::clocks),
    THREADS(TimeRules::threads),
    CHANCE(TimeRules::chance),
    ENTROPY(TimeRules::entropy),
    JDK_TIMERS(TimeRules::jdkTimers),
    ASYNC_HAS_EXECUTOR(TimeRules::asyncHasExecutor),
    CONTINUATIONS(TimeRules::continuations),
    SALTED_COLLECTIONS(OrderRules::saltedCollections),
    HASHED_WALKS(OrderRules::hashedWalks),
    SERVICE_LOADER(ShapeRules::serviceLoader),
    STATICS(ShapeRules::statics),
    OPTIONALS(ShapeRules::optionals),
    SOLE_IMPLEMENTATIONS(ShapeRules::soleImplementations),
    TYPE_NAMES(NameRules::types),
    COPY_NAMES(NameRules::copies),
    PACKAGE_NAMES(NameRules::packages),
    PORT_SIGNATURES(PortRules::signatures),
    PROVIDERS(PortRules::providers),
    MARKS(PortRules::marks),
    INHERITANCE(PortRules::inheritance);

    @SuppressWarnings("ImmutableEnumChecker") // method references of static methods hold no state
    private final Function<House, ArchRule> made;

    HouseRule(Function<House, ArchRule> made) {
        this.made = made;
    }

    ArchRule in(House house) {
        return made.apply(house);
    }
}
