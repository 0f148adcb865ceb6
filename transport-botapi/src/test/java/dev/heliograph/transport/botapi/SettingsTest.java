// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.testkit.provider.Configured;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be written into the address. */
class SettingsTest {
    private static BotApiSettings parsed(String... parameters) {
        return BotApiSettings.of(
                Configured.of(new BotApiTransportProvider(), parameters).settings());
    }

    @Test
    void without_any_it_is_telegram_by_polling() {
        BotApiSettings settings = parsed();
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://api.telegram.org"));
        assertThat(settings.updates()).isEqualTo(BotApiSettings.Updates.POLL);
        assertThat(settings.pollTimeout()).isEqualTo(Duration.ofSeconds(50));
        assertThat(settings.connections()).isEqualTo(64);
        assertThat(settings.uploads()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8081/, http://127.0.0.1:8081",
        "https://example.org/bots//, https://example.org/bots",
        "https://example.org/botapi, https://example.org/botapi",
        "HTTP://[::1]:80, HTTP://[::1]:80"
    })
    void an_endpoint_may_have_a_path(String written, String meant) {
        assertThat(parsed("endpoint=" + written).endpoint()).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.telegram.org",
                "ftp://example.org",
                "http://",
                "http:///x",
                "http://a b",
                "http://example.org?x=1",
                "http://example.org#x",
                "http://me@example.org",
                "https://api.telegram.org/bot123456:AAH",
                "https://example.org/x/bot123456%3AAAH",
                ""
            })
    void what_is_no_endpoint_is_refused(String written) {
        assertThatThrownBy(() -> parsed("endpoint=" + written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http:// or https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll-timeout=51s", "poll-timeout=500ms", "connections=0", "uploads=0", "updates=push"})
    void what_is_out_of_range_is_refused(String parameter) {
        assertThatThrownBy(() -> parsed(parameter)).isInstanceOf(IllegalArgumentException.class);
    }
}
