// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a rule reports in a planted tree. */
final class Plants {

    private final JavaClasses tree;
    private final String root;

    Plants(String root) {
        this.root = root;
        this.tree = new ClassFileImporter().importPackages(root);
    }

    JavaClasses tree() {
        return tree;
    }

    /** The reported classes, named from the root of the tree. */
    Set<String> reportedBy(ArchRule rule) {
        Set<String> reported = new TreeSet<>();
        rule.evaluate(tree)
                .handleViolations((Collection<JavaClass> classes, String message) ->
                        classes.forEach(type -> reported.add(type.getName().substring(root.length() + 1))));
        return reported;
    }

    /** Written-out names; {@code Holder.*} stands for every class nested in the holder. */
    Set<String> named(List<String> names) {
        Set<String> all = new TreeSet<>();
        for (String name : names) {
            if (name.endsWith(".*")) {
                all.addAll(nestedIn(name.substring(0, name.length() - 2)));
            } else {
                all.add(name);
            }
        }
        return all;
    }

    private List<String> nestedIn(String holder) {
        List<String> nested = tree.stream()
                .map(type -> type.getName().substring(root.length() + 1))
                .filter(name -> name.startsWith(holder + "$"))
                .toList();
        assertThat(nested).as("classes nested in %s", holder).isNotEmpty();
        return nested;
    }
}
