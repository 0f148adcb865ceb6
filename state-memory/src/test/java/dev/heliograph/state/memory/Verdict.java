// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs a contract against a port that lies, and tells which clauses saw it. */
final class Verdict {
    private Verdict() {}

    /** The names of the clauses that failed. */
    static Set<String> on(Class<?> contract) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                // more seeds would see more, and the tests say exactly what is seen
                .configurationParameter("heliograph.campaign", "false")
                .execute()
                .testEvents();
        if (tests.succeeded().count() == 0) {
            throw new AssertionError("no clause passed: this is no lie but a wreck");
        }
        return tests.failed().stream().map(Verdict::clause).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String clause(Event failed) {
        MethodSource method =
                (MethodSource) failed.getTestDescriptor().getSource().orElseThrow();
        return method.getMethodName();
    }
}
