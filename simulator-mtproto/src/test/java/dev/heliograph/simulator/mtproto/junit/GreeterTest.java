// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.Greeter;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.spi.transport.Truth;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LoopbackExtension.class)
class GreeterTest {
    @Test
    void greets_people_by_name(TelegramLoopback telegram) throws IOException {
        try (Greeter greeter = Greeter.start(telegram.socksPort(), "77:secret")) {
            greeter.greet("alice");
        }
        assertThat(telegram.accepted()).extracting(Truth.Accepted::text).containsExactly("Hello, alice");
    }

    @Test
    void says_what_the_server_refused(TelegramLoopback telegram) throws IOException {
        telegram.failNext("messages.sendMessage", 420, "FLOOD_WAIT_30");
        try (Greeter greeter = Greeter.start(telegram.socksPort(), "77:secret")) {
            assertThat(greeter.greet("alice")).isEqualTo("FLOOD_WAIT_30");
        }
        assertThat(telegram.accepted()).isEmpty();
    }
}
