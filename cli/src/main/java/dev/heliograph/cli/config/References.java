// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${env:NAME}} and {@code ${file:PATH}}, so that no secret needs to stand in a configuration. */
final class References {
    private static final Pattern FORM = Pattern.compile("\\$\\{([a-z]+):([^}]+)}");

    private final Environment environment;
    private final List<String> problems;

    References(Environment environment, List<String> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Whether the text only says where a secret is found, and so may be shown. */
    static boolean isReference(String text) {
        return FORM.matcher(text.strip()).matches();
    }

    /** The text with its references replaced; what cannot be found is a problem and becomes null. */
    @Nullable
    String resolve(String path, Value value) {
        Matcher matcher = FORM.matcher(value.text());
        StringBuilder out = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            String found = find(matcher.group(1), matcher.group(2));
            if (found == null) {
                problems.add(value.origin() + ": " + path + ": " + matcher.group() + reason(matcher.group(1)));
                complete = false;
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(found == null ? "" : found));
        }
        matcher.appendTail(out);
        return complete ? out.toString() : null;
    }

    private @Nullable String find(String source, String name) {
        return switch (source) {
            case "env" -> environment.get(name);
            case "file" -> content(name);
            default -> null;
        };
    }

    private static String reason(String source) {
        return switch (source) {
            case "env" -> " is not set; export it or write it into .env";
            case "file" -> " cannot be read";
            default -> " is not understood; write ${env:NAME} or ${file:PATH}";
        };
    }

    private static @Nullable String content(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException unreadable) {
            return null;
        }
    }
}
