// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.testkit.time.Clockwork;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the contract needs to know of a transport. Made anew for every clause.
 *
 * @param transport the provider and its settings
 * @param clockwork makes the time that it runs in
 * @param first the session that sends
 * @param second the session that receives; of another account
 * @param inhabitants who is there to be written to
 * @param witness tells what stands in chats, or null where the transport offers HISTORY to the first session, or TRUTH
 * @param correspondent writes to the second session, or null where the first one can
 * @param saboteur lets the server err after an effect, or null where nobody can; then no clause asks what follows
 */
public record TransportFixture(
        Configured<? extends TransportProvider> transport,
        Supplier<Clockwork> clockwork,
        ClientConfig first,
        ClientConfig second,
        Inhabitants inhabitants,
        @Nullable Witness witness,
        @Nullable Correspondent correspondent,
        @Nullable Saboteur saboteur) {
    private static final ClientConfig USER = ClientConfig.named("contract-user").build();
    private static final ClientConfig BOT = ClientConfig.named("contract-bot")
            .botToken("424242:contract-secret")
            .build();

    /** In virtual time: a user sends, a bot receives, in the world of {@link Inhabitants#usual}. */
    public static TransportFixture inVirtualTime(TransportProvider provider, String... parameters) {
        return new TransportFixture(
                Configured.of(provider, parameters),
                () -> Clockwork.virtual(7),
                USER,
                BOT,
                Inhabitants.usual(),
                null,
                null,
                null);
    }

    /** In real time, with real servers: one call may take as long as said. */
    public static TransportFixture inRealTime(Duration patience, TransportProvider provider, String... parameters) {
        return new TransportFixture(
                Configured.of(provider, parameters),
                () -> Clockwork.real(patience),
                USER,
                BOT,
                Inhabitants.usual(),
                null,
                null,
                null);
    }

    /** With other sessions: the one that sends, and one of another account that receives. */
    public TransportFixture sessions(ClientConfig sender, ClientConfig receiver) {
        return new TransportFixture(
                transport, clockwork, sender, receiver, inhabitants, witness, correspondent, saboteur);
    }

    /** With other people and chats. */
    public TransportFixture among(Inhabitants others) {
        return new TransportFixture(transport, clockwork, first, second, others, witness, correspondent, saboteur);
    }

    /** With somebody who tells what stands in chats. */
    public TransportFixture witnessedBy(Witness teller) {
        return new TransportFixture(transport, clockwork, first, second, inhabitants, teller, correspondent, saboteur);
    }

    /** With somebody who writes to the second session. */
    public TransportFixture writtenToBy(Correspondent writer) {
        return new TransportFixture(transport, clockwork, first, second, inhabitants, witness, writer, saboteur);
    }

    /** With somebody who lets the server err after an effect. */
    public TransportFixture sabotagedBy(Saboteur agent) {
        return new TransportFixture(transport, clockwork, first, second, inhabitants, witness, correspondent, agent);
    }
}
