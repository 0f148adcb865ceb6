// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A simulated transport in virtual time, and sessions in it. */
final class Rig {
    final VirtualTimeline timeline = VirtualTimeline.seeded(1);
    final Transport transport;
    final SimulatedTelegram telegram;
    private long randomIds;

    private Rig(String address) {
        Plugins.Selection selection = Plugins.installed().select(Environment.of(Map.of()));
        Plugins.Chosen<TransportProvider> chosen = selection.transport(address);
        selection.check();
        transport = chosen.provider().open(chosen.settings(), timeline.context("main"));
        telegram = transport.facet(SimulatedTelegram.class).orElseThrow();
    }

    static Rig of(String settings) {
        return new Rig("simulator:?latency=40ms&jitter=0ms&" + settings);
    }

    static ClientConfig bot(String name, long id) {
        return ClientConfig.named(name).botToken(id + ":ABC").build();
    }

    static ClientConfig user(String name) {
        return ClientConfig.named(name).build();
    }

    Seat link(ClientConfig config) {
        return new Seat(config, transport);
    }

    Seat connected(ClientConfig config) {
        Seat seat = link(config);
        seat.connect().orThrow();
        return seat;
    }

    Truth.Judgement judgement() {
        return telegram.world().judgement();
    }

    List<Truth.Accepted> accepted() {
        return telegram.world().accepted();
    }

    /** A session and what it was told. */
    final class Seat {
        final AccountId account;
        final Link link;
        final List<Event> events = new ArrayList<>();
        boolean full;

        Seat(ClientConfig config, Transport through) {
            account = SimulatorTransportProvider.accountOf(config);
            link = through.link(config, (event, handled) -> !full && events.add(event));
        }

        Outcome<SelfInfo> connect() {
            return timeline.await(link.connect());
        }

        CompletionStage<Outcome<SentMessage>> send(OutgoingMessage message, long randomId) {
            return link.send(new SendRequest(message.peer(), message, randomId, (bytes, total) -> {}));
        }

        CompletionStage<Outcome<SentMessage>> send(Peer peer, String text) {
            return send(OutgoingMessage.to(peer).text(text).build(), ++randomIds);
        }

        Outcome<SentMessage> sent(Peer peer, String text) {
            return timeline.await(send(peer, text));
        }

        Outcome<SentMessage> sent(long chatId, String text) {
            return sent(Peer.of(chatId), text);
        }

        Failure refused(long chatId, String text) {
            Failure failure = sent(chatId, text).failure();
            if (failure == null) {
                throw new AssertionError("the message was accepted");
            }
            return failure;
        }

        <F> F facet(Class<F> type) {
            return link.facet(type).orElseThrow();
        }

        <E extends Event> List<E> told(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
