// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about faults names tests that are there. */
class FaultsPageTest {
    private static final Pattern TEST = Pattern.compile("\\b[A-Z][A-Za-z]+(?:Test|IT)\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| .* \\| .* \\| (.*) \\|$");

    @Test
    void each_fault_names_tests_and_each_test_is_there() throws IOException {
        Set<String> there = tests();
        Matcher rows = ROW.matcher(Files.readString(Pages.ROOT.resolve("docs/25-faults.md")));
        int faults = 0;
        while (rows.find()) {
            String cell = rows.group(1);
            if (cell.equals("tests") || cell.startsWith("-")) {
                continue;
            }
            faults++;
            Set<String> named = new TreeSet<>();
            TEST.matcher(cell).results().forEach(result -> named.add(result.group()));
            assertThat(named).as(rows.group()).isNotEmpty();
            assertThat(there).as(rows.group()).containsAll(named);
        }
        assertThat(faults).isGreaterThan(50);
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Pages.ROOT)) {
            for (Path sources : (Iterable<Path>) modules.map(module -> module.resolve("src/test/java"))::iterator) {
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".java"))
                                .forEach(name -> names.add(name.substring(0, name.length() - 5)));
                    }
                }
            }
        }
        return names;
    }
}
