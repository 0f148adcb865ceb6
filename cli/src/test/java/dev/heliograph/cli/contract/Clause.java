// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.contract;

import dev.heliograph.testkit.transport.TransportContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * One sentence of the contract of transports.
 *
 * @param chapter the nested class that it stands in
 * @param name the method, words with underscores
 */
record Clause(String chapter, String name) {
    private static final Path SOURCES = Path.of("..", "testkit", "src", "main", "java");

    String sentence() {
        return name.replace('_', ' ');
    }

    /**
     * A nested class of the contract.
     *
     * @param name as it is called in the contract
     * @param sentence what its clauses are about
     * @param clauses in the order of the source
     */
    record Chapter(String name, String sentence, List<Clause> clauses) {
        String title() {
            String words = name.replaceAll("(?<=.)(?=[A-Z])", " ");
            return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** The whole contract, in the order of its source. */
    static List<Chapter> all() {
        String order = source(TransportContract.class);
        return Stream.of(TransportContract.class.getDeclaredClasses())
                .filter(nested -> nested.isAnnotationPresent(Nested.class))
                .sorted(Comparator.comparingInt(nested -> place(order, "class " + nested.getSimpleName() + " ")))
                .map(Clause::chapter)
                .toList();
    }

    private static Chapter chapter(Class<?> nested) {
        Class<?> written = nested.getSuperclass();
        String source = source(written);
        Matcher sentence =
                Pattern.compile("/\\*\\* ([^/]*?) \\*/\\nabstract class").matcher(source);
        if (!sentence.find()) {
            throw new AssertionError(written + " says in no sentence what it is about");
        }
        List<Clause> clauses = new ArrayList<>();
        Stream.of(nested, written)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .sorted(Comparator.comparingInt(name -> place(source, "void " + name + "(")))
                .forEach(name -> clauses.add(new Clause(nested.getSimpleName(), name)));
        return new Chapter(nested.getSimpleName(), sentence.group(1), clauses);
    }

    private static int place(String source, String words) {
        int at = source.indexOf(words);
        if (at < 0) {
            throw new AssertionError("'" + words + "' is not in the source of the contract");
        }
        return at;
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
