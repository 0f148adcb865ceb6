// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.cli.Distribution.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built distribution makes of configuration, and that no secret leaves it. */
class ConfigurationIT {
    private static final String TOKEN = "7300000001:AAH-secret-token-of-a-bot";
    private static final String HASH = "0123456789abcdef-secret-hash";
    private static final String PHONE = "+905551119988";
    private static final String SESSION = "1BVtsOK-secret-session-string";
    private static final String TEXT = "a very private text";

    @TempDir
    Path directory;

    private Distribution heliograph;

    @BeforeEach
    void distribution() {
        heliograph = new Distribution(directory);
    }

    @Test
    void the_file_of_the_working_directory_is_read() throws Exception {
        heliograph.file("heliograph.yaml", "transport: \"simulator:?seed=3\"\nsessions: [ { name: desk } ]\n");
        Run run = heliograph.run("config", "--json").succeeds();
        assertThat(run.out())
                .contains("{\"key\":\"transport\",\"value\":\"simulator:?seed=3\",\"origin\":\"heliograph.yaml:1\"}");
        assertThat(heliograph
                        .run("send", "--to", "5", "--text", "x", "--json")
                        .succeeds()
                        .json()
                        .path("session")
                        .asString())
                .isEqualTo("desk");
    }

    @Test
    void an_unknown_scheme_is_refused_with_the_known_ones() throws Exception {
        heliograph
                .run("send", "--to", "5", "--text", "x", "--transport", "pigeon:")
                .refuses("'pigeon:'", "simulator:");
    }

    @Test
    void a_wrong_setting_of_a_plugin_is_refused() throws Exception {
        heliograph.run("stats", "--transport", "simulator:?sede=7").refuses("unknown setting 'sede'", "seed");
    }

    @Test
    void bad_YAML_is_refused_with_its_line() throws Exception {
        heliograph.file("heliograph.yaml", "state: memory:\n");
        heliograph.run("config").refuses("heliograph.yaml:1", "state: \"memory:\"");
    }

    @Test
    void a_missing_token_is_named() throws Exception {
        heliograph.file("heliograph.yaml", "sessions: [ { name: news, botToken: \"${env:NEWS_BOT_TOKEN}\" } ]\n");
        heliograph.run("send", "--to", "5", "--text", "x").refuses("${env:NEWS_BOT_TOKEN} is not set");
    }

    @Test
    void a_file_that_is_not_there_is_refused() throws Exception {
        heliograph.run("--config", "absent.yaml", "stats").refuses("absent.yaml: no such file");
    }

    @Test
    void the_example_is_understood() throws Exception {
        Path example = Path.of(System.getProperty("heliograph.distribution"), "../../../examples/heliograph.yaml");
        heliograph.with("NEWS_BOT_TOKEN", TOKEN).with("DESK_API_HASH", HASH).with("DESK_PHONE", PHONE);
        Run run = heliograph
                .run("config", "--config", example.normalize().toString())
                .succeeds();
        assertThat(run.out())
                .contains("sessions.news-1.botToken", "${env:NEWS_BOT_TOKEN}")
                .doesNotContain(TOKEN);
    }

    @Test
    void no_secret_leaves_the_process_at_the_level_of_information() throws Exception {
        heliograph
                .with("TELEGRAM_BOT_TOKEN", TOKEN)
                .with("TELEGRAM_API_HASH", HASH)
                .with("TELEGRAM_API_ID", "12345")
                .with("TELEGRAM_PHONE", PHONE)
                .with("TELEGRAM_SESSION", SESSION)
                .with("LOG_LEVEL", "info")
                .with("LOG_FORMAT", "json")
                .with("HELIOGRAPH_TRANSPORT", "simulator:");
        heliograph.file(
                "audience.jsonl",
                "{\"chat_id\":5,\"text\":\"" + TEXT + "\"}\n{\"chat\":\"@blocked\",\"text\":\"" + TEXT + "\"}\n");
        List<String> outputs = new ArrayList<>();
        for (String[] command : new String[][] {
            {"config", "--json"},
            {"config"},
            {"send", "--to", "@blocked", "--text", TEXT, "--json", "--debug"},
            {"broadcast", "--input", "audience.jsonl", "--results", "results.jsonl"},
            {"health", "--debug"},
            {"send", "--to", "5", "--text", TEXT, "--transport", "pigeon:?secret=" + TOKEN},
        }) {
            Run run = heliograph.run(command);
            outputs.add(run.out() + run.err());
        }
        outputs.add(heliograph.read("results.jsonl"));
        assertThat(outputs)
                .allSatisfy(output -> assertThat(output)
                        .doesNotContain(TOKEN)
                        .doesNotContain(TOKEN.substring(11))
                        .doesNotContain(HASH)
                        .doesNotContain(PHONE.substring(1))
                        .doesNotContain(SESSION)
                        .doesNotContain(TEXT));
    }

    @Test
    void log_lines_go_into_a_file_where_one_is_set() throws Exception {
        heliograph.file("heliograph.yaml", "log: { level: debug, file: heliograph.log }\n");
        heliograph.run("send", "--to", "5", "--text", "x").succeeds();
        assertThat(directory.resolve("heliograph.log")).exists();
    }
}
