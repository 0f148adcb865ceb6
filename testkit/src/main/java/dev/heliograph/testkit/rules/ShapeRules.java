// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How classes are built: what they hold, what they take, and how many implement what. */
final class ShapeRules {

    private static final Set<String> OPTIONALS = new TreeSet<>(List.of(
            "java.util.Optional", "java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble"));

    private ShapeRules() {}

    static ArchRule optionals(House house) {
        return Finding.rule(
                house.ruled(),
                "have no Optional as a field or a parameter",
                type -> Stream.concat(
                        type.getFields().stream()
                                .filter(field -> isOptional(field.getRawType()))
                                .map(field -> field.getFullName() + " is an Optional field"),
                        type.getCodeUnits().stream()
                                .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .filter(unit ->
                                        unit.getRawParameterTypes().stream().anyMatch(ShapeRules::isOptional))
                                .map(unit -> unit.getFullName() + " takes an Optional")),
                "it makes three states of two; overload the method, or take null in private code");
    }

    static ArchRule statics(House house) {
        return Finding.rule(
                house.ruled(),
                "hold nothing static that changes, unless they are @ProcessWide",
                type -> type.isAnnotatedWith(house.library() + ".model.ProcessWide")
                        ? Stream.empty()
                        : Stream.concat(mutableStatics(type), singletons(type)),
                "two fleets in one process must not meet in a static field");
    }

    static ArchRule soleImplementations(House house) {
        return Finding.rule(
                house.ruled(),
                "not be an interface with one implementation, unless it is functional or for plugins to implement",
                type -> isPlainInterface(house, type) ? soleImplementation(type) : Stream.empty(),
                "an interface is worth its name when a second implementation exists");
    }

    static ArchRule serviceLoader(House house) {
        return Finding.rule(
                house.outside("plugin", "testkit"),
                "not look up services",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getName().startsWith("java.util.ServiceLoader"))
                        .map(use -> use.getDescription()),
                "plugins are found once, in one place that can explain what is missing, and passed down");
    }

    static boolean isOptional(JavaClass type) {
        return OPTIONALS.contains(type.getName());
    }

    private static Stream<String> mutableStatics(JavaClass type) {
        return type.getFields().stream()
                .filter(ShapeRules::isStatic)
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL) || holdsChange(field))
                .map(field -> field.getFullName() + " is static and can change");
    }

    /** A private array is a table that its class can keep unchanged; one that others see is not. */
    private static boolean holdsChange(JavaField field) {
        JavaClass type = field.getRawType();
        if (type.isArray()) {
            return !field.getModifiers().contains(JavaModifier.PRIVATE);
        }
        boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
        return (collection && !type.isInterface())
                || House.within(type, "java.util.concurrent.atomic")
                || House.within(type, "java.util.concurrent.locks")
                || type.isAssignableTo(ThreadLocal.class)
                || type.isAssignableTo("java.util.concurrent.ConcurrentMap")
                || type.isAssignableTo("java.lang.AbstractStringBuilder");
    }

    private static Stream<String> singletons(JavaClass type) {
        boolean single = type.isEnum()
                || type.getFields().stream()
                        .anyMatch(field -> isStatic(field) && field.getRawType().equals(type));
        return type.getFields().stream()
                .filter(field -> single && !isStatic(field))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .map(field -> field.getFullName() + " changes inside an instance that is shared statically");
    }

    private static boolean isStatic(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static boolean isPlainInterface(House house, JavaClass type) {
        return type.isInterface()
                && !type.isAnnotation()
                && !type.isAnnotatedWith(FunctionalInterface.class)
                && !type.isAnnotatedWith(house.library() + ".model.Implementable");
    }

    private static Stream<String> soleImplementation(JavaClass type) {
        List<JavaClass> classes = type.getAllSubclasses().stream()
                .filter(subtype -> !subtype.isInterface())
                .toList();
        return classes.size() == 1
                ? Stream.of(type.getName() + " is implemented only by "
                        + classes.get(0).getName())
                : Stream.empty();
    }

    static boolean isVisible(JavaCodeUnit unit) {
        Set<JavaModifier> modifiers = unit.getModifiers();
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }
}
