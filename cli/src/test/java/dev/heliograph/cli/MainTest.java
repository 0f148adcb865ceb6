// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in this process, against a transport that offers nothing. */
class MainTest {
    private final Screen screen = new Screen();

    @ParameterizedTest
    @ValueSource(strings = {"history @alice", "entity @alice", "send --to 5 --text x --schedule +1h"})
    void what_the_transport_does_not_offer_is_refused_with_those_that_do(String command) {
        int code = run(("--transport mute: " + command).split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(err()).contains("'mute:' does not offer", "these do: ", "simulator:");
        assertThat(out()).isEmpty();
    }

    @Test
    void a_secret_setting_of_an_address_is_masked() {
        assertThat(run("config", "--transport", "mute:?token=hunter2")).isZero();
        assertThat(out()).contains("mute:?token=***").doesNotContain("hunter2");
    }

    @Test
    void the_options_of_every_command_are_shown_by_its_help() {
        assertThat(run("broadcast", "--help")).isZero();
        assertThat(out()).contains("--when-unsure", "--config", "it does not outlive");
    }

    @Test
    void a_number_that_is_none_is_refused_in_plain_words() {
        assertThat(run("demo", "--seed", "x")).isEqualTo(2);
        assertThat(err()).contains("--seed", "'x': expected a whole number");
        assertThat(run("history", "@alice", "--limit", "9999999999")).isEqualTo(2);
        assertThat(err()).contains("'9999999999': expected a whole number");
    }

    @Test
    void a_number_beside_its_range_is_told_with_the_range() {
        assertThat(run("history", "@alice", "--limit", "9999999999")).isEqualTo(2);
        assertThat(err()).contains("from -2147483648 to 2147483647; this one is out of range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send --text x --to",
                "explain --to",
                "history",
                "entity",
                "opt-out add",
                "opt-out remove",
                "listen --filter"
            })
    void a_phone_number_is_no_address(String command) {
        String number = command.endsWith("--filter") ? "chat=+15550001" : "+15550001";
        assertThat(run(("--transport mute: --state memory: " + command + " " + number).split(" ")))
                .isEqualTo(2);
        assertThat(err()).contains("a phone number is no address");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "\u0665", "0", "2147483648", "t.me/alice", "t.me/+15550001"})
    void what_is_no_message_is_not_answered(String id) {
        assertThat(run("send", "--transport", "mute:", "--to", "@alice", "--text", "x", "--reply-to", id))
                .isEqualTo(2);
        assertThat(err()).contains("--reply-to");
    }

    @Test
    void a_message_that_is_answered_stands_in_the_chat() {
        assertThat(run(
                        "send",
                        "--transport",
                        "simulator:",
                        "--to",
                        "@bob",
                        "--text",
                        "x",
                        "--reply-to",
                        "t.me/alice/5"))
                .isEqualTo(2);
        assertThat(err())
                .contains("--reply-to: the link names a message of @alice, and --to names @bob;"
                        + " name the chat in both in the same way");
        assertThat(out()).isEmpty();
    }

    @Test
    void a_refusal_is_said_in_a_sentence() {
        assertThat(run("send", "--transport", "simulator:", "--to", "@blocked", "--text", "x"))
                .isEqualTo(1);
        assertThat(out().lines())
                .containsExactly(
                        "Not sent to @blocked: this person blocked the sender (USER_IS_BLOCKED)",
                        "Simulated: nothing reaches Telegram.");
    }

    @Test
    void a_deadline_covers_the_connection() {
        long before = System.nanoTime();
        screen.with("TELEGRAM_BOT_TOKEN", "1:token")
                .with("HELIOGRAPH_TRANSPORT", "botapi:?endpoint=http://127.0.0.1:1");
        assertThat(run("send", "--to", "700001", "--text", "x", "--deadline", "1s"))
                .as(screen::err)
                .isEqualTo(1);
        assertThat(out()).contains("Not sent to 700001", "(DEADLINE)");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void stack_traces_are_shown_to_those_who_ask() {
        run("--debug", "--config", "absent.yaml", "stats");
        assertThat(err()).contains("absent.yaml: no such file", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "version", "plugins", "jobs", "opt-out --json"})
    void what_cannot_be_printed_is_no_success(String command) {
        assertThat(screen.runWithoutOutput(command.split(" "))).isEqualTo(1);
        assertThat(err()).contains("heliograph: standard output took no more").doesNotContain("\tat ");
    }

    @Test
    void secrets_by_their_place_are_masked_in_the_configuration() {
        String endpoint = "http%3A%2F%2Fuser:hunter2@host/bot123456:AAHsecretsecretsecretsecretsecret";
        run("config", "--transport", "botapi:?endpoint=" + endpoint, "--state", "redis://me:hun/ter2@host:6379/0");
        run("config", "--transport", "botapi:?endpoint=http://host/?key=hunter2");
        run("health", "--transport", "botapi:?endpoint=" + endpoint);
        assertThat(out() + err())
                .contains(
                        "endpoint=http://***@host/bot***",
                        "redis://***@host:6379/0",
                        "?key=***",
                        "expected http:// or https://")
                .doesNotContain("hunter2", "hun/ter2", "AAHsecret");
    }

    @Test
    void a_configuration_is_checked_without_opening_anything(@TempDir Path folder) {
        Path file = folder.resolve("new").resolve("state.db");
        assertThat(run("config", "--check", "--state", "sqlite:" + file)).isZero();
        assertThat(out()).isEqualToIgnoringNewLines("Nothing is wrong with the configuration.");
        assertThat(file.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config --transport foo:",
                "config --check --transport foo:",
                "config --check --state sqlite:?lese=3",
                "config --check --state /var/state.db",
                "--json config --check --transport foo:"
            })
    void a_configuration_in_which_something_is_wrong_ends_with_2(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err()).contains("heliograph: ").doesNotContain("internal error");
    }

    @Test
    void a_path_in_place_of_an_address_is_explained() {
        assertThat(run("stats", "--state", "/var/state.db")).isEqualTo(2);
        assertThat(err()).contains("--state: state: address '/var/state.db'", "did you mean 'sqlite:/var/state.db'?");
    }

    @Test
    void what_is_wrong_in_a_file_is_told_with_its_line_also_by_core(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("fleet.yaml"),
                "transport: \"simulator:\"\nlease: 1ms\nnode: a b\ntransports:\n  spare: \"pigeon:\"\n");
        assertThat(run("config", "--check", "--config", file.toString())).isEqualTo(2);
        assertThat(err())
                .contains(file + ":2: lease: PT0.001S: expected 1s to 10m", file + ":3: node: 'a b': expected a name")
                .contains("'pigeon:' is not known");
    }

    @Test
    void a_log_file_that_cannot_be_opened_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("fleet.yaml"),
                "transport: \"simulator:\"\nlog:\n  file: " + folder + "\n  level: info\n");
        assertThat(run("stats", "--config", file.toString())).isEqualTo(2);
        assertThat(err()).contains(file + ":3: log.file '" + folder + "'");
        assertThat(out()).isEmpty();
        assertThat(run("config", "--check", "--config", file.toString())).isEqualTo(2);
    }

    @Test
    void help_is_a_command_too() {
        assertThat(run("help")).isZero();
        assertThat(run("help", "state", "export")).isZero();
        assertThat(out()).contains("Usage: heliograph ", "Usage: heliograph state export");
        assertThat(run("help", "sned")).isEqualTo(2);
        assertThat(err()).contains("unknown command 'sned'; did you mean 'send'?");
    }

    @Test
    void a_slip_in_a_command_or_an_option_leads_to_what_was_meant() {
        assertThat(run("sned", "--to", "5")).isEqualTo(2);
        assertThat(run("send", "--to", "5", "--text", "x", "--silnt")).isEqualTo(2);
        assertThat(run("state", "exprot")).isEqualTo(2);
        assertThat(run("version", "now")).isEqualTo(2);
        assertThat(err())
                .contains("unknown command 'sned'; did you mean 'send'?")
                .contains("unknown option '--silnt'; did you mean '--silent'?")
                .contains("unknown command 'exprot'; did you mean 'export'?")
                .contains("'now' is one argument too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARKDOWN_V2", "markdownv2", "markdown-v2", "Markdown_V2"})
    void a_word_is_accepted_in_every_spelling(String mode) {
        assertThat(run("send", "--transport", "simulator:", "--to", "5", "--text", "x", "--parse-mode", mode))
                .isZero();
    }

    @Test
    void completion_offers_what_is_accepted() {
        assertThat(run("completion")).isZero();
        assertThat(out())
                .contains("round-robin", "least-loaded", "markdownv2")
                .doesNotContain("ROUND_ROBIN", "MARKDOWN_V2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "completion", "demo", "simulate", "plugins", "plugins describe", "help"})
    void help_shows_no_option_that_a_command_makes_no_use_of(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out()).contains("--json").doesNotContain("--transport", "--state", "--session=");
    }

    @Test
    void an_option_that_help_hides_is_accepted_as_everywhere() {
        assertThat(run("--json", "--state", "memory:", "version", "--session", "a"))
                .isZero();
        assertThat(out()).startsWith("{\"version\":");
    }

    @Test
    void no_line_of_help_breaks_within_a_time() {
        run("broadcast", "--help");
        assertThat(out()).contains("22:00-08:00@Europe/Istanbul").doesNotContainPattern("\\d:\\s*\\n");
    }

    @Test
    void a_name_that_no_file_can_have_is_refused() {
        assertThat(run("--config", "a\0b", "stats")).isEqualTo(2);
        assertThat(err()).contains("--config", "is no name of a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incoming=yes", "outgoing=", "colour=red"})
    void a_filter_that_nobody_knows_is_refused(String filter) {
        assertThat(run("listen", "--transport", "simulator:", "--for", "1ms", "--filter", filter))
                .isEqualTo(2);
        assertThat(err()).contains("--filter " + filter + ": expected ");
    }

    @Test
    void a_dry_run_without_a_limit_names_none(@TempDir Path folder) throws IOException {
        Path audience = Files.writeString(folder.resolve("a.jsonl"), "{\"chat_id\":5,\"text\":\"a\"}\n");
        assertThat(run("broadcast", "--transport", "simulator:", "--input", audience.toString(), "--dry-run"))
                .isZero();
        assertThat(out())
                .contains("Nothing was sent.", "over 1 session, and end at ")
                .doesNotContain("'none'");
    }

    @Test
    void an_argument_that_lost_characters_is_refused() {
        assertThat(run("send", "--to", "@alice", "--text", "G\uFFFD\uFFFDn")).isEqualTo(2);
        assertThat(err()).contains("argument 5 (behind --text)");
    }

    @Test
    void the_missing_argument_of_a_command_is_called_by_its_name() {
        assertThat(run("session", "login")).isEqualTo(2);
        assertThat(err()).contains("session login: NAME is missing. The name of the session.");
    }

    private int run(String... arguments) {
        return screen.run("", arguments);
    }

    private String out() {
        return screen.out();
    }

    private String err() {
        return screen.err();
    }
}
