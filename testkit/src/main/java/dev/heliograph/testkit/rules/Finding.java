// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What every rule is made of: which classes are looked at, and a function from a class to the sentences that accuse it.
 * Reporting the class itself as the culprit is what lets a test ask for exactly the planted class.
 */
final class Finding {

    private Finding() {}

    /** A rule that is content with an empty module; that a module is not empty is a rule of its own. */
    static ArchRule rule(
            DescribedPredicate<JavaClass> subjects,
            String should,
            Function<JavaClass, Stream<String>> accusations,
            String because) {
        return ArchRuleDefinition.classes()
                .that(subjects)
                .should(new Accusation(should, accusations))
                .because(because)
                .allowEmptyShould(true);
    }

    /** Accuses a class of every call and method reference that matches. */
    static Function<JavaClass, Stream<String>> calls(Predicate<JavaCodeUnitAccess<?>> forbidden) {
        return type ->
                type.getCodeUnitAccessesFromSelf().stream().filter(forbidden).map(JavaCodeUnitAccess::getDescription);
    }

    private static final class Accusation extends ArchCondition<JavaClass> {

        private final Function<JavaClass, Stream<String>> accusations;

        Accusation(String should, Function<JavaClass, Stream<String>> accusations) {
            super(should);
            this.accusations = accusations;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            accusations
                    .apply(type)
                    .distinct()
                    .forEach(sentence -> events.add(SimpleConditionEvent.violated(type, sentence)));
        }
    }
}
