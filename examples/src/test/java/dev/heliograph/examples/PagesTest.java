// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Snippets are those of the programs that are run, and links lead somewhere. */
class PagesTest {
    @TestFactory
    Stream<DynamicTest> every_snippet_of_java_and_of_a_pom_stands_in_the_file_that_it_names() {
        return Pages.blocks()
                .filter(block -> block.language().matches("java|xml"))
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> {
                    assertThat(block.mark()).as("the comment before the block").isEqualTo("example");
                    List<String> source = Pages.text(Pages.ROOT.resolve(block.argument()))
                            .lines()
                            .toList();
                    assertThat(stands(block.text().lines().toList(), source))
                            .as("stands in " + block.argument())
                            .isTrue();
                }));
    }

    @Test
    void there_are_snippets_to_compare() {
        assertThat(Pages.blocks().filter(block -> block.language().equals("java")))
                .hasSizeGreaterThan(5);
    }

    @Test
    void links_lead_to_files_that_exist() {
        for (Path page : Pages.all()) {
            assertThat(Pages.links(page))
                    .as(page.toString())
                    .allSatisfy(target -> assertThat(target).exists());
        }
    }

    @Test
    void a_snippet_that_differs_by_a_word_is_found_out() {
        assertThat(stands(List.of("a();", "    b();"), List.of("    a();", "        c();")))
                .isFalse();
    }

    /** Whether the lines stand there one after the other, all of them moved by the same number of blanks. */
    private static boolean stands(List<String> snippet, List<String> source) {
        for (int indent = 0; indent <= 16; indent += 2) {
            String blanks = " ".repeat(indent);
            List<String> moved = snippet.stream()
                    .map(line -> line.isEmpty() ? line : blanks + line)
                    .toList();
            if (Collections.indexOfSubList(source, moved) >= 0) {
                return true;
            }
        }
        return false;
    }
}
