// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PlantedViolationsTest {

    private static final House PLANTED = new House("planted.house", "planted.house");

    private final Plants plants = new Plants(PLANTED.root());

    @TestFactory
    Stream<DynamicTest> each_rule_reports_its_plants_and_nothing_else() {
        return Arrays.stream(HouseRule.values())
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    Set<String> planted = plants.named(plantedFor(rule));
                    assertThat(plants.reportedBy(rule.in(PLANTED)))
                            .isNotEmpty()
                            .containsExactlyInAnyOrderElementsOf(planted);
                }));
    }

    /** A rule without a line here does not compile. */
    private static List<String> plantedFor(HouseRule rule) {
        return switch (rule) {
            case PLACES -> List.of("Homeless", "elsewhere.Stray", "transport.Unnamed");
            case MODEL_ARROWS -> List.of("model.UsesSpi");
            case POLICY_ARROWS -> List.of("policy.UsesStore", "policy.UsesTransport");
            case SPI_ARROWS -> List.of("spi.transport.UsesPolicy");
            case TIME_ARROWS -> List.of("time.UsesModel");
            case PLUGIN_ARROWS -> List.of("plugin.UsesTime");
            case ENGINE_ARROWS -> List.of("engine.UsesApi", "engine.UsesTime");
            case API_ARROWS -> List.of("api.UsesAdapter");
            case ADAPTER_ARROWS -> List.of("transport.beta.UsesAlpha", "transport.beta.UsesEngine");
            case SIMULATOR_ARROWS -> List.of("simulator.UsesEngine");
            case TESTKIT_ARROWS -> List.of("testkit.UsesApi");
            case CLI_ARROWS -> List.of("cli.UsesAdapter", "cli.UsesPolicy");
            case EXAMPLE_ARROWS -> List.of("examples.UsesTime");
            case LIBRARIES ->
                List.of(
                        "model.UsesAssertj",
                        "transport.beta.UsesAssertj",
                        "engine.Injected",
                        "spi.SpeaksBadly$TakesForeign",
                        "spi.SpeaksBadly$ReturnsForeignInside",
                        "spi.SpeaksBadly$ThrowsForeign");
            case INJECTION -> List.of("engine.Injected");
            case CLOCKS -> outsideOfTime("engine.ReadsClocks.*");
            case THREADS -> outsideOfTime("engine.HandlesThreads.*", "engine.IsThread");
            case CHANCE -> outsideOfTime("engine.RollsDice.*");
            case ENTROPY -> List.of("engine.DrawsEntropy");
            case JDK_TIMERS -> outsideOfTime("engine.UsesJdkTimers.*");
            case ASYNC_HAS_EXECUTOR -> outsideOfTime("engine.ForgetsExecutor.*", "transport.beta.ForgetsExecutor");
            case CONTINUATIONS -> List.of("engine.ContinuesInline.*");
            case SALTED_COLLECTIONS -> List.of("simulator.SaltsCollections.*", "policy.SaltsCollections.*");
            case HASHED_WALKS -> List.of("simulator.WalksHashes.*");
            case SERVICE_LOADER -> List.of("engine.LooksUpServices");
            case STATICS -> List.of("engine.HoldsStatics.*", "engine.ChangingEnum");
            case OPTIONALS ->
                List.of("engine.TakesOptionals.*", "engine.OptionalRecord", "spi.SpeaksBadly$TakesOptional");
            case SOLE_IMPLEMENTATIONS -> List.of("engine.Sole", "engine.SoleByEnum");
            case TYPE_NAMES -> List.of("engine.NamesRoles.*");
            case COPY_NAMES -> List.of("engine.NamesCopies.*", "model.NameDto");
            case PACKAGE_NAMES -> List.of("engine.util.Drawer");
            case PORT_SIGNATURES -> List.of("spi.SpeaksBadly.*");
            case PROVIDERS -> List.of("transport.beta.ProvidesBadly.*");
            case MARKS -> List.of("api.Unmarked");
            case INHERITANCE -> List.of("api.Open", "api.Open$Inner");
        };
    }

    /** The places whose {@code BreaksTime} breaks each rule about time once. */
    private static List<String> outsideOfTime(String... more) {
        Stream<String> places = Stream.of(
                "model",
                "policy",
                "spi",
                "plugin",
                "api",
                "transport.beta",
                "state.gamma",
                "metrics.gamma",
                "simulator",
                "testkit",
                "cli",
                "examples");
        return Stream.concat(places.map(place -> place + ".BreaksTime"), Arrays.stream(more))
                .toList();
    }
}
