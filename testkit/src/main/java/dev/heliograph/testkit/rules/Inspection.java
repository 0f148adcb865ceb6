// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Rules applied to some packages of the class path. */
record Inspection(House house, List<ArchRule> rules, List<String> packages) {

    Inspection(House house, List<ArchRule> rules, String... packages) {
        this(house, rules, Arrays.asList(packages));
    }

    Inspection {
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("name at least one package to check");
        }
        rules = List.copyOf(rules);
        packages = List.copyOf(packages);
    }

    /** One test for each rule, and one for each package that says it is not empty. */
    Stream<DynamicTest> tests() {
        JavaClasses classes = production();
        return all().stream().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    /** Fails once, with every violation of every rule. */
    void check() {
        check(production());
    }

    void check(JavaClasses classes) {
        List<String> reports = all().stream()
                .map(rule -> rule.evaluate(classes))
                .filter(result -> result.hasViolation())
                .map(result -> result.getFailureReport().toString())
                .toList();
        if (!reports.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), reports));
        }
    }

    /**
     * The classes to judge. The whole tree is imported, because an interface may find its second implementation in another
     * package; then it is cut down to the packages asked for, and to the root, where nothing may live.
     */
    JavaClasses cut(JavaClasses tree) {
        return tree.that(DescribedPredicate.describe(
                "reside in " + String.join(", ", packages),
                (JavaClass type) -> type.getPackageName().equals(house.library())
                        || packages.stream().anyMatch(name -> House.within(type, name))));
    }

    private JavaClasses production() {
        return cut(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(house.root()));
    }

    private List<ArchRule> all() {
        List<ArchRule> all = new ArrayList<>();
        packages.forEach(name -> all.add(presence(name)));
        all.addAll(rules);
        return all;
    }

    /** The one rule that refuses to be empty: all others would pass in silence on a package that does not exist. */
    private ArchRule presence(String name) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(name + "..")
                .should()
                .resideInAPackage(house.root() + "..")
                .because("a mistyped package name would satisfy every other rule")
                .allowEmptyShould(false);
    }
}
