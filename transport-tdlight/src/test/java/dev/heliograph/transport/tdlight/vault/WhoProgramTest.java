// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the process prints that asks whose a session is. */
class WhoProgramTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ObjectNode question = new JsonMapper().createObjectNode().put("library", "libtdjson.so");
    private PrintStream before;

    @BeforeEach
    void take_the_output() {
        before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void give_the_output_back() {
        System.setOut(before);
    }

    @Test
    void is_the_answer_alone_even_where_a_logger_writes_to_the_output() {
        WhoProgram.tell(question, (asked, listener) -> {
            System.out.println("12:00 INFO a logger that was not set up");
            listener.accept(((ObjectNode) asked).put("user_id", 7));
        });

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("{\"library\":\"libtdjson.so\",\"user_id\":7}");
    }
}
