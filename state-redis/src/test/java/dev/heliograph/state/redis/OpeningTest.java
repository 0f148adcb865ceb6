// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.embedded.RedisServer;

class OpeningTest {
    @Test
    void a_server_that_is_not_there_is_named_and_the_password_is_not() {
        int nobody = Servers.freePort();

        assertThatThrownBy(() ->
                        new Desk(new RedisStateProvider(), "=//me:secret@127.0.0.1:" + nobody, "connect-timeout=500ms"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        down -> assertThat(down.failure())
                                .isInstanceOfSatisfying(Failure.Unavailable.class, failure -> {
                                    assertThat(failure.origin()).isEqualTo(Failure.Origin.STATE);
                                    assertThat(failure.reason())
                                            .startsWith("redis://127.0.0.1:" + nobody + ": cannot connect: ");
                                }))
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ERR AUTH <password> called without any password configured for the default user. Are you sure? | the server has none
        NOAUTH HELLO must be called with the client already authenticated | the server wants a password
        WRONGPASS invalid username-password pair or user is disabled. | WRONGPASS invalid
        NOPERM this user has no permissions to run the 'hello' command | NOPERM this user
        """)
    void what_the_settings_are_to_blame_for_is_no_outage(String said, String told) {
        RuntimeException failed = new RedisConnectionException("it failed", new RedisCommandExecutionException(said));

        assertThat(Opening.refusal("redis://db1", failed))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("redis://db1: cannot connect: ")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection refused: db1/10.0.0.1:6379", "LOADING Redis is loading the dataset in memory"})
    void a_server_that_cannot_be_reached_is_an_outage(String said) {
        RuntimeException failed = new RedisConnectionException("it failed", new java.io.IOException(said));

        assertThat(Opening.refusal("redis://db1", failed))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("redis://db1: cannot connect: " + said);
    }

    @Test
    void a_wrong_password_is_said_at_once() {
        int port = Servers.freePort();
        RedisServer server = Servers.started(Servers.server(port, "requirepass right"));

        assertThatThrownBy(() -> Desk.at(port, "password=wrong"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot connect");
        try (Desk desk = Desk.at(port, "password=right")) {
            assertThat(desk.append("a")).isEqualTo(1);
        }
        Servers.stop(server);
    }

    @Test
    void a_user_with_the_rights_that_the_page_names_may_do_all_that_is_needed() {
        int port = Servers.freePort();
        RedisServer server = Servers.started(Servers.server(port));
        try (Admin admin = new Admin(port)) {
            String rights = "on >secret ~heliograph* resetchannels &heliograph* +@read +@write +@scripting +@connection"
                    + " +@pubsub +info +time +wait";
            CommandArgs<String, String> user =
                    new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("fleet");
            List.of(rights.split(" ", -1)).forEach(user::add);
            admin.commands().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), user);
        }

        try (Desk desk = Desk.at(port, "user=fleet", "password=secret")) {
            OtherServersTest.useAll(desk);
        }
        Servers.stop(server);
    }

    @Test
    void a_cluster_has_no_other_database() {
        assertThatThrownBy(() -> new Desk(new RedisStateProvider(), "=//one,two/1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("only database 0");
    }

    @Test
    void a_file_of_certificates_must_be_there() {
        assertThatThrownBy(() -> new Desk(new SecureRedisStateProvider(), "=//127.0.0.1:1", "ca=/nowhere/ca.pem"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/nowhere/ca.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix=a b", "prefix={x}", "timeout=1ms", "timeout=2h", "replicas=11", "verify=maybe"})
    void settings_that_are_wrong_are_refused(String parameter) {
        assertThatThrownBy(() -> Desk.at(1, parameter)).isInstanceOf(IllegalArgumentException.class);
    }
}
