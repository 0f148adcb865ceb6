// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the commands of the pages that are marked with the exit code they end with, against the built distribution. */
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {
    private static final String DISTRIBUTION = System.getProperty("heliograph.distribution");

    @TempDir
    Path folders;

    @TestFactory
    Stream<DynamicTest> commands_end_as_the_page_says() {
        return Pages.blocks()
                .filter(block -> block.mark().equals("run"))
                .map(block -> DynamicTest.dynamicTest(block.toString(), () -> run(block)));
    }

    @Test
    void there_are_commands_to_run() {
        assertThat(Pages.blocks().filter(block -> block.mark().equals("run"))).hasSizeGreaterThan(3);
    }

    private void run(Pages.Block block) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(folders, "page");
        Path launcher =
                Path.of(DISTRIBUTION, "bin", "heliograph").toAbsolutePath().normalize();
        Files.createSymbolicLink(folder.resolve("heliograph"), launcher);
        Path copies = Files.createDirectories(folder.resolve("examples"));
        Path yaml = Pages.ROOT.resolve("examples/heliograph.yaml");
        if (Files.exists(yaml)) {
            Files.copy(yaml, copies.resolve("heliograph.yaml"));
        }
        Path output = folder.resolve("output");
        // the worst exit code of the block counts: the last command often is a mere look at the results
        String script = "worst=0; trap 's=$?; [ $s -gt $worst ] && worst=$s' ERR\n" + block.text() + "\nexit $worst\n";
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("TELEGRAM_") || name.startsWith("HELIOGRAPH_"));
        Process process = shell.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }

        assertThat("exit " + process.waitFor())
                .as(Files.readString(output, StandardCharsets.UTF_8))
                .isEqualTo(block.argument());
    }
}
