// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Environment;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
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
            try {
                matcher.appendReplacement(out, Matcher.quoteReplacement(find(matcher.group(1), matcher.group(2))));
            } catch (IOException missing) {
                problems.add(value.origin() + ": " + path + ": " + matcher.group() + " " + missing.getMessage());
                matcher.appendReplacement(out, "");
                complete = false;
            }
        }
        matcher.appendTail(out);
        return complete ? out.toString() : null;
    }

    private String find(String source, String name) throws IOException {
        return switch (source) {
            case "env" -> {
                String found = environment.get(name);
                if (found == null) {
                    throw new IOException("is not set; export it or write it into .env");
                }
                yield found;
            }
            case "file" -> content(name);
            default -> throw new IOException("is not understood; write ${env:NAME} or ${file:PATH}");
        };
    }

    private static String content(String path) throws IOException {
        try {
            return TextFile.read(Path.of(path)).strip();
        } catch (NotUtf8Exception foreign) {
            throw foreign;
        } catch (IOException | InvalidPathException unreadable) {
            throw new IOException("cannot be read", unreadable);
        }
    }
}
