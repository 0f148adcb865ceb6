// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.server.ServerDoor;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people write on the command line of the server. */
class MtprotoServerDoorTest {
    private final Exchange exchange = new Exchange();

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    private void opened(String phones, String library, ThrowingConsumer<ServerDoor.Opened> body) {
        ServerDoor.Wanted wanted = new ServerDoor.Wanted(0, List.of(phones.split(",")), library);
        try (ServerDoor.Opened opened =
                new MtprotoServerDoor().open(exchange.telegram.world(), exchange.clockwork.context("door"), wanted)) {
            body.accept(opened);
        }
    }

    private void refused(String phones, String library, String... words) {
        assertThatThrownBy(() -> opened(phones, library, opened -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void it_tells_its_address_and_no_library_where_none_was_named() {
        opened("+15550001,+15550002:secret", "", opened -> {
            assertThat(opened.address()).matches("socks5://127\\.0\\.0\\.1:[1-9][0-9]*");
            assertThat(opened.library()).isNull();
        });
    }

    @Test
    void a_number_that_is_none_is_refused_without_its_password() {
        refused("+1555:secret", "", "phones: '+1555'", "7 to 15 digits");
    }

    @Test
    void a_colon_without_a_password_is_refused() {
        refused("+15550001:", "", "phones: '+15550001:'", "expected a password");
    }

    @Test
    void a_library_that_is_not_there_is_refused() {
        refused("+15550001", "/nowhere/libtdjson.so", "/nowhere/libtdjson.so");
    }

    @Test
    void its_score_counts_what_processes_do_to_each_other() {
        opened(
                "+15550001",
                "",
                opened -> assertThat(opened.score())
                        .containsEntry("double_uses", 0)
                        .containsEntry("take_overs", 0)
                        .containsEntry("take_over_ms_p99", 0L)
                        .doesNotContainKey("double_use"));
    }
}
