// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of sessions that Telegram no longer accepts. */
class LostSessionsTest {
    private static final String REVOKED = "simulator:?revocations=1";

    @TempDir
    Path folder;

    private final Screen screen = new Screen();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("heliograph.yaml"), """
                sessions:
                  - { name: news-1, botToken: "101:secret-1" }
                  - { name: news-2, botToken: "102:secret-2" }
                  - { name: desk, phone: "+15550001" }
                """);
        Files.writeString(folder.resolve("people.jsonl"), "{\"chat\":\"@alice\",\"text\":\"Hello\"}\n");
    }

    private List<String> told(String... more) {
        String config = folder.resolve("heliograph.yaml").toString();
        String people = folder.resolve("people.jsonl").toString();
        List<String> words =
                new ArrayList<>(List.of("--config", config, "--transport", REVOKED, "broadcast", "--input", people));
        words.addAll(List.of(more));
        assertThat(screen.run("", words.toArray(String[]::new))).isEqualTo(1);
        return screen.err().lines().toList();
    }

    private static void oneLineEach(List<String> told) {
        assertThat(told)
                .filteredOn(line -> line.contains("news-1"))
                .singleElement()
                .asString()
                .contains("get the token from @BotFather");
        assertThat(told)
                .filteredOn(line -> line.contains("news-2"))
                .singleElement()
                .asString()
                .contains("get the token from @BotFather");
        assertThat(told)
                .filteredOn(line -> line.contains("desk"))
                .singleElement()
                .asString()
                .contains("'heliograph session login desk'");
    }

    @Test
    void is_one_line_for_each_with_what_to_do() {
        List<String> told = told();

        oneLineEach(told);
        assertThat(told).last().asString().contains("NO_SESSION", "none of the 3 sessions can be connected");
    }

    @Test
    void is_one_line_for_each_where_the_log_is_elsewhere() throws IOException {
        Files.writeString(
                folder.resolve("heliograph.yaml"),
                "log: { file: " + folder.resolve("h.log") + " }\n",
                StandardOpenOption.APPEND);

        oneLineEach(told());
    }
}
