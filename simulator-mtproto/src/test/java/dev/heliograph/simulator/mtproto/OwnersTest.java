// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that share one authorization: each has a session of its own, which the caller switches between. */
class OwnersTest {
    private static final long FIRST = 1;
    private static final long SECOND = 2;
    private static final long THIRD = 3;

    private final Exchange exchange = new Exchange();
    private Handset shared;

    @BeforeEach
    void begin() throws IOException {
        shared = exchange.bot(7);
    }

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    private void announce(long session, String device) throws IOException {
        shared.caller.session = session;
        TlObject init = TlObject.of("initConnection")
                .with("api_id", 1)
                .with("device_model", device)
                .with("system_version", "1")
                .with("app_version", "1")
                .with("system_lang_code", "en")
                .with("lang_pack", "")
                .with("lang_code", "en")
                .with("query", TlObject.of("updates.getState"));
        answered(TlObject.of("invokeWithLayer").with("layer", 229).with("query", init));
    }

    private void call(long session) throws IOException {
        shared.caller.session = session;
        answered(TlObject.of("updates.getState"));
    }

    private void answered(TlObject query) throws IOException {
        long id = shared.caller.send(query);
        assertThat(shared.caller.answer(id, "updates.getState").is("updates.state"))
                .isTrue();
    }

    @Test
    void one_device_in_many_sessions_is_no_news() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-1");
        call(FIRST);
        assertThat(exchange.telegram.takeOvers()).isEmpty();
        assertThat(exchange.telegram.doubleUses()).isEmpty();
        assertThat(exchange.telegram.firstUses()).isEqualTo(1);
    }

    @Test
    void another_device_that_begins_anew_takes_over() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        call(SECOND);
        assertThat(exchange.telegram.doubleUses()).isEmpty();
        assertThat(exchange.telegram.takeOvers()).singleElement().satisfies(taken -> {
            assertThat(taken.from()).isEqualTo("node-1");
            assertThat(taken.to()).isEqualTo("node-2");
            assertThat(taken.key()).isEqualTo(shared.caller.keyId());
            assertThat(taken.silence().isNegative()).isFalse();
        });
    }

    @Test
    void a_call_of_the_replaced_session_is_double_use() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        call(FIRST);
        assertThat(exchange.telegram.doubleUses()).singleElement().satisfies(use -> {
            assertThat(use.holder()).isEqualTo("node-2");
            assertThat(use.device()).isEqualTo("node-1");
            assertThat(use.call()).isEqualTo("updates.getState");
        });
    }

    @Test
    void double_use_is_told_with_who_called_and_when() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        call(FIRST);
        DoubleUse use = exchange.telegram.doubleUses().get(0);
        assertThat(new UseReport(exchange.telegram).fields())
                .containsEntry("double_uses", 1)
                .containsEntry(
                        "double_use",
                        List.of(Map.of(
                                "key", use.key(),
                                "holder", "node-2",
                                "device", "node-1",
                                "call", "updates.getState",
                                "at", use.at().toString())));
    }

    @Test
    void the_replaced_device_may_come_back_in_a_new_session() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        announce(THIRD, "node-1");
        assertThat(exchange.telegram.takeOvers()).hasSize(2);
        assertThat(exchange.telegram.doubleUses()).isEmpty();
        call(SECOND);
        assertThat(exchange.telegram.doubleUses()).hasSize(1);
    }

    @Test
    void saying_the_device_again_is_no_beginning() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        announce(FIRST, "node-1");
        assertThat(exchange.telegram.takeOvers()).hasSize(1);
        assertThat(exchange.telegram.doubleUses()).hasSize(1);
    }

    @Test
    void a_ping_of_the_replaced_session_keeps_it_alive_only() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        shared.caller.session = FIRST;
        shared.caller.send(TlObject.of("ping").with("ping_id", 5L));
        shared.caller.await("pong");
        assertThat(exchange.telegram.keepAlives()).isEqualTo(1);
        assertThat(exchange.telegram.doubleUses()).isEmpty();
    }

    @Test
    void the_count_begins_anew_and_the_holder_stays() throws IOException {
        announce(FIRST, "node-1");
        announce(SECOND, "node-2");
        call(FIRST);
        exchange.telegram.forgetUses();
        assertThat(exchange.telegram.takeOvers()).isEmpty();
        assertThat(exchange.telegram.doubleUses()).isEmpty();
        call(FIRST);
        assertThat(exchange.telegram.doubleUses()).hasSize(1);
    }

    @Test
    void sessions_that_tell_of_no_device_are_not_counted() throws IOException {
        announce(FIRST, "node-1");
        call(SECOND);
        call(FIRST);
        assertThat(exchange.telegram.takeOvers()).isEmpty();
        assertThat(exchange.telegram.doubleUses()).isEmpty();
    }
}
