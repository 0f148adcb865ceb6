// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** What plugins see of the library, and what the library asks of a provider. */
final class PortRules {

    private static final List<String> EXPORTED = List.of("model", "policy", "spi", "time", "plugin", "api");

    private PortRules() {}

    static ArchRule signatures(House house) {
        return Finding.rule(
                house.in("spi"),
                "speak only JDK, model and spi types, take no Optional, and know no arrays except byte[]",
                type -> isReachable(type)
                        ? type.getCodeUnits().stream()
                                .filter(unit -> ShapeRules.isVisible(unit) && !isMadeByCompiler(unit))
                                .flatMap(unit -> complaints(house, unit))
                        : Stream.empty(),
                "a foreign type in a port binds every plugin to that library's version");
    }

    static ArchRule providers(House house) {
        return Finding.rule(
                house.outside("testkit"),
                "be public, final, stateless and built by a public constructor without arguments if they are providers",
                type -> isProvider(house, type) ? defects(type) : Stream.empty(),
                "the service loader builds every provider it finds, also those that nobody asked for");
    }

    static ArchRule marks(House house) {
        return Finding.rule(
                house.in(EXPORTED),
                "be marked as stable or implementable if they are public",
                type -> !isReachable(type) || isMarked(house, type, "Stable") || isMarked(house, type, "Implementable")
                        ? Stream.empty()
                        : Stream.of(type.getName() + " is public and promises nothing"),
                "what is public is kept; a reader must see what is kept in which way");
    }

    static ArchRule inheritance(House house) {
        return Finding.rule(
                house.in(EXPORTED),
                "be final or sealed if they are public and not for plugins to implement",
                type -> !isReachable(type) || isClosed(type) || isImplementable(house, type)
                        ? Stream.empty()
                        : Stream.of(type.getName() + " can be inherited without being meant to"),
                "a type that others may extend can never gain a method");
    }

    private static Stream<String> complaints(House house, JavaCodeUnit unit) {
        Stream<String> arrays = Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                .filter(type -> type.isArray() && !type.getName().equals("[B"))
                .map(type -> unit.getFullName() + " speaks of the array " + type.getSimpleName());
        Stream<String> optionals = unit.getParameterTypes().stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(ShapeRules::isOptional)
                .map(type -> unit.getFullName() + " takes an " + type.getSimpleName());
        Stream<String> foreign = Stream.concat(
                        unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !isSpoken(house, type))
                .map(type -> unit.getFullName() + " speaks of " + type.getName());
        return Stream.of(arrays, optionals, foreign).flatMap(sentences -> sentences);
    }

    private static boolean isSpoken(House house, JavaClass type) {
        return type.isPrimitive()
                || type.getName().equals("void")
                || House.within(type, "java")
                || House.within(type, house.library() + ".model")
                || House.within(type, house.library() + ".spi");
    }

    /** An enum's {@code values()} returns an array because the language says so. */
    private static boolean isMadeByCompiler(JavaCodeUnit unit) {
        return unit.getOwner().isEnum()
                && unit.getName().equals("values")
                && unit.getRawParameterTypes().isEmpty();
    }

    private static boolean isProvider(House house, JavaClass type) {
        return !type.isInterface()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && type.getAllRawInterfaces().stream()
                        .anyMatch(port -> House.within(port, house.library() + ".spi")
                                && port.getSimpleName().endsWith("Provider"));
    }

    private static Stream<String> defects(JavaClass type) {
        boolean built = type.getConstructors().stream()
                .anyMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC)
                        && constructor.getRawParameterTypes().isEmpty());
        boolean stateful = type.getFields().stream()
                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC));
        return Stream.of(
                        isReachable(type) ? "" : " is not public",
                        type.getModifiers().contains(JavaModifier.FINAL) ? "" : " is not final",
                        built ? "" : " has no public constructor without arguments",
                        stateful ? " has fields" : "")
                .filter(defect -> !defect.isEmpty())
                .map(defect -> type.getName() + defect);
    }

    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PortRules::isReachable).orElse(true);
    }

    private static boolean isClosed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                || type.isEnum()
                || type.isAnnotation()
                || type.getPermittedSubclasses().isPresent();
    }

    private static boolean isImplementable(House house, JavaClass type) {
        return type.isAnnotatedWith(house.library() + ".model.Implementable");
    }

    /** A nested type is promised with the type that it is part of; the marks themselves need none. */
    private static boolean isMarked(House house, JavaClass type, String mark) {
        return type.getName().equals(house.library() + ".model." + mark)
                || type.isAnnotatedWith(house.library() + ".model." + mark)
                || type.getEnclosingClass()
                        .map(outer -> isMarked(house, outer, mark))
                        .orElse(false);
    }
}
