// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/**
 * Whose classes are judged, and by which library's layers. For the library itself both are the same package; for a plugin
 * they differ, so that a plugin's own package called {@code time} earns no exemption. The rules take a house instead of a
 * constant so that they can be tried on a planted tree.
 */
record House(String root, String library) {

    static final House HELIOGRAPH = new House("dev.heliograph", "dev.heliograph");

    static final List<String> CORE = List.of("model", "policy", "spi", "time", "plugin", "engine", "api");
    static final List<String> ADAPTERS = List.of("transport", "state", "metrics");
    private static final List<String> AROUND = List.of("simulator", "testkit", "cli", "examples", "bench");

    static House plugin(String root) {
        return new House(root, HELIOGRAPH.library);
    }

    /** Everything but benchmarks, which have to imitate the habits of the peers that they measure. */
    DescribedPredicate<JavaClass> ruled() {
        return DescribedPredicate.describe(
                "are not benchmarks", type -> owns(type) && !layer(type).equals("bench"));
    }

    DescribedPredicate<JavaClass> in(String... layers) {
        return in(Arrays.asList(layers));
    }

    DescribedPredicate<JavaClass> in(List<String> layers) {
        return DescribedPredicate.describe(
                "reside in " + String.join(", ", layers), type -> owns(type) && layers.contains(layer(type)));
    }

    DescribedPredicate<JavaClass> outside(String... layers) {
        List<String> exempt = Arrays.asList(layers);
        return DescribedPredicate.describe(
                "reside outside of " + String.join(", ", layers),
                type -> owns(type) && !layer(type).equals("bench") && !exempt.contains(layer(type)));
    }

    /** The first package segment below the library's root; empty for the root itself and for everything foreign. */
    String layer(JavaClass type) {
        String[] segments = segments(type);
        return segments.length == 0 ? "" : segments[0];
    }

    /** What a class may use freely because it is its own: a whole layer, or one adapter of many, or the plugin. */
    String home(JavaClass type) {
        String[] segments = segments(type);
        if (segments.length == 0) {
            return within(type, library) ? library : root;
        }
        boolean adapter = ADAPTERS.contains(segments[0]) && segments.length > 1;
        return library + "." + segments[0] + (adapter ? "." + segments[1] : "");
    }

    boolean isKnownLayer(JavaClass type) {
        String layer = layer(type);
        return CORE.contains(layer) || AROUND.contains(layer) || isAdapter(type);
    }

    boolean isAdapter(JavaClass type) {
        return ADAPTERS.contains(layer(type)) && segments(type).length > 1;
    }

    boolean isLibrary(JavaClass type) {
        return within(type, library);
    }

    boolean owns(JavaClass type) {
        return within(type, root);
    }

    static boolean within(JavaClass type, String parent) {
        String name = type.getPackageName();
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    private String[] segments(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(library + ".")) {
            return new String[0];
        }
        return name.substring(library.length() + 1).split("\\.", -1);
    }
}
