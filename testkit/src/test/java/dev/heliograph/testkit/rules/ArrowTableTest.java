// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a library in which every place uses every other place, and compares what is reported with the whole table. */
class ArrowTableTest {

    private static final House MATRIX = new House("matrix", "matrix");

    private static final List<String> PLACES = List.of(
            "model",
            "policy",
            "spi",
            "spi.state",
            "time",
            "plugin",
            "engine",
            "engine.pace",
            "api",
            "transport.alpha",
            "transport.alpha.wire",
            "transport.beta",
            "state.alpha",
            "metrics.alpha",
            "simulator",
            "simulator.world",
            "testkit",
            "cli",
            "examples",
            "bench");

    private static final List<String> PORTS = List.of("model", "spi");

    @TempDir
    static Path folder;

    private static JavaClasses matrix;

    @BeforeAll
    static void compile() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-d", folder.resolve("classes").toString()));
        for (String from : PLACES) {
            arguments.add(written(from, "Thing", "public final class Thing {}"));
            for (String to : PLACES) {
                String name = "Uses_" + to.replace('.', '_');
                arguments.add(written(from, name, "final class " + name + " { matrix." + to + ".Thing used; }"));
            }
        }
        int failed = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(failed).isZero();
        matrix = new ClassFileImporter().importPath(folder.resolve("classes"));
    }

    @TestFactory
    Stream<DynamicTest> every_place_may_use_what_the_table_says_and_nothing_else() {
        Map<String, Set<String>> refused = refused();
        return PLACES.stream()
                .map(from -> DynamicTest.dynamicTest(from, () -> {
                    Set<String> expected = new TreeSet<>(PLACES);
                    expected.removeIf(to -> isAllowed(from, to));
                    assertThat(refused.getOrDefault(from, Set.of())).isEqualTo(expected);
                }));
    }

    private static boolean isAllowed(String from, String to) {
        List<String> layers = allowed(layer(from));
        return layers.contains("anything") || home(from).equals(home(to)) || layers.contains(layer(to));
    }

    private static List<String> allowed(String layer) {
        return switch (layer) {
            case "model" -> List.of();
            case "policy", "spi" -> List.of("model");
            case "time" -> List.of("spi");
            case "engine" -> List.of("model", "policy", "spi");
            case "api" -> List.of("model", "policy", "spi", "engine", "plugin", "time");
            case "plugin", "transport", "state", "metrics", "simulator" -> PORTS;
            case "testkit" -> List.of("model", "spi", "time");
            case "cli" -> List.of("model", "spi", "plugin", "time", "api");
            case "examples" -> List.of("model", "spi", "api");
            case "bench" -> List.of("anything");
            default -> throw new IllegalArgumentException(layer);
        };
    }

    private static Map<String, Set<String>> refused() {
        Map<String, Set<String>> refused = new TreeMap<>();
        Arrays.stream(HouseRule.values())
                .filter(rule -> rule.name().endsWith("_ARROWS"))
                .forEach(rule -> rule.in(MATRIX)
                        .evaluate(matrix)
                        .handleViolations((Collection<JavaClass> types, String message) ->
                                types.forEach(type -> refused.computeIfAbsent(from(type), place -> new TreeSet<>())
                                        .add(to(type)))));
        return refused;
    }

    private static String from(JavaClass type) {
        return type.getPackageName().substring("matrix.".length());
    }

    private static String to(JavaClass type) {
        return type.getSimpleName().substring("Uses_".length()).replace('_', '.');
    }

    private static String layer(String place) {
        return place.split("\\.", 2)[0];
    }

    private static String home(String place) {
        return place.replaceFirst("^(engine|simulator|spi|transport\\.alpha)\\..*", "$1");
    }

    private static String written(String place, String name, String body) throws IOException {
        Path source = folder.resolve(place).resolve(name + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package matrix." + place + "; " + body);
        return source.toString();
    }
}
