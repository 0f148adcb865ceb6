// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.simulator.mtproto.telegram.Parcel.Origin;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Cargo;
import dev.heliograph.simulator.world.Dice;
import dev.heliograph.simulator.world.Forward;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends again what stands elsewhere. */
final class Forwards {
    private static final int MOST = 100;

    private final Desk desk;

    Forwards(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("messages.forwardMessages", this::forward);
    }

    private TlObject forward(Query query) {
        List<Integer> numbers = query.parameters.elements("id", Integer.class);
        List<Long> randomIds = query.parameters.elements("random_id", Long.class);
        if (numbers.isEmpty() || numbers.size() > MOST) {
            throw Refusal.of(400, numbers.isEmpty() ? "MESSAGE_IDS_EMPTY" : "MESSAGE_IDS_INVALID");
        }
        if (numbers.size() != randomIds.size()) {
            throw Refusal.of(400, "RANDOM_ID_INVALID");
        }
        List<Message> originals = new ArrayList<>();
        List<Long> known = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            Message original = find(query, numbers.get(i));
            // those that are gone are passed over
            if (original != null) {
                originals.add(original);
                known.add(randomIds.get(i));
            }
        }
        if (originals.isEmpty()) {
            query.admit();
            throw Refusal.of(400, "MESSAGE_ID_INVALID");
        }
        query.box().pump();
        boolean changed = query.parameters.flag("drop_media_captions");
        return changed || query.parameters.has("schedule_date")
                ? copyEach(query, originals, known)
                : forward(query, originals, known);
    }

    private TlObject forward(Query query, List<Message> originals, List<Long> randomIds) {
        List<Forward> forwards = new ArrayList<>();
        for (int i = 0; i < originals.size(); i++) {
            Message original = originals.get(i);
            MessageRef source = new MessageRef(original.chatId(), original.messageId());
            forwards.add(new Forward(source, parcel(query, original), randomIds.get(i)));
        }
        SentMessage sent = Sends.standing(query.world.forward(query.call(), query.peer("to_peer"), forwards));
        return desk.accepted(query, sent, randomIds);
    }

    /** The world forwards neither later nor in part, so that these are sent, until one of them is refused. */
    private TlObject copyEach(Query query, List<Message> originals, List<Long> randomIds) {
        Company company = new Company();
        List<TlObject> updates = new ArrayList<>();
        for (int i = 0; i < originals.size(); i++) {
            Answer<SentMessage> answer = copy(query, originals.get(i), randomIds.get(i));
            if (answer.error() != null && !updates.isEmpty()) {
                break;
            }
            updates.addAll(desk.newMessages(query, Sends.standing(answer), List.of(randomIds.get(i)), company));
        }
        return desk.updates(query.account(), updates, company);
    }

    private static @Nullable Message find(Query query, int number) {
        long from = query.chat("from_peer");
        long id = query.box().ids().inWorld(from, number);
        return id == 0 ? null : query.world.message(query.account(), from, id);
    }

    private static Answer<SentMessage> copy(Query query, Message original, long randomId) {
        TlObject parameters = query.parameters;
        Peer to = query.peer("to_peer");
        Parcel parcel = parcel(query, original);
        OutgoingMessage.Builder message = OutgoingMessage.to(to).silent(parameters.flag("silent"));
        if (original.media() == null || !parameters.flag("drop_media_captions")) {
            message.text(original.text());
        }
        if (original.media() != null) {
            StoredFile file = parcel.file();
            message.media(file == null ? Media.document(new MediaFile.Remote("elsewhere")) : file.inModel());
        }
        if (parameters.has("schedule_date")) {
            message.schedule(Instant.ofEpochSecond(parameters.int32("schedule_date")));
        }
        return query.world.send(query.call(), to, message.build(), Cargo.of(parcel), randomId);
    }

    /** What the original carries, and where it comes from. */
    private static Parcel parcel(Query query, Message original) {
        Object cargo = query.world.cargo(query.account(), original.chatId(), original.messageId());
        Parcel carried = cargo instanceof Parcel known ? known : Parcel.EMPTY;
        boolean anonymous = query.parameters.flag("drop_author");
        Origin before = carried.origin();
        Parcel parcel = carried.silent(query.parameters.flag("silent"));
        if (carried.group() != 0) {
            // parts that were together stay together, as another album
            long first = query.parameters.elements("random_id", Long.class).get(0);
            parcel = parcel.inGroup(Dice.mix(carried.group() ^ first) | 1);
        }
        return parcel.from(anonymous ? null : before == null ? origin(query, original) : before);
    }

    private static Origin origin(Query query, Message original) {
        boolean channel = query.world.entity(original.chatId()) instanceof Entity.Channel;
        long from = channel ? original.chatId() : original.senderId();
        TlObject header = TlObject.of("messageFwdHeader")
                .with("from_id", Peers.write(from))
                .with("date", (int) original.date().getEpochSecond())
                .with("channel_post", channel ? (int) original.messageId() : null);
        if (query.chat("to_peer") == query.account().id()) {
            int number = query.box().ids().of(original.chatId(), original.messageId());
            header = header.with("saved_from_peer", Peers.write(original.chatId()))
                    .with("saved_from_msg_id", number);
        }
        return new Origin(from, header);
    }
}
