// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigTest {
    private static ClientConfig full() {
        return ClientConfig.named("alpha")
                .apiId(17)
                .apiHash("hash-geheim")
                .botToken("123456:geheim-token")
                .phone("+4915112345678")
                .sessionString("geheim-session")
                .device("model", "system", "app")
                .langCode("de")
                .connectionRetries(3, Duration.ofSeconds(2))
                .timeout(Duration.ofSeconds(9))
                .floodSleepThreshold(Duration.ofSeconds(33))
                .autoReconnect(false)
                .proxy(ProxyConfig.parse("socks5://user:geheim@localhost:1080"))
                .transport("bots")
                .build();
    }

    @Test
    void the_defaults_are_those_that_are_told() {
        ClientConfig config = ClientConfig.named("alpha").build();

        assertThat(config.connectionRetries()).isEqualTo(5);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.floodSleepThreshold()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.autoReconnect()).isTrue();
        assertThat(config.langCode()).isEqualTo("en");
        assertThat(config.transport()).isEqualTo("main");
        assertThat(config.isBot()).isFalse();
    }

    @Test
    void a_builder_of_a_configuration_builds_it_again() {
        assertThat(full().toBuilder().build()).isEqualTo(full());
    }

    @Test
    void the_text_form_shows_no_secret() {
        assertThat(full().toString())
                .contains("alpha", "bot", "bots")
                .doesNotContain("geheim")
                .doesNotContain("4915112345678");
    }

    @Test
    void a_proxy_shows_neither_user_nor_password() {
        assertThat(ProxyConfig.parse("socks5://user:geheim@localhost:1080")).hasToString("socks5://***@localhost:1080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:geheim@",
                "ftp://user:geheim@host:1",
                "socks5://user:geheim@host",
                "geheim",
                "http://u:geheim@ho st:3"
            })
    void a_wrong_proxy_is_explained_without_its_password(String address) {
        assertThatThrownBy(() -> ProxyConfig.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("geheim")
                .hasNoCause();
    }

    @Test
    void one_error_lists_every_problem() {
        ConfigurationException error = catchThrowableOfType(
                ConfigurationException.class,
                () -> ClientConfig.named("no good name")
                        .apiId(-1)
                        .connectionRetries(-1, Duration.ofSeconds(-1))
                        .timeout(Duration.ZERO)
                        .floodSleepThreshold(Duration.ofSeconds(-1))
                        .botToken("token-geheim")
                        .phone("nummer-geheim")
                        .build());

        assertThat(error.problems()).hasSize(8);
        assertThat(error.getMessage())
                .contains("session name", "apiId", "connectionRetries", "retryDelay", "timeout", "floodSleepThreshold")
                .contains("botToken", "phone")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+90 555 000 1",
                "+90 (555) 000-1",
                " +90.555/0001 ",
                "+90\u00a0555\u20110001",
                "[+90] 5550001",
                "\u200e+905550001"
            })
    void a_phone_number_may_be_written_as_people_do(String number) {
        assertThat(ClientConfig.named("alpha").phone(number).build().phone()).isEqualTo("+905550001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+90 555 abc", "555+0001", "12", "+", "()", "+1234567890123456789012"})
    void a_phone_number_that_is_none_is_a_problem_and_not_repeated(String number) {
        assertThatThrownBy(() -> ClientConfig.named("alpha").phone(number).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("phone: expected a phone number of 5 to 20 digits")
                .hasMessageNotContaining("555 abc")
                .hasMessageNotContaining("12345678");
    }

    @Test
    void what_to_do_about_a_lost_session_depends_on_whose_it_is() {
        assertThat(ClientConfig.named("news").botToken("1:secret").build().remedy())
                .contains("@BotFather");
        assertThat(ClientConfig.named("desk").phone("+905550001").build().remedy())
                .contains("'heliograph session login desk'");
    }

    @Test
    void no_time_is_too_long_to_be_counted() {
        assertThatThrownBy(() -> ClientConfig.named("alpha")
                        .timeout(Duration.ofDays(200_000))
                        .floodSleepThreshold(Duration.ofDays(200_000))
                        .connectionRetries(1, Duration.ofDays(200_000))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("timeout", "floodSleepThreshold", "retryDelay");
    }

    @Test
    void the_environment_is_read() {
        ClientConfig config = ClientConfig.fromEnvironment(Environment.of(Map.of(
                "TELEGRAM_API_ID", " 17 ",
                "TELEGRAM_API_HASH", "hash",
                "TELEGRAM_BOT_TOKEN", "123456:abc-DEF",
                "TELEGRAM_PHONE", "+4915112345678",
                "TELEGRAM_SESSION", "session",
                "TELEGRAM_SESSION_NAME", "beta",
                "TELEGRAM_PROXY", "socks5://127.0.0.1:1080")));

        assertThat(config)
                .isEqualTo(ClientConfig.named("beta")
                        .apiId(17)
                        .apiHash("hash")
                        .botToken("123456:abc-DEF")
                        .phone("+4915112345678")
                        .sessionString("session")
                        .proxy(ProxyConfig.parse("socks5://127.0.0.1:1080"))
                        .build());
    }

    @Test
    void a_proxy_of_the_environment_that_is_none_is_a_problem_and_not_repeated() {
        assertThatThrownBy(() -> ClientConfig.fromEnvironment(
                        Environment.of(Map.of("TELEGRAM_PROXY", "socks9://anna:hush@127.0.0.1:1080"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("TELEGRAM_PROXY", "socks5://")
                .hasMessageNotContaining("hush");
    }

    @Test
    void an_empty_environment_gives_a_session_called_main() {
        assertThat(ClientConfig.fromEnvironment(Environment.of(Map.of("TELEGRAM_PHONE", ""))))
                .isEqualTo(ClientConfig.named("main").build());
    }

    @Test
    void problems_of_the_environment_come_with_the_others() {
        ConfigurationException error = catchThrowableOfType(
                ConfigurationException.class,
                () -> ClientConfig.fromEnvironment(Environment.of(Map.of(
                        "TELEGRAM_API_ID", "seventeen",
                        "TELEGRAM_BOT_TOKEN", "geheim"))));

        assertThat(error.problems()).hasSize(2);
        assertThat(error.getMessage()).contains("TELEGRAM_API_ID", "botToken").doesNotContain("geheim");
    }
}
