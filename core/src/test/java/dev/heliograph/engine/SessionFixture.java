// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.spi.metrics.NoMetrics;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One session over a scripted transport, in virtual time. */
class SessionFixture {
    static final Limit FREE = Limit.rate(1_000_000, 1_000_000);
    static final Limits UNLIMITED =
            new Limits(List.of(FREE), FREE, FREE, List.of(), FREE, FREE, FREE, FREE, Duration.ZERO);
    /** No jitter, so that every pause is known: 1, 2, 4 s and so on. */
    static final RetryConfig EXACT =
            new RetryConfig(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, false, true, true, true);

    final VirtualTimeline time;
    final PlainState state;
    final List<Event> events = new ArrayList<>();
    ClientConfig.Builder config = ClientConfig.named("alpha").botToken("123456:ABC");
    RetryConfig retry = EXACT;
    Limits limits = UNLIMITED;
    ScriptedTransport transport;
    LeaseTerms terms = new LeaseTerms(
            new Holder("here", "", 0, 1),
            Duration.ofSeconds(15),
            holder -> holder.node().equals("dead"));
    private Fleet fleet;
    private SessionCore core;

    SessionFixture() {
        this(VirtualTimeline.seeded(11), new PlainState());
    }

    /** Another process that shares time and state. */
    SessionFixture(VirtualTimeline time, PlainState state) {
        this.time = time;
        this.state = state;
        transport = new ScriptedTransport(time, List.of());
    }

    void offer(Feature... features) {
        transport = new ScriptedTransport(time, List.of(features));
    }

    /** The fleet of the session, made at the first call. */
    Fleet fleet() {
        if (fleet == null) {
            fleet = new Fleet(time, state, new NoMetrics(), terms);
        }
        return fleet;
    }

    /** The session, made at the first call. */
    SessionCore core() {
        if (core == null) {
            core = new SessionCore(config.build(), fleet(), transport, retry, limits);
            core.register(events::add);
        }
        return core;
    }

    void connect() {
        assertThat(time.await(core().connect()).isDone()).isTrue();
    }

    CompletableFuture<SendResult> send(OutgoingMessage.Builder message) {
        return core().send(message.build(), TransferProgress.UNWATCHED);
    }

    CompletableFuture<SendResult> send(long chat, String text) {
        return send(OutgoingMessage.to(chat).text(text));
    }

    SendResult sent(OutgoingMessage.Builder message) {
        return time.await(send(message));
    }

    SendResult sent(long chat, String text) {
        return time.await(send(chat, text));
    }

    double seconds() {
        return time.nanos() / 1e9;
    }

    void advance(double seconds) {
        time.advance(Duration.ofNanos((long) (seconds * 1e9)));
    }
}
