// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.heliograph.plugin.Plugins;
import dev.heliograph.simulator.SimulatedTelegram;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.testkit.transport.TransportContract;
import dev.heliograph.testkit.transport.TransportFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The contract of transports, run over the simulator with some features taken away, and what each clause asked of it.
 *
 * @param asked by clause, in order
 * @param failed the names of the clauses that did not hold
 */
record Rehearsal(Map<Clause, List<String>> asked, List<String> failed) {
    private static Set<Feature> without = Set.of();
    private static Map<Clause, List<String>> asking = new LinkedHashMap<>();
    private static List<String> current = List.of();

    /** Runs it; one at a time. */
    static synchronized Rehearsal without(Set<Feature> features) {
        without = features;
        asking = new LinkedHashMap<>();
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Contract.class))
                .execute()
                .testEvents();
        List<String> failed = events.failed().stream()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .sorted()
                .toList();
        return new Rehearsal(asking, failed);
    }

    /** Writes down which clause is about to run. */
    static final class Noted implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            String chapter = context.getRequiredTestClass().getSimpleName();
            String name = context.getRequiredTestMethod().getName();
            current = Collections.synchronizedList(new ArrayList<>());
            asking.put(new Clause(chapter, name), current);
        }
    }

    @ExtendWith(Noted.class)
    static final class Contract extends TransportContract {
        @Override
        protected TransportFixture fixture() {
            var simulator =
                    Objects.requireNonNull(Plugins.installed().transports().get("simulator"));
            List<String> asked = current;
            return TransportFixture.inVirtualTime(new Watched(simulator, without, asked::add), "seed=7")
                    .sabotagedBy((transport, erring) -> transport
                            .facet(SimulatedTelegram.class)
                            .orElseThrow()
                            .rate(Fault.SERVER_ERRORS_AFTER, erring ? 1 : 0));
        }
    }
}
