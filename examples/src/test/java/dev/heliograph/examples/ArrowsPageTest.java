// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import dev.heliograph.testkit.rules.HeliographRules;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of arrows in ARCHITECTURE.md says what the rules hold. */
class ArrowsPageTest {
    private static final List<String> COLUMNS = List.of("model", "policy", "spi", "engine", "plugin", "time", "api");
    private static final Pattern RULE =
            Pattern.compile("classes that reside in ([a-z]+) should use of the library only ([a-z., ]+?), because .*");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z]+)`[^|]*((?:\\|[^|]*){7})\\|");

    @Test
    void the_table_is_that_of_the_rules() {
        SortedMap<String, SortedSet<String>> rules = rules();

        assertThat(rules).hasSizeGreaterThan(8);
        assertThat(rows()).containsAllEntriesOf(rules);
    }

    private static SortedMap<String, SortedSet<String>> rules() {
        SortedMap<String, SortedSet<String>> allowed = new TreeMap<>();
        for (ArchRule rule : HeliographRules.all()) {
            Matcher matcher = RULE.matcher(rule.getDescription());
            // the simulator stands in one row with the adapters
            if (matcher.matches() && !matcher.group(1).equals("simulator")) {
                SortedSet<String> uses =
                        new TreeSet<>(Arrays.asList(matcher.group(2).split("[, ]+")));
                uses.retainAll(COLUMNS);
                uses.remove(matcher.group(1));
                allowed.put(matcher.group(1), uses);
            }
        }
        return allowed;
    }

    private static SortedMap<String, SortedSet<String>> rows() {
        SortedMap<String, SortedSet<String>> rows = new TreeMap<>();
        Matcher matcher = ROW.matcher(Pages.text(Pages.ROOT.resolve("ARCHITECTURE.md")));
        while (matcher.find()) {
            String[] cells = matcher.group(2).substring(1).split("\\|");
            SortedSet<String> uses = new TreeSet<>();
            for (int i = 0; i < cells.length; i++) {
                if (cells[i].strip().equals("✓")) {
                    uses.add(COLUMNS.get(i));
                }
            }
            rows.put(matcher.group(1), uses);
        }
        return rows;
    }
}
