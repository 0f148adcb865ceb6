// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may use whom: the arrows between the layers. */
final class ArrowRules {

    /** The marks say something about a type and bind it to nothing, so every layer may wear them. */
    private static final Set<String> MARKS = new TreeSet<>(List.of("Stable", "Implementable"));

    /** The pure arithmetic of limits, which stores execute too: all that policy may see of the ports. */
    private static final Set<String> ARITHMETIC = new TreeSet<>(List.of("Bucket", "Grant", "Limit"));

    private ArrowRules() {}

    static ArchRule places(House house) {
        return Finding.rule(
                house.ruled(),
                "reside in a layer, an adapter's package, and never in the root package",
                type -> !house.isLibrary(type) || house.isKnownLayer(type)
                        ? Stream.empty()
                        : Stream.of(type.getName() + " resides in " + type.getPackageName() + ", which is no layer"),
                "a class outside of every layer is a class that no arrow holds");
    }

    static ArchRule model(House house) {
        return arrows(house, "model", "the vocabulary is what everything else stands on");
    }

    static ArchRule policy(House house) {
        return Finding.rule(
                house.in("policy"),
                "use of the library only policy, model and the arithmetic of limits in spi.state",
                type -> foreign(house, type, "model")
                        .filter(use -> !isArithmetic(house, use))
                        .map(ArrowRules::sentence),
                "a decision is a function of values; what can wait, store or send is not one");
    }

    static ArchRule spi(House house) {
        return arrows(house, "spi", "a plugin must not be tied to how the core works inside", "model");
    }

    static ArchRule time(House house) {
        return arrows(house, "time", "real clocks and threads stay behind their port", "spi");
    }

    static ArchRule plugin(House house) {
        return arrows(house, "plugin", "finding plugins must not depend on what they are used for", "model", "spi");
    }

    static ArchRule engine(House house) {
        return arrows(
                house,
                "engine",
                "an engine that knows neither the real clock nor a named adapter runs in virtual time",
                "model",
                "policy",
                "spi");
    }

    static ArchRule api(House house) {
        return arrows(
                house,
                "api",
                "the core must not know its adapters",
                "model",
                "policy",
                "spi",
                "engine",
                "plugin",
                "time");
    }

    static ArchRule adapters(House house) {
        return Finding.rule(
                house.in(House.ADAPTERS),
                "use of the library only themselves, model and spi",
                type -> foreign(house, type, "model", "spi").map(ArrowRules::sentence),
                "an adapter that knows another adapter or the engine cannot be replaced alone");
    }

    static ArchRule simulator(House house) {
        return Finding.rule(
                house.in("simulator"),
                "use of the library only simulator, model, spi, and time where a test is handed the simulator",
                type -> (type.getPackageName().endsWith(".junit")
                                ? foreign(house, type, "model", "spi", "time")
                                : foreign(house, type, "model", "spi"))
                        .map(ArrowRules::sentence),
                "the world judges the client, so it must not share its code");
    }

    static ArchRule testkit(House house) {
        return arrows(house, "testkit", "contracts hold for every implementation of a port", "model", "spi", "time");
    }

    static ArchRule cli(House house) {
        return arrows(
                house,
                "cli",
                "adapters are found by their scheme at run time and never named",
                "model",
                "spi",
                "plugin",
                "time",
                "api");
    }

    static ArchRule examples(House house) {
        return arrows(house, "examples", "an example shows what every user can do", "model", "spi", "api");
    }

    /** For foreign plugins: what adapters of the house may use, with the whole plugin as their own. */
    static ArchRule thirdParty(House house) {
        return Finding.rule(
                house.ruled(),
                "use of the library only model and spi",
                type -> foreign(house, type, "model", "spi").map(ArrowRules::sentence),
                "only these are kept compatible for plugins; everything else may change with any release");
    }

    private static ArchRule arrows(House house, String layer, String because, String... allowed) {
        return Finding.rule(
                house.in(layer),
                "use of the library only " + layer + (allowed.length == 0 ? "" : ", " + String.join(", ", allowed)),
                type -> foreign(house, type, allowed).map(ArrowRules::sentence),
                because);
    }

    private static Stream<Dependency> foreign(House house, JavaClass type, String... allowed) {
        String home = house.home(type);
        List<String> layers = Arrays.asList(allowed);
        return type.getDirectDependenciesFromSelf().stream()
                .filter(use -> house.isLibrary(use.getTargetClass()))
                .filter(use -> !House.within(use.getTargetClass(), home))
                .filter(use -> !layers.contains(house.layer(use.getTargetClass())))
                .filter(use -> !isMark(house, use.getTargetClass()));
    }

    private static boolean isMark(House house, JavaClass type) {
        return type.getPackageName().equals(house.library() + ".model") && MARKS.contains(type.getSimpleName());
    }

    private static boolean isArithmetic(House house, Dependency use) {
        JavaClass outer = use.getTargetClass();
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getPackageName().equals(house.library() + ".spi.state")
                && ARITHMETIC.contains(outer.getSimpleName());
    }

    private static String sentence(Dependency use) {
        return use.getDescription();
    }
}
