// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.cli.config.LogSettings;
import dev.heliograph.model.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger LOGGER = LoggerFactory.getLogger("dev.heliograph.test");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @AfterEach
    void quiet() {
        Logging.configure(new LogSettings("off", "text", null, 1024, 1), err, false, false);
    }

    @Test
    void lines_are_JSON_where_nobody_looks() {
        configure("info", null, false);
        LOGGER.atInfo()
                .addKeyValue("session", "news-1")
                .addKeyValue("wait_ms", 5)
                .log("Waiting");
        assertThat(text())
                .startsWith("{\"time\":\"")
                .contains("\"level\":\"info\",\"logger\":\"dev.heliograph.test\",\"message\":\"Waiting\"")
                .endsWith("\"session\":\"news-1\",\"wait_ms\":5}\n");
    }

    @Test
    void lines_are_readable_on_a_terminal() {
        configure("info", null, true);
        LOGGER.atInfo().addKeyValue("session", "news-1").log("Waiting");
        assertThat(text()).contains("INFO  test: Waiting session=\"news-1\"");
    }

    @Test
    void less_important_lines_are_left_out() {
        configure("warn", "text", false);
        LOGGER.info("chatter");
        assertThat(text()).isEmpty();
    }

    @Test
    void stack_traces_need_to_be_asked_for() {
        configure("warn", "text", true);
        LOGGER.warn("broken", new IllegalStateException("cause"));
        assertThat(text()).contains("broken").doesNotContain("\tat ");
    }

    @Test
    void a_file_is_rolled_and_only_so_many_are_kept() throws IOException {
        Path file = directory.resolve("heliograph.log");
        Logging.configure(new LogSettings("info", null, file.toString(), 1024, 2), err, false, false);
        for (int i = 0; i < 2_000; i++) {
            LOGGER.atInfo().addKeyValue("number", i).log("x".repeat(100));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .contains("heliograph.log", "heliograph.log.1")
                    .hasSizeLessThanOrEqualTo(3);
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void log_files_are_for_their_owner_only_also_after_they_were_rolled() throws IOException {
        Path file = Files.writeString(directory.resolve("old.log"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Logging.configure(new LogSettings("info", null, file.toString(), 1024, 2), err, false, false);
        for (int i = 0; i < 50; i++) {
            LOGGER.info("x".repeat(100));
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(one -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void a_file_that_cannot_be_written_to_is_refused_and_its_folders_are_made() throws IOException {
        Path plain = Files.writeString(directory.resolve("plain"), "");
        assertThatThrownBy(() -> Logging.configure(
                        new LogSettings("info", null, plain.resolve("x.log").toString(), 1024, 2), err, false, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("log.file '" + plain.resolve("x.log") + "': cannot be written to");
        Path deep = directory.resolve("logs").resolve("today").resolve("x.log");
        Logging.configure(new LogSettings("info", null, deep.toString(), 1024, 2), err, false, false);
        LOGGER.info("kept");
        assertThat(deep).content().contains("kept");
    }

    private void configure(String level, String format, boolean live) {
        Logging.configure(new LogSettings(level, format, null, 1024, 1), err, live, false);
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
