// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "READONLY You can't write against a read only replica.",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "CLUSTERDOWN The cluster is down",
                "MISCONF Redis is configured to save RDB snapshots",
                "NOREPLICAS Not enough good replicas to write.",
                "MOVED 1234 127.0.0.1:7001",
                "ERR Error running script (call to f_1): @user_script:7: -OOM command not allowed",
                "BUSY Redis is busy running a script."
            })
    void a_server_that_refuses_did_nothing(String said) {
        assertThat(Failures.of(new RedisCommandExecutionException(said), true).kind())
                .isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void a_script_that_broke_may_have_written() {
        RedisCommandExecutionException broken = new RedisCommandExecutionException("ERR user_script:7: a nil value");

        assertThat(Failures.of(broken, true).kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
        assertThat(Failures.of(broken, false).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    }

    @Test
    void what_was_written_and_not_answered_may_have_happened() {
        for (RuntimeException lost : new RuntimeException[] {
            new RedisCommandTimeoutException("late"), new RedisException("Connection closed")
        }) {
            assertThat(Failures.of(new CompletionException(lost), true).kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
            assertThat(Failures.of(lost, false).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        }
    }

    @Test
    void what_was_never_written_did_not_happen() {
        for (RuntimeException unwritten : new RuntimeException[] {
            new RedisConnectionException("Unable to connect"),
            new RedisException("Currently not connected. Commands are rejected."),
            new RedisException("Request queue size exceeded: 5. Commands are not accepted until the queue size drops.")
        }) {
            assertThat(Failures.of(unwritten, true).kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
        }
    }
}
