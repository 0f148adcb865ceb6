// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Limit;
import dev.heliograph.plugin.Plugins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String TOKEN = "123456:AAH-very-secret-token";

    @TempDir
    Path directory;

    private final Map<String, String> variables = new TreeMap<>();
    private Flags flags = Flags.none();

    @BeforeEach
    void noFile() {
        assertThat(directory).isEmptyDirectory();
    }

    @Nested
    class Without_anything {
        @Test
        void there_is_one_simulated_session() {
            Configuration configuration = load();
            assertThat(configuration.transports()).containsExactly(Map.entry("main", "simulator:"));
            assertThat(configuration.state()).isEqualTo("memory:");
            assertThat(names(configuration)).containsExactly("main");
        }

        @Test
        void what_is_real_is_kept_in_a_file_and_a_rehearsal_nowhere() {
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            flags = new Flags(null, "botapi:", null, null, null, null);
            assertThat(load().state()).isEqualTo("sqlite:");
            flags = new Flags(null, "simulator:?seed=7", null, null, null, null);
            assertThat(load().state()).isEqualTo("memory:");
            assertThat(shown("state")).isEqualTo(new Shown("state", "memory:", "default"));
            file(
                    "transports: { play: \"simulator:\", real: \"botapi:\" }\n"
                            + "sessions: [ { name: a, transport: play }, { name: b, transport: real, botToken: \"1:aaa\" } ]\n");
            flags = Flags.none();
            assertThat(load().state()).as("one of them is real").isEqualTo("sqlite:");
        }

        @Test
        void the_log_keeps_to_warnings() {
            assertThat(load().log().level()).isEqualTo("warn");
        }

        @Test
        void the_state_is_Redis_where_its_address_is_known() {
            variables.put("REDIS_URL", "redis://:hunter2@localhost:6379/0");
            assertThat(load().state()).isEqualTo("redis://:hunter2@localhost:6379/0");
            assertThat(shown("state")).isEqualTo(new Shown("state", "redis://***@localhost:6379/0", "REDIS_URL"));
        }
    }

    @Nested
    class Precedence {
        @Test
        void flags_go_over_environment_over_dotenv_over_the_file() {
            file("state: \"memory:?a=file\"\ntransport: \"simulator:?seed=1\"\nlog: { level: info, format: json }\n");
            write(
                    ".env",
                    "HELIOGRAPH_TRANSPORT=simulator:?seed=2\nHELIOGRAPH_STATE=memory:?a=dotenv\nLOG_LEVEL=debug\n");
            variables.put("HELIOGRAPH_STATE", "memory:?a=environment");
            variables.put("HELIOGRAPH_TRANSPORT", "simulator:?seed=3");
            flags = new Flags(null, "simulator:?seed=4", null, null, null, null);
            Configuration configuration = load();
            assertThat(configuration.transports()).containsEntry("main", "simulator:?seed=4");
            assertThat(configuration.state()).isEqualTo("memory:?a=environment");
            assertThat(configuration.log().level()).isEqualTo("debug");
            assertThat(configuration.log().format()).isEqualTo("json");
        }

        @Test
        void every_value_knows_where_it_came_from() {
            file("transport: \"simulator:\"\nretry: { maxRetries: 3 }\n");
            write(".env", "# how much\nexport LOG_LEVEL = debug\n");
            variables.put("HELIOGRAPH_LIMITS_CHAT", "2/s");
            flags = new Flags(null, null, "memory:", null, null, null);
            assertThat(shown("retry.maxRetries").origin()).endsWith("heliograph.yaml:2");
            assertThat(shown("log.level").origin()).isEqualTo(".env:2 LOG_LEVEL");
            assertThat(shown("limits.chat").origin()).isEqualTo("HELIOGRAPH_LIMITS_CHAT");
            assertThat(shown("state").origin()).isEqualTo("--state");
            assertThat(shown("retry.jitter").origin()).isEqualTo("default");
        }

        @Test
        void an_empty_variable_switches_the_metrics_of_the_file_off() {
            file("metrics: \"prometheus:\"\n");
            assertThat(load().metrics()).isEqualTo("prometheus:");
            variables.put("HELIOGRAPH_METRICS", "");
            assertThat(load().metrics()).isNull();
        }

        @Test
        void a_variable_may_separate_the_words_of_a_key() {
            variables.put("HELIOGRAPH_RETRY_MAX_RETRIES", "9");
            assertThat(load().retry().maxRetries()).isEqualTo(9);
        }
    }

    @Nested
    class Values {
        @Test
        void limits_change_those_that_are_named_and_keep_the_rest() {
            file("limits: { session: 10/s burst 5, group: 20/60s, minimumDelay: 500ms }\n");
            var limits = load().sessions().get(0).limits();
            assertThat(limits.session()).containsExactly(Limit.rate(10, 5));
            assertThat(limits.minimumDelay()).isEqualTo(Duration.ofMillis(500));
            assertThat(limits.chat()).isEqualTo(Limit.rate(1, 2));
        }

        @Test
        void a_session_may_have_limits_of_its_own() {
            file("limits: { chat: 3/s }\nsessions:\n  - name: a\n    limits: { chat: 5/s }\n  - name: b\n");
            Configuration configuration = load();
            assertThat(configuration.sessions().get(0).limits().chat()).isEqualTo(Limit.rate(5, 1));
            assertThat(configuration.sessions().get(1).limits().chat()).isEqualTo(Limit.rate(3, 1));
        }

        @Test
        void several_limits_may_be_a_list() {
            file("limits:\n  session: [1/s, 30/60s]\n");
            assertThat(load().sessions().get(0).limits().session()).hasSize(2);
        }

        @Test
        void an_unquoted_phone_number_keeps_its_plus_sign() {
            file("sessions:\n  - { name: a, phone: +905551112233 }\n");
            assertThat(load().sessions().get(0).config().phone()).isEqualTo("+905551112233");
        }

        @Test
        void transports_have_names() {
            file("transports: { main: \"simulator:\", bots: \"simulator:?seed=2\" }\n"
                    + "sessions: [ { name: a, transport: bots } ]\n");
            assertThat(load().transports()).containsOnlyKeys("main", "bots");
        }

        @Test
        void durations_may_be_ISO() {
            file("retry: { baseDelay: PT2S, maxDelay: 5m }\n");
            assertThat(load().retry().maxDelay()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Nested
    class Secrets {
        @Test
        void come_from_the_environment_and_from_files() {
            write("hash", "abcdef0123456789\n");
            variables.put("NEWS", TOKEN);
            file("sessions:\n  - { name: a, botToken: \"${env:NEWS}\", apiHash: \"${file:" + directory
                    + "/hash}\" }\n");
            var config = load().sessions().get(0).config();
            assertThat(config.botToken()).isEqualTo(TOKEN);
            assertThat(config.apiHash()).isEqualTo("abcdef0123456789");
        }

        @Test
        void are_shown_as_the_reference_or_not_at_all() {
            variables.put("NEWS", TOKEN);
            file("sessions:\n  - { name: a, botToken: \"${env:NEWS}\", phone: \"+905551112233\" }\n");
            assertThat(shown("sessions.a.botToken").value()).isEqualTo("${env:NEWS}");
            assertThat(shown("sessions.a.phone").value()).isEqualTo("***");
            assertThat(load().toString()).doesNotContain(TOKEN).doesNotContain("5551112233");
        }

        @Test
        void that_are_missing_are_named() {
            file("sessions:\n  - { name: a, botToken: \"${env:NEWS_BOT_TOKEN}\" }\n");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("heliograph.yaml:2", "${env:NEWS_BOT_TOKEN} is not set");
        }

        @Test
        void are_not_quoted_by_errors() {
            file("sessions:\n  - { name: a, botToken: \"not-a-token-but-secret\" }\n");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("botToken")
                    .doesNotContain("but-secret");
        }
    }

    @Nested
    class The_session_of_the_environment {
        @Test
        void is_used_where_the_file_names_none() {
            file("state: \"memory:\"\n");
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            assertThat(load().sessions().get(0).config().botToken()).isEqualTo(TOKEN);
            assertThat(shown("sessions.main.botToken"))
                    .isEqualTo(new Shown("sessions.main.botToken", "***", "TELEGRAM_BOT_TOKEN"));
        }

        @Test
        void is_passed_over_where_the_file_names_some() {
            file("sessions: [ { name: a } ]\n");
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            assertThat(names(load())).containsExactly("a");
        }

        @Test
        void is_the_one_that_the_option_names() {
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            flags = new Flags(null, null, null, "desk", null, null);
            assertThat(names(load())).containsExactly("desk");
            assertThat(shown("sessions.desk.botToken").origin()).isEqualTo("TELEGRAM_BOT_TOKEN");
        }

        @Test
        void goes_by_the_proxy_of_the_environment() {
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            variables.put("TELEGRAM_PROXY", "socks5://anna:secret@127.0.0.1:1080");
            assertThat(String.valueOf(load().sessions().get(0).config().proxy()))
                    .contains("127.0.0.1");
            assertThat(shown("sessions.main.proxy").value()).isEqualTo("***");
        }

        @Test
        void is_simulated_where_there_is_a_proxy_and_nothing_else() {
            variables.put("TELEGRAM_PROXY", "socks5://127.0.0.1:1080");
            assertThat(load().sessions().get(0).config().isBot()).isTrue();
        }
    }

    @Nested
    class A_mark_of_byte_order {
        @Test
        void is_no_part_of_any_file() {
            file("\uFEFFtransport: \"simulator:?seed=1\"\nsessions:\n  - { name: a, botToken: \"${file:" + directory
                    + "/token}\" }\n");
            write(".env", "\uFEFFHELIOGRAPH_STATE=memory:?a=dotenv\n");
            variables.put("TELEGRAM_API_ID", "5");
            write("token", "\uFEFF" + TOKEN + "\r\n");
            Configuration configuration = load();
            assertThat(configuration.transports()).containsEntry("main", "simulator:?seed=1");
            assertThat(configuration.state()).isEqualTo("memory:?a=dotenv");
            assertThat(configuration.sessions().get(0).config().botToken()).isEqualTo(TOKEN);
        }
    }

    @Nested
    class Wrong_input {
        @Test
        void numbers_have_the_form_that_people_write() {
            file("sessions:\n  - { name: a, apiId: \"+5\" }\n  - { name: b, apiId: 99999999999 }\n"
                    + "retry: { maxRetries: \u0665, exponentialBase: 0x1p3 }\n");
            assertThat(problems())
                    .anySatisfy(problem -> assertThat(problem).contains(":2: ", "apiId", "expected a whole number"))
                    .anySatisfy(problem -> assertThat(problem).contains(":3: ", "apiId", "this one is out of range"))
                    .anySatisfy(
                            problem -> assertThat(problem).contains(":4: ", "maxRetries", "expected a whole number"))
                    .anySatisfy(problem -> assertThat(problem).contains(":4: ", "expected a number such as"));
        }

        @Test
        void another_encoding_is_named() throws IOException {
            Path file = Files.write(
                    directory.resolve("heliograph.yaml"), "transport: x".getBytes(StandardCharsets.UTF_16LE));
            assertThat(problems()).containsExactly(file + ": is UTF-16; save it as UTF-8");
        }

        @Test
        void a_fault_of_the_parser_is_no_internal_error() {
            file("a: " + "x".repeat(1021) + "\ud83d\udc4d");
            assertThat(problems()).hasSize(1);
        }

        @Test
        void an_unquoted_address_without_settings_is_explained() {
            file("transport: \"simulator:\"\nstate: memory:\n");
            assertThat(problems()).singleElement().asString().contains("heliograph.yaml:2", "state: \"memory:\"");
        }

        @Test
        void an_address_that_became_a_map_is_explained() {
            file("state:\n  memory:\n");
            assertThat(problems()).singleElement().asString().contains("heliograph.yaml:1", "state: \"memory:\"");
        }

        @Test
        void an_unquoted_address_in_braces_is_explained() {
            file("transports: { main: simulator: }\n");
            assertThat(problems()).singleElement().asString().contains("heliograph.yaml:1");
        }

        @Test
        void an_unknown_key_is_named_with_its_line_and_the_nearest_one() {
            file("state: \"memory:\"\nretry:\n  maxRetrys: 3\n");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("heliograph.yaml:3", "unknown key 'retry.maxRetrys'", "did you mean 'retry.maxRetries'?");
        }

        @Test
        void a_misspelt_variable_is_warned_of_with_the_nearest_one() {
            variables.put("HELIOGRAPH_TRANSPROT", "simulator:?seed=4");
            variables.put("HELIOGRAPH_COLOUR", "red");
            assertThat(load().transports()).containsEntry("main", "simulator:");
            assertThat(load().warnings())
                    .containsExactly(
                            "HELIOGRAPH_COLOUR: unknown variable, not used",
                            "HELIOGRAPH_TRANSPROT: unknown variable, not used; did you mean HELIOGRAPH_TRANSPORT?");
        }

        @Test
        void what_Kubernetes_says_of_a_service_of_that_name_is_passed_over() {
            for (String service : List.of("HELIOGRAPH", "HELIOGRAPH_STATE", "HELIOGRAPH_WEB_2")) {
                variables.put(service + "_SERVICE_HOST", "10.0.0.7");
                variables.put(service + "_SERVICE_PORT", "9464");
                variables.put(service + "_SERVICE_PORT_HTTP_METRICS", "9464");
                variables.put(service + "_PORT", "tcp://10.0.0.7:9464");
                variables.put(service + "_PORT_9464_TCP", "tcp://10.0.0.7:9464");
                variables.put(service + "_PORT_9464_TCP_PROTO", "tcp");
                variables.put(service + "_PORT_53_UDP_PORT", "53");
                variables.put(service + "_PORT_9464_TCP_ADDR", "10.0.0.7");
            }
            assertThat(load().warnings()).isEmpty();
            variables.put("HELIOGRAPH_PORT", "9464");
            assertThat(load().warnings()).containsExactly("HELIOGRAPH_PORT: unknown variable, not used");
        }

        @Test
        void a_variable_that_lost_characters_is_refused() {
            variables.put("HELIOGRAPH_LOG_FILE", "g\uFFFD\uFFFDnl\uFFFDk.log");
            variables.put("OTHER", "\uFFFD");
            assertThat(problems()).singleElement().asString().contains("HELIOGRAPH_LOG_FILE", "LANG=C.UTF-8");
        }

        @Test
        void a_short_word_is_not_taken_for_another_one() {
            file("foo: 1\n");
            assertThat(problems()).singleElement().asString().contains("unknown key 'foo'; expected one of transport");
        }

        @Test
        void an_empty_list_of_sessions_is_a_problem() {
            file("state: \"memory:\"\nsessions: []\n");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("heliograph.yaml:2", "sessions: the list is empty");
        }

        @Test
        void a_number_out_of_its_range_is_named_with_its_line() {
            file("log:\n  level: warn\n  keep: -1\n  maxSize: 10\nretry:\n  maxRetries: 5000\n  exponentialBase: 99\n");
            assertThat(problems())
                    .extracting(problem -> problem.replace(directory + "/", ""))
                    .containsExactlyInAnyOrder(
                            "heliograph.yaml:3: log.keep -1: expected 1 to 20",
                            "heliograph.yaml:4: log.maxSize 10: expected at least 1KB",
                            "heliograph.yaml:6: retry.maxRetries 5000: expected 0 to 1000",
                            "heliograph.yaml:7: retry.exponentialBase 99.0: expected 1 to 10");
        }

        @Test
        void a_secret_that_a_reference_leads_to_is_not_shown_for_a_wrong_value() {
            variables.put("LEVEL", "geheim");
            file("log: { level: \"${env:LEVEL}\" }\n");
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("heliograph.yaml:1", "${env:LEVEL}")
                    .doesNotContain("geheim");
        }

        @Test
        void all_problems_are_reported_at_once() {
            file("limits: { chat: fast }\nretry: { maxDelay: soon }\nsessions: [ { nme: a }, { name: \"b c\" } ]\n");
            assertThat(problems()).hasSizeGreaterThanOrEqualTo(5);
        }

        @Test
        void a_key_that_stands_twice_is_named() {
            file("state: \"memory:\"\nstate: \"memory:\"\n");
            assertThat(problems()).singleElement().asString().contains("heliograph.yaml:2", "twice");
        }

        @Test
        void text_that_is_not_YAML_is_named_with_its_line() {
            file("state: \"memory:\"\nsessions: [ {\n");
            assertThat(problems()).singleElement().asString().contains("heliograph.yaml", "not valid YAML");
        }

        @Test
        void the_line_of_a_mistake_in_YAML_is_the_one_where_it_stands() {
            file("state: \"memory:\"\nlimits:\n\tchat: 1/s\n");
            assertThat(problems()).singleElement().asString().contains("heliograph.yaml:3", "found character");
        }

        @Test
        void a_file_that_is_not_there_is_named() {
            flags = new Flags(directory.resolve("absent.yaml"), null, null, null, null, null);
            assertThat(problems()).singleElement().asString().contains("absent.yaml: no such file");
        }

        @Test
        void two_sessions_of_one_name_are_a_problem() {
            file("sessions: [ { name: a }, { name: a } ]\n");
            assertThat(problems()).singleElement().asString().contains("'a' is used twice");
        }

        @Test
        void a_session_of_an_unknown_transport_is_a_problem() {
            file("sessions: [ { name: a, transport: bots } ]\n");
            assertThat(problems()).singleElement().asString().contains("transport 'bots' is not configured");
        }

        @Test
        void a_session_that_is_not_configured_is_named_with_those_that_are() {
            file("sessions: [ { name: a }, { name: b } ]\n");
            flags = new Flags(null, null, null, "c", null, null);
            assertThat(problems()).singleElement().asString().contains("--session c", "a, b");
        }
    }

    @Test
    void the_session_of_the_flag_is_the_only_one() {
        file("sessions: [ { name: a }, { name: b } ]\n");
        flags = new Flags(null, null, null, "b", null, null);
        assertThat(names(load())).containsExactly("b");
    }

    private Configuration load() {
        return ConfigurationLoader.load(flags, Environment.of(variables), directory, Plugins.installed());
    }

    private Shown shown(String key) {
        return load().shown().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<String> problems() {
        return catchThrowableOfType(ConfigurationException.class, this::load).problems();
    }

    private static List<String> names(Configuration configuration) {
        return configuration.sessions().stream()
                .map(session -> session.config().sessionName().value())
                .toList();
    }

    private void file(String yaml) {
        write("heliograph.yaml", yaml);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
