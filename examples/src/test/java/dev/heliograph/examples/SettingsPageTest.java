// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on configuration says what the code declares. When it does not, the right page lies in target. */
class SettingsPageTest {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- generated: (\\S+) -->\\n).*?(<!-- end -->\\n)", Pattern.DOTALL);

    private final Path page = Pages.ROOT.resolve("docs/06-configuration.md");

    @Test
    void the_tables_are_those_of_the_code() throws IOException {
        String written = Pages.text(page);
        String right = filled(written);
        Path copy = Path.of("target", "06-configuration.md");
        Files.writeString(copy, right);

        assertThat(written).as("the right page is " + copy.toAbsolutePath()).isEqualTo(right);
    }

    @Test
    void every_table_has_its_place() {
        String written = Pages.text(page);

        assertThat(SettingsTables.all().keySet())
                .allSatisfy(name -> assertThat(written).contains("<!-- generated: " + name + " -->"));
    }

    private static String filled(String text) {
        var tables = SettingsTables.all();
        return TABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        + tables.getOrDefault(found.group(2), "There is no such table.\n")
                        + found.group(3)));
    }
}
