// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs programs on the module path, from the jars: the descriptors name what is needed and provide what is found. */
class ModulePathIT {
    private static final List<String> LIBRARIES = List.of(
            "slf4j-api-",
            "jspecify-",
            "jackson-databind-3",
            "jackson-core-3",
            "jackson-annotations-",
            "jetty-server-",
            "jetty-http-",
            "jetty-io-",
            "jetty-util-");
    private static final List<String> MODULES = List.of("core", "simulator", "state-memory", "examples");

    @TempDir
    Path folder;

    @Test
    void a_program_finds_its_adapters_on_the_module_path() throws Exception {
        assertThat(run("dev.heliograph.examples.SendOneMessage")).contains("SUCCESS OK, sent by desk");
    }

    @Test
    void a_plugin_of_a_third_party_is_found_there_too() throws Exception {
        assertThat(run("dev.heliograph.examples.UseCourier")).contains("SUCCESS OK, sent by desk");
    }

    private List<String> run(String program) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modulePath(),
                        "--add-modules",
                        "dev.heliograph.simulator,dev.heliograph.state.memory",
                        "--module",
                        "dev.heliograph.examples/" + program)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    /** The reactor's jars, and from the class path of this test those that they need. */
    private static String modulePath() throws IOException {
        List<String> path = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> jars = Files.list(Pages.ROOT.resolve(module).resolve("target"))) {
                path.add(jars.filter(jar -> jar.getFileName()
                                .toString()
                                .matches("heliograph-[a-z-]+-[0-9].*(?<!javadoc|tests|sources)\\.jar"))
                        .findFirst()
                        .orElseThrow()
                        .toString());
            }
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARIES.stream().anyMatch(entry::contains))
                .forEach(path::add);
        return String.join(File.pathSeparator, path);
    }
}
