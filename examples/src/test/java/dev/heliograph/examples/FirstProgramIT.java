// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first program of the pages: built in an empty folder from what its pom names, and from nothing else. */
class FirstProgramIT {
    private static final Path PROJECT = Pages.ROOT.resolve("examples/first");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final String PREFIX = "heliograph-";
    /** What the artifact of others brings with it. */
    private static final List<String> WITH_JACKSON = List.of("jackson-core", "jackson-annotations");

    @TempDir
    Path folder;

    @Test
    void it_runs_with_what_its_pom_names() throws Exception {
        String path = path();
        Path source = Files.copy(PROJECT.resolve("src/main/java/First.java"), folder.resolve("First.java"));

        // the launcher of Java compiles a single file by itself
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        source.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the program ended")
                .isTrue();
        assertThat(Files.readString(output)).endsWith("SUCCESS OK\n");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void its_pom_names_the_version_of_this_build() {
        String pom = Pages.text(PROJECT.resolve("pom.xml"));
        assertThat(version(pom.replaceFirst("(?s).*heliograph-bom</artifactId>", "")))
                .isEqualTo(version(Pages.text(Pages.ROOT.resolve("pom.xml"))));
    }

    @Test
    void the_page_names_every_artifact_that_is_published() {
        String bom = Pages.text(Pages.ROOT.resolve("bom/pom.xml"));
        String page = Pages.text(Pages.ROOT.resolve("docs/01-start.md"));
        assertThat(dependencies(bom))
                .hasSizeGreaterThan(10)
                .allSatisfy(found -> assertThat(page).contains("| `dev.heliograph:" + found.group(2) + "` |"));
    }

    /** The jars of this build that the pom names, those that they need, and of the class path of this test those of others. */
    private static String path() throws IOException {
        Deque<String> open = new ArrayDeque<>();
        dependencies(Pages.text(PROJECT.resolve("pom.xml")).replaceFirst("(?s).*</dependencyManagement>", ""))
                .forEach(found -> open.add(found.group(2)));
        Set<String> own = new LinkedHashSet<>();
        Set<String> foreign = new LinkedHashSet<>(WITH_JACKSON);
        while (!open.isEmpty()) {
            String artifact = open.remove();
            if (own.add(artifact)) {
                Path module = Pages.ROOT.resolve(artifact.substring(PREFIX.length()));
                dependencies(Pages.text(module.resolve("pom.xml"))).stream()
                        .filter(found -> !found.group(3).contains("<scope>test"))
                        .forEach(found -> (found.group(2).startsWith(PREFIX) ? open : foreign).add(found.group(2)));
            }
        }
        List<String> jars = new ArrayList<>();
        for (String artifact : own) {
            jars.add(jar(artifact));
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> foreign.stream().anyMatch(name -> isOf(name, entry)))
                .forEach(jars::add);
        return String.join(File.pathSeparator, jars);
    }

    private static boolean isOf(String artifact, String jar) {
        return Path.of(jar).getFileName().toString().matches(Pattern.quote(artifact) + "-[0-9].*");
    }

    private static List<MatchResult> dependencies(String pom) {
        return DEPENDENCY.matcher(pom).results().toList();
    }

    private static String jar(String artifact) throws IOException {
        Path target = Pages.ROOT.resolve(artifact.substring(PREFIX.length())).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.map(Path::toString)
                    .filter(file -> file.matches(".*/" + artifact + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String version(String pom) {
        return Pattern.compile("<version>([^<]+)</version>")
                .matcher(pom)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
