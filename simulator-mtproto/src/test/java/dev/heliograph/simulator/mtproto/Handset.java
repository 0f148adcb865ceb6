// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** A client with words for what clients say. */
final class Handset {
    final int dc;
    final Caller caller;
    private final Exchange exchange;
    private final Random random = new Random(7);

    Handset(Exchange exchange, int dc, Caller caller) {
        this.exchange = exchange;
        this.dc = dc;
        this.caller = caller;
    }

    TlObject call(TlObject query) throws IOException {
        return caller.call(query);
    }

    TlObject call(String method) throws IOException {
        return call(TlObject.of(method));
    }

    /** The words of a refusal; anything else fails. */
    static String refusal(TlObject answer) {
        return answer.int32("error_code") + " " + answer.string("error_message");
    }

    /** The next updates that come without being asked for. */
    TlObject told() throws IOException {
        return caller.await("updates").object();
    }

    /** The only update that is told next. */
    TlObject update() throws IOException {
        List<TlObject> updates = told().objects("updates");
        if (updates.size() != 1) {
            throw new AssertionError(updates);
        }
        return updates.get(0);
    }

    /** Comes back by another connection. */
    void reconnect() throws IOException {
        caller.move(exchange.line(dc));
    }

    TlObject sendCode(String phone) throws IOException {
        return call(TlObject.of("auth.sendCode")
                .with("phone_number", phone)
                .with("api_id", 1)
                .with("api_hash", "h")
                .with("settings", TlObject.of("codeSettings")));
    }

    TlObject signIn(String hash, String phone, String code) throws IOException {
        return call(TlObject.of("auth.signIn")
                .with("phone_number", phone)
                .with("phone_code_hash", hash)
                .with("phone_code", code));
    }

    /** How it addresses the owner of a public name. */
    TlObject resolve(String username) throws IOException {
        TlObject found = call(TlObject.of("contacts.resolveUsername").with("username", username));
        TlObject peer = found.object("peer");
        if (peer.is("peerUser")) {
            TlObject user = found.objects("users").get(0);
            return TlObject.of("inputPeerUser")
                    .with("user_id", user.int64("id"))
                    .with("access_hash", user.int64("access_hash"));
        }
        TlObject channel = found.objects("chats").get(0);
        return TlObject.of("inputPeerChannel")
                .with("channel_id", channel.int64("id"))
                .with("access_hash", channel.int64("access_hash"));
    }

    static TlObject group(long chatId) {
        return TlObject.of("inputPeerChat").with("chat_id", -chatId);
    }

    TlObject message(TlObject peer, String text) {
        return TlObject.of("messages.sendMessage")
                .with("peer", peer)
                .with("message", text)
                .with("random_id", random.nextLong());
    }

    TlObject send(TlObject peer, String text) throws IOException {
        return call(message(peer, text));
    }

    /** The message in an answer that has one. */
    static TlObject sent(TlObject updates) {
        return updates.objects("updates").stream()
                .filter(update -> update.has("message"))
                .map(update -> update.object("message"))
                .findFirst()
                .orElseThrow();
    }

    TlObject difference(int pts) throws IOException {
        return call(TlObject.of("updates.getDifference")
                .with("pts", pts)
                .with("date", 0)
                .with("qts", 0));
    }

    TlObject channelDifference(TlObject peer, int pts) throws IOException {
        TlObject channel = TlObject.of("inputChannel")
                .with("channel_id", peer.int64("channel_id"))
                .with("access_hash", peer.int64("access_hash"));
        return call(TlObject.of("updates.getChannelDifference")
                .with("channel", channel)
                .with("filter", TlObject.of("channelMessagesFilterEmpty"))
                .with("pts", pts)
                .with("limit", 100));
    }
}
