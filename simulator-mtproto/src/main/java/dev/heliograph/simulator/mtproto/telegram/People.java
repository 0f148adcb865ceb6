// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Peer;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import java.util.ArrayList;
import java.util.List;

/** Who and what somebody is. */
final class People {
    private static final TlObject NO_SETTINGS = TlObject.of("peerSettings");

    private final Desk desk;

    People(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("users.getUsers", this::users);
        calls.add("users.getFullUser", this::fullUser);
        calls.add("contacts.resolveUsername", this::resolve);
        calls.add("contacts.search", this::search);
        calls.add("contacts.getContacts", this::contacts);
        calls.add("messages.getChats", this::chats);
        calls.add("channels.getChannels", this::channels);
        calls.add("channels.getFullChannel", this::fullChannel);
        calls.add("messages.getPeerSettings", this::settings);
        calls.add("stories.getPeerStories", this::stories);
    }

    private TlObject users(Query query) {
        Account viewer = query.account();
        List<TlObject> found = new ArrayList<>();
        for (TlObject user : query.parameters.objects("id")) {
            found.add(desk.facts().user(viewer, Peers.user(viewer, user)));
        }
        return TlObject.vector(found);
    }

    private TlObject fullUser(Query query) {
        long id = Peers.user(query.account(), query.parameters.object("id"));
        TlObject full = TlObject.of("userFull")
                .with("id", id)
                .with("settings", NO_SETTINGS)
                .with("notify_settings", Facts.NO_NOTIFICATIONS)
                .with("common_chats_count", 0);
        return join(query, TlObject.of("users.userFull").with("full_user", full), id);
    }

    private TlObject resolve(Query query) {
        Peer peer;
        try {
            peer = Peer.of("@" + query.parameters.string("username"));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of(400, "USERNAME_INVALID");
        }
        Entity entity = query.orThrow(query.world.lookUp(query.call(), peer));
        TlObject found = TlObject.of("contacts.resolvedPeer").with("peer", Peers.write(entity.id()));
        return join(query, found, entity.id());
    }

    private TlObject search(Query query) {
        query.admit();
        return TlObject.of("contacts.found")
                .with("my_results", List.of())
                .with("results", List.of())
                .with("chats", List.of())
                .with("users", List.of());
    }

    private TlObject contacts(Query query) {
        return TlObject.of("contacts.contacts")
                .with("contacts", List.of())
                .with("saved_count", 0)
                .with("users", List.of());
    }

    private TlObject chats(Query query) {
        Company company = new Company();
        for (long number : query.parameters.elements("id", Long.class)) {
            company.add(existing(query, -number, "CHAT_ID_INVALID"));
        }
        return chats(query, company);
    }

    private TlObject channels(Query query) {
        Company company = new Company();
        for (TlObject channel : query.parameters.objects("id")) {
            company.add(existing(query, Peers.channel(query.account(), channel), "CHANNEL_INVALID"));
        }
        return chats(query, company);
    }

    private TlObject chats(Query query, Company company) {
        return TlObject.of("messages.chats").with("chats", company.chats(desk.facts(), query.account()));
    }

    private TlObject fullChannel(Query query) {
        long id =
                existing(query, Peers.channel(query.account(), query.parameters.object("channel")), "CHANNEL_INVALID");
        TlObject full = desk.facts().channelFull(id, query.box().channel(id).pts());
        return join(query, TlObject.of("messages.chatFull").with("full_chat", full), id);
    }

    private TlObject settings(Query query) {
        TlObject answer = TlObject.of("messages.peerSettings").with("settings", NO_SETTINGS);
        return join(query, answer, query.chat("peer"));
    }

    private TlObject stories(Query query) {
        long id = query.chat("peer");
        TlObject stories =
                TlObject.of("peerStories").with("peer", Peers.write(id)).with("stories", List.of());
        return join(query, TlObject.of("stories.peerStories").with("stories", stories), id);
    }

    private static long existing(Query query, long id, String otherwise) {
        if (id >= 0 || query.world.entity(id) == null) {
            throw Refusal.of(400, otherwise);
        }
        return id;
    }

    private TlObject join(Query query, TlObject answer, long id) {
        return new Company().add(id).join(answer, desk.facts(), query.account());
    }
}
