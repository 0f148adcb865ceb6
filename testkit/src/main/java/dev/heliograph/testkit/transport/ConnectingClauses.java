// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A link connects when it is asked, and says as whom. */
abstract class ConnectingClauses extends Clauses {
    /** Longer than any method may hold its caller up, even on a machine that is busy. */
    private static final long BLOCKED_NANOS = 2_000_000_000L;

    ConnectingClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void connect_gives_the_account() {
        assertThat(rig.first().self().account().value()).isPositive();
    }

    @Test
    void connecting_again_gives_the_same_account() {
        Participant session = rig.first();
        SelfInfo again = rig.done(rig.patiently(() -> session.link().connect()), "second connect");
        assertThat(again).isEqualTo(session.self());
    }

    @Test
    void two_sessions_have_two_accounts() {
        assertThat(rig.second().self().account())
                .isNotEqualTo(rig.first().self().account());
    }

    @Test
    void a_token_signs_in_as_a_bot() {
        assertThat(rig.second().self().bot()).isEqualTo(rig.fixture.second().isBot());
    }

    @Test
    void a_public_name_has_no_at_sign() {
        for (Participant session : new Participant[] {rig.first(), rig.second()}) {
            String name = session.self().username();
            assertThat(name == null ? "none" : name).isNotEmpty().doesNotStartWith("@");
        }
    }

    @Test
    void the_sink_is_told_of_the_connection() {
        Participant session = rig.first();
        rig.letSettle();
        assertThat(session.sink().states()).endsWith(ConnectionState.READY);
    }

    @Test
    void no_call_holds_its_caller_up() {
        Link link = rig.unconnected(rig.fixture.first());
        assertThat(nanosOf(link::connect)).as("connect").isLessThan(BLOCKED_NANOS);
        Participant session = rig.second();
        assertThat(nanosOf(() -> session.link().send(rig.request(rig.people.friend(), rig.words()))))
                .as("send")
                .isLessThan(BLOCKED_NANOS);
        assertThat(nanosOf(session.link()::disconnect)).as("disconnect").isLessThan(BLOCKED_NANOS);
    }

    private long nanosOf(Supplier<CompletionStage<?>> call) {
        long before = rig.clockwork.timeline().nanos();
        CompletionStage<?> stage = call.get();
        long took = rig.clockwork.timeline().nanos() - before;
        rig.await(stage);
        return took;
    }
}
