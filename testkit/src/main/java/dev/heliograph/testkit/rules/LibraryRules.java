// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which libraries each module may touch. */
final class LibraryRules {

    private static final List<String> EVERYWHERE = List.of(
            "java",
            "javax.crypto",
            "javax.net",
            "javax.security",
            "javax.sql",
            "org.slf4j",
            "org.jspecify.annotations");

    private static final List<String> JACKSON = List.of("tools.jackson", "com.fasterxml.jackson.annotation");

    private static final List<String> INJECTION = List.of("com.google.inject", "jakarta.inject", "javax.inject");

    private static final Map<String, List<String>> BY_PLACE = byPlace();

    private LibraryRules() {}

    static ArchRule allowed(House house) {
        return Finding.rule(
                house.ruled(),
                "use only the libraries that their module is allowed",
                type -> foreign(house, type),
                "what the core touches, every user has to ship; what an adapter touches must stay inside it");
    }

    static ArchRule injection(House house) {
        return Finding.rule(
                house.outside("cli"),
                "be built by plain constructors, without an injection framework",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> isIn(use.getTargetClass(), INJECTION))
                        .map(use -> use.getDescription()),
                "the composition root is one place, and users of the library choose their own");
    }

    private static Stream<String> foreign(House house, JavaClass type) {
        List<String> allowed = new ArrayList<>(EVERYWHERE);
        String place = house.home(type).substring(house.library().length());
        BY_PLACE.forEach((prefix, libraries) -> {
            if (("." + prefix).equals(place)) {
                allowed.addAll(libraries);
            }
        });
        return type.getDirectDependenciesFromSelf().stream()
                .filter(use -> !use.getTargetClass().getBaseComponentType().isPrimitive())
                .filter(use -> !house.isLibrary(use.getTargetClass()))
                .filter(use -> !isIn(use.getTargetClass().getBaseComponentType(), allowed))
                .map(use -> use.getDescription());
    }

    private static boolean isIn(JavaClass type, List<String> packages) {
        return packages.stream().anyMatch(name -> House.within(type, name));
    }

    private static Map<String, List<String>> byPlace() {
        Map<String, List<String>> places = new TreeMap<>();
        places.put("simulator", with(JACKSON, "org.eclipse.jetty", "org.junit.jupiter.api"));
        places.put("transport.tdlight", with(JACKSON, "com.sun.jna", "com.google.zxing"));
        places.put("transport.botapi", with(JACKSON, "okhttp3", "okio"));
        places.put("state.sqlite", List.of("org.sqlite"));
        places.put("state.redis", List.of("io.lettuce.core"));
        places.put("metrics.prometheus", List.of("io.prometheus.metrics"));
        places.put(
                "testkit",
                List.of("org.junit", "org.opentest4j", "org.apiguardian", "org.assertj", "com.tngtech.archunit"));
        places.put(
                "cli",
                with(JACKSON, "com.sun.jna", "picocli", "com.google.inject", "jakarta.inject", "ch.qos.logback"));
        return places;
    }

    private static List<String> with(List<String> libraries, String... more) {
        List<String> all = new ArrayList<>(libraries);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
