// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the project: README, ARCHITECTURE and docs. */
final class Pages {
    /** The folder of the project; tests run in that of their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- ([a-z]+): (.+?) -->\\n)?```([a-z]*)\\n(.*?)```\\n", Pattern.DOTALL);

    private Pages() {}

    /**
     * A fenced block.
     *
     * @param page the file it stands in
     * @param mark the word of the comment before it, or empty
     * @param argument what the comment says after the word, or empty
     * @param language the word after the fence, or empty
     * @param text what is inside
     */
    record Block(Path page, String mark, String argument, String language, String text) {
        @Override
        public String toString() {
            return ROOT.relativize(page) + ": " + text.lines().findFirst().orElse("");
        }
    }

    static List<Path> all() {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("ARCHITECTURE.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return pages;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Block> blocks() {
        return all().stream()
                .flatMap(page -> BLOCK.matcher(text(page))
                        .results()
                        .map(found -> new Block(
                                page,
                                orEmpty(found.group(1)),
                                orEmpty(found.group(2)),
                                found.group(3),
                                found.group(4))));
    }

    /** The targets of links that lead into the project, without their anchors. */
    static List<Path> links(Path page) {
        Matcher matcher = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)").matcher(text(page));
        List<Path> targets = new ArrayList<>();
        while (matcher.find()) {
            if (!matcher.group(1).contains(":") && !matcher.group(1).equals("url")) {
                targets.add(page.resolveSibling(matcher.group(1)).normalize());
            }
        }
        return targets;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
