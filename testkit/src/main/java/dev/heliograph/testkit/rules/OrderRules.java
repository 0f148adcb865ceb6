// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Order that differs from run to run. Iteration over a map of unknown type cannot be seen in byte code, so what is
 * forbidden is to make the collections whose order is salted per JVM, and to iterate where the type admits to be hashed.
 */
final class OrderRules {

    private static final Set<String> HASHED = new TreeSet<>(List.of("java.util.HashMap", "java.util.HashSet"));

    private static final Set<String> WALKS = new TreeSet<>(
            List.of("entrySet", "forEach", "iterator", "keySet", "spliterator", "stream", "toArray", "values"));

    private OrderRules() {}

    static ArchRule saltedCollections(House house) {
        return Finding.rule(
                house.in("engine", "policy", "simulator"),
                "not make sets and maps whose order is salted per run",
                Finding.calls(OrderRules::isSalted),
                "the same seed must be the same history; use a list, TreeMap, LinkedHashMap or EnumMap");
    }

    static ArchRule hashedWalks(House house) {
        return Finding.rule(
                house.in("engine", "policy", "simulator"),
                "not walk through a HashMap or HashSet",
                Finding.calls(access ->
                        HASHED.contains(access.getTargetOwner().getName()) && WALKS.contains(access.getName())),
                "hashes of enums and of plain objects are identities, which differ from run to run");
    }

    private static boolean isSalted(JavaCodeUnitAccess<?> access) {
        String name = access.getName();
        return switch (access.getTargetOwner().getName()) {
            case "java.util.Set", "java.util.Map" ->
                name.equals("of") || name.equals("copyOf") || name.equals("ofEntries");
            case "java.util.stream.Collectors" ->
                name.equals("toSet") || name.equals("toUnmodifiableSet") || name.equals("toUnmodifiableMap");
            default -> false;
        };
    }
}
