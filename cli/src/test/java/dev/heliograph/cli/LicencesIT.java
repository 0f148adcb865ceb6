// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the distribution ships of others, and the licences that must go with it. */
class LicencesIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("heliograph.distribution"));
    private static final Path LICENCES = DISTRIBUTION.resolve("licenses");

    @Test
    void every_jar_of_others_has_its_licence_and_no_licence_is_of_a_jar_that_is_gone() throws IOException {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
            TreeSet<String> shipped = jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> !name.startsWith("heliograph-"))
                    .map(name -> name.replaceFirst("-[0-9].*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(shipped).hasSizeGreaterThan(20).isEqualTo(rows().keySet());
        }
    }

    @Test
    void the_texts_of_all_licences_are_there() throws IOException {
        for (String[] row : rows().values()) {
            if (!row[1].equals("Public-Domain")) {
                for (String text : row[2].split(",")) {
                    assertThat(LICENCES.resolve(text)).as(row[0]).isNotEmptyFile();
                }
            }
        }
    }

    @Test
    void the_licence_and_the_notice_of_the_project_are_there() {
        assertThat(DISTRIBUTION.resolve("LICENSE")).content().contains("Apache License", "Version 2.0");
        assertThat(DISTRIBUTION.resolve("NOTICE")).content().contains("Heliograph", "licenses/THIRD-PARTY.txt");
    }

    /** By artifact: its name, its licence, and its texts. */
    private static SortedMap<String, String[]> rows() throws IOException {
        SortedMap<String, String[]> rows = new TreeMap<>();
        for (String line : Files.readAllLines(LICENCES.resolve("THIRD-PARTY.txt"))) {
            if (!line.startsWith("#")) {
                String[] row = {
                    line.replaceFirst(" .*", ""),
                    line.replaceFirst("^\\S+ +", "").replaceFirst(" +\\S+$", ""),
                    line.replaceFirst(".* ", "")
                };
                rows.put(row[0], row);
            }
        }
        return rows;
    }
}
