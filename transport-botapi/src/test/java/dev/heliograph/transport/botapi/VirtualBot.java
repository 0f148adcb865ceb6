// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A transport with one link in virtual time, in front of a server that answers as it is told. */
final class VirtualBot {
    static final String TOKEN = "7:virtual-secret";

    final VirtualTimeline time = VirtualTimeline.seeded(7);
    final ScriptedHttp server = new ScriptedHttp(time.strand("server"));
    final List<Event> events = new ArrayList<>();
    final BotApiTransport transport;
    final Link link;

    VirtualBot(String... settings) {
        BotApiTransportProvider provider = new BotApiTransportProvider();
        BotApiSettings parsed =
                BotApiSettings.of(Configured.of(provider, settings).settings());
        transport = new BotApiTransport(parsed, time.context("test"), server, () -> {});
        ClientConfig config = ClientConfig.named("desk").botToken(TOKEN).build();
        link = transport.link(config, (event, handled) -> {
            events.add(event);
            handled.run();
            return true;
        });
    }

    /** One that is connected and takes no updates. */
    static VirtualBot connected(String... settings) {
        String[] all = new String[settings.length + 1];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "updates=none";
        VirtualBot bot = new VirtualBot(all);
        bot.connect().orThrow();
        return bot;
    }

    Outcome<SelfInfo> connect() {
        return time.await(link.connect());
    }

    <F> F facet(Class<F> type) {
        return link.facet(type).orElseThrow();
    }

    CompletionStage<Outcome<SentMessage>> start(OutgoingMessage.Builder message) {
        return link.send(request(message));
    }

    Outcome<SentMessage> send(OutgoingMessage.Builder message) {
        return time.await(start(message));
    }

    Outcome<SentMessage> send(long chat) {
        return send(OutgoingMessage.to(chat).text("hello"));
    }

    Failure failure(OutgoingMessage.Builder message) {
        Failure failure = send(message).failure();
        if (failure == null) {
            throw new AssertionError("a send that should have failed succeeded");
        }
        return failure;
    }

    void settle() {
        time.advance(Duration.ofSeconds(1));
    }

    /** The body of the only request of that method. */
    String body(String method) {
        List<ScriptedHttp.Asked> asked = server.asked(method);
        if (asked.size() != 1) {
            throw new AssertionError(asked.size() + " requests of " + method);
        }
        return asked.get(0).body();
    }

    static SendRequest request(OutgoingMessage.Builder message) {
        OutgoingMessage built = message.build();
        return new SendRequest(built.peer(), built, 4711, (bytes, total) -> {});
    }
}
