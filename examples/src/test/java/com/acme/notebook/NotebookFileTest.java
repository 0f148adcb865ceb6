// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final Clockwork clockwork = Clockwork.virtual(7);
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("book");
    }

    private StateStore open() {
        Configured<NotebookProvider> notebook = Configured.of(new NotebookProvider(), "=" + file);
        return notebook.provider().open(notebook.settings(), clockwork.context("state"));
    }

    private void close(StateStore store) {
        clockwork.await(store.close());
    }

    private void set(StateStore store, String key, String value) {
        Bytes bytes = Bytes.copyOf(value.getBytes(StandardCharsets.UTF_8));
        clockwork.await(store.values().set(key, bytes, null, NOW));
    }

    private Optional<Bytes> get(StateStore store, String key) {
        return clockwork.await(store.values().get(key, NOW)).orThrow();
    }

    @Test
    void a_line_without_an_end_is_cut_off() throws IOException {
        StateStore store = open();
        set(store, "a", "one");
        close(store);
        Files.writeString(file, "set\ta\tdHdv", StandardOpenOption.APPEND);

        StateStore again = open();
        assertThat(get(again, "a")).isPresent();
        set(again, "b", "two");
        close(again);

        StateStore third = open();
        assertThat(get(third, "b")).isPresent();
        close(third);
    }

    @Test
    void a_file_that_is_no_notebook_is_refused_and_left_alone() throws IOException {
        for (String content : List.of("dear diary\n", "dear diary")) {
            Files.writeString(file, content);

            assertThatThrownBy(this::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("expected a first line 'notebook 1'");
            assertThat(file).hasContent(content);
        }
    }

    @Test
    void a_notebook_in_use_is_refused() {
        StateStore store = open();

        assertThatThrownBy(this::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is in use");
        close(store);
    }

    @Test
    void what_changes_nothing_is_not_written() throws IOException {
        StateStore store = open();
        clockwork.await(store.values().delete("nothing", NOW));
        close(store);

        assertThat(file).hasContent("notebook 1\n");
    }

    @Test
    void a_closed_notebook_answers_that_it_is() {
        StateStore store = open();
        close(store);

        assertThat(clockwork.await(store.values().get("a", NOW)).failure()).isInstanceOf(Failure.Unavailable.class);
    }
}
