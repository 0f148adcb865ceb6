// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Tag("native")
class TdjsonEngineTest {
    private static final Path LIBRARY = PatchedTdlib.path();

    private final TdEngine engine = LoadedLibrary.engine(new FoundLibrary(LIBRARY, "test"), false, 1);

    @Test
    void the_library_tells_its_version() {
        assertThat(engine.version()).isEqualTo("1.8.67");
    }

    @Test
    void the_same_file_is_the_same_engine() {
        Path another = LIBRARY.getParent().resolve(".").resolve(LIBRARY.getFileName());

        assertThat(LoadedLibrary.engine(new FoundLibrary(another, "test"), false, 1))
                .isSameAs(engine);
    }

    @Test
    void a_second_library_is_refused(@TempDir Path folder) throws IOException {
        Path copy = Files.copy(LIBRARY, folder.resolve("libtdjson.so"));

        assertThatThrownBy(() -> LoadedLibrary.engine(new FoundLibrary(copy, "test"), false, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(copy.toString())
                .hasMessageContaining(LIBRARY.toRealPath().toString());
    }

    @Test
    void text_of_every_plane_comes_back_as_it_went() {
        String text = "z\u00e9 \u4e2d \ud83d\ude80";
        String request = "{\"@type\":\"getTextEntities\",\"text\":\"\",\"@extra\":\"" + text + "\"}";

        assertThat(new JsonMapper()
                        .readTree(engine.execute(request))
                        .path("@extra")
                        .asString())
                .isEqualTo(text);
    }

    @Test
    void a_client_answers_and_closes() {
        int client = engine.create();
        engine.send(client, "{\"@type\":\"getOption\",\"name\":\"version\",\"@extra\":7}");
        assertThat(receive(client, "\"@extra\":7")).contains("1.8.67");

        engine.send(client, "{\"@type\":\"close\"}");
        assertThat(receive(client, "authorizationStateClosed")).contains("updateAuthorizationState");
    }

    @Test
    void nothing_to_receive_is_told_after_the_time_given() {
        assertThat(engine.receive(Duration.ofMillis(1))).isNull();
    }

    private String receive(int client, String part) {
        for (int i = 0; i < 1000; i++) {
            String json = engine.receive(Duration.ofSeconds(5));
            if (json != null && json.contains(part) && json.endsWith("\"@client_id\":" + client + "}")) {
                return json;
            }
        }
        throw new AssertionError("nothing with " + part + " came");
    }
}
