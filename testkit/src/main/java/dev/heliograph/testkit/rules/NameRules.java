// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that say what a thing is instead of what role a pattern gave it. */
final class NameRules {

    private static final Pattern ROLE =
            Pattern.compile(".*(Impl|Utils?|Helpers?|Manager)|(Abstract|Default|Base)[A-Z].*");

    private static final Pattern COPY = Pattern.compile(".*(Mapper|Dto|DTO|Entity)");

    private static final Set<String> DRAWERS =
            new TreeSet<>(List.of("common", "helper", "helpers", "impl", "misc", "util", "utils"));

    private NameRules() {}

    static ArchRule types(House house) {
        return Finding.rule(
                house.ruled(),
                "not be named Impl, Util, Helper, Manager, Abstract, Default or Base",
                type -> named(type, ROLE),
                "such a name hides the difference; say what this one is or does");
    }

    /** In the model, entity is Telegram's own word: for who can be talked to, and for a formatted range of text. */
    static ArchRule copies(House house) {
        return Finding.rule(
                house.ruled(),
                "not be named Mapper, Dto or, outside of the model, Entity",
                type -> house.layer(type).equals("model")
                                && type.getSimpleName().endsWith("Entity")
                        ? Stream.empty()
                        : named(type, COPY),
                "there is one model; adapters translate at their client's types and copy nothing");
    }

    static ArchRule packages(House house) {
        return Finding.rule(
                house.ruled(),
                "not reside in a package named util, common, helper, misc or impl",
                type -> Stream.of(type.getPackageName().split("\\.", -1))
                        .filter(DRAWERS::contains)
                        .map(drawer -> type.getName() + " resides in a package named " + drawer),
                "a drawer for everything is found by nobody");
    }

    private static Stream<String> named(JavaClass type, Pattern forbidden) {
        return forbidden.matcher(type.getSimpleName()).matches()
                ? Stream.of(type.getName() + " has a forbidden name")
                : Stream.empty();
    }
}
