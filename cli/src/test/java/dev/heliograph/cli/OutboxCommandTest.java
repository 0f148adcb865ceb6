// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages and broadcasts that are stored for whoever serves, seen and withdrawn from beside; over a file of SQLite. */
class OutboxCommandTest {
    @TempDir
    Path folder;

    private Screen screen = new Screen();

    private int run(String... arguments) {
        screen = new Screen().with("HELIOGRAPH_STATE", "sqlite:" + folder.resolve("state.db"));
        return screen.run("", arguments);
    }

    private JsonNode json(String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--json";
        assertThat(run(all)).as(screen::err).isZero();
        return JsonMapper.shared().readTree(screen.out());
    }

    private String stored(String... more) {
        String[] all = new String[6 + more.length];
        System.arraycopy(new String[] {"send", "--to", "@alice", "--text", "Good morning", "--json"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        assertThat(run(all)).as(screen::err).isZero();
        JsonNode json = JsonMapper.shared().readTree(screen.out());
        return json.path("message").asString();
    }

    @Nested
    class A_message_that_is_enqueued {
        @Test
        void is_stored_though_nobody_serves_and_says_so() {
            assertThat(run("send", "--to", "@alice", "--text", "x", "--enqueue"))
                    .isZero();
            assertThat(screen.out()).contains("Stored for @alice as main/1", "heliograph serve");
            JsonNode listed = json("outbox").path("messages").get(0);
            assertThat(listed.path("message").asString()).isEqualTo("main/1");
            assertThat(listed.path("state").asString()).isEqualTo("queued");
            assertThat(listed.path("status").isNull()).isTrue();
        }

        @Test
        void is_shown_with_what_it_says() {
            String message = stored("--enqueue");
            assertThat(run("outbox", "show", message)).isZero();
            assertThat(screen.out()).contains(message, "@alice", "queued", "Good morning");
        }

        @Test
        void is_withdrawn_once() {
            String message = stored("--enqueue");
            assertThat(run("outbox", "cancel", message)).isZero();
            assertThat(screen.out()).contains("is withdrawn");
            assertThat(json("outbox").path("messages")).isEmpty();
            JsonNode shown = json("outbox", "show", message);
            assertThat(shown.path("status").asString()).isEqualTo("FAILED");
            assertThat(shown.path("reason").asString()).isEqualTo("CANCELLED");
            assertThat(run("outbox", "cancel", message)).isEqualTo(1);
            assertThat(screen.out()).contains("has its end, FAILED CANCELLED");
        }

        @Test
        void goes_out_by_the_next_process_that_has_the_session() throws IOException {
            stored("--enqueue");
            assertThat(run("broadcast", "--input", audience(1), "--job", "other"))
                    .isZero();
            JsonNode found = json("outbox", "show", "main/1");
            if (!found.path("state").asString().equals("sent")) {
                // the broadcast may have ended before the turn of the message came
                assertThat(run("broadcast", "--input", audience(30), "--job", "longer"))
                        .isZero();
                found = json("outbox", "show", "main/1");
            }
            assertThat(found.path("state").asString()).isEqualTo("sent");
        }
    }

    @Test
    void a_message_that_waits_for_its_time_is_listed_and_withdrawn() {
        assertThat(run("send", "--to", "@alice", "--text", "later", "--schedule", "+1h"))
                .isZero();
        JsonNode listed = json("outbox", "list").path("messages").get(0);
        assertThat(listed.path("text").asString()).isEqualTo("later");
        assertThat(listed.path("due").asString())
                .isGreaterThan(listed.path("changed").asString());
        assertThat(run("outbox", "cancel", listed.path("message").asString())).isZero();
        assertThat(run("outbox")).isZero();
        assertThat(screen.out()).contains("No messages wait.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "main/", "/1", "main/x", "main/9", "other/1", "main/99999999999999999999"})
    void a_name_that_nobody_knows_is_refused(String name) {
        stored("--enqueue");
        for (String command : new String[] {"show", "cancel"}) {
            assertThat(run("outbox", command, name)).isEqualTo(2);
            assertThat(screen.out()).isEmpty();
            assertThat(screen.err().lines()).singleElement().asString().contains("message '" + name + "'");
        }
    }

    @Test
    void what_keeps_nothing_takes_nothing_for_others() throws IOException {
        assertThat(new Screen().run("", "send", "--to", "5", "--text", "x", "--enqueue"))
                .isEqualTo(2);
        assertThat(new Screen().run("", "broadcast", "--input", audience(1), "--detach"))
                .isEqualTo(2);
    }

    @Nested
    class A_broadcast_that_is_detached {
        @Test
        void is_stored_and_sent_by_whoever_comes() throws IOException {
            JsonNode told = json("broadcast", "--input", audience(700), "--job", "spring", "--detach");
            assertThat(told.path("job").asString()).isEqualTo("spring");
            assertThat(told.path("total").asInt()).isEqualTo(700);
            assertThat(told.path("open").asInt()).isEqualTo(700);
            assertThat(json("jobs", "show", "spring").path("queued").asInt()).isEqualTo(700);
            assertThat(run("broadcast", "--input", audience(700), "--job", "spring", "--detach"))
                    .as("once more")
                    .isZero();
            assertThat(screen.out()).contains("700 messages are stored, 700 are open", "jobs show spring");
            assertThat(json("jobs", "cancel", "spring").path("withdrawn").asInt())
                    .isEqualTo(700);
        }

        @Test
        void has_no_results_to_write() throws IOException {
            assertThat(run("broadcast", "--input", audience(1), "--detach", "--results", "out.jsonl"))
                    .isEqualTo(2);
            assertThat(screen.err()).contains("--detach", "jobs show NAME --results");
        }
    }

    private String audience(int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"chat_id\":").append(700_000 + i).append(",\"text\":\"Hello\"}\n");
        }
        return Files.writeString(folder.resolve("in-" + count + ".jsonl"), lines)
                .toString();
    }
}
