// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Cargo;
import dev.heliograph.simulator.world.TelegramError;
import java.time.Instant;
import java.util.List;

/** Sends messages. */
final class Sends {
    private final Desk desk;

    Sends(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("messages.sendMessage", this::text);
    }

    private TlObject text(Query query) {
        FormattedText text = Entities.read(
                query.account(), query.parameters.string("message"), query.parameters.objects("entities"));
        if (text.isBlank()) {
            throw Refusal.of(400, "MESSAGE_EMPTY");
        }
        long randomId = query.parameters.int64("random_id");
        OutgoingMessage message = options(query).text(text).build();
        query.box().pump();
        SentMessage sent = standing(query.world.send(query.call(), message.peer(), message, cargo(message), randomId));
        return desk.accepted(query, sent, List.of(randomId));
    }

    /** What all calls that send have in common; the caller adds the content. */
    static OutgoingMessage.Builder options(Query query) {
        TlObject parameters = query.parameters;
        long chatId = query.chat("peer");
        OutgoingMessage.Builder message = OutgoingMessage.to(Peer.of(chatId))
                .silent(parameters.flag("silent"))
                .linkPreview(!parameters.flag("no_webpage"))
                .protect(parameters.flag("noforwards"));
        if (parameters.has("schedule_date")) {
            message.schedule(Instant.ofEpochSecond(parameters.int32("schedule_date")));
        }
        if (parameters.has("reply_to") && parameters.object("reply_to").is("inputReplyToMessage")) {
            TlObject reply = parameters.object("reply_to");
            int topic = reply.int32("top_msg_id", 0);
            int to = reply.int32("reply_to_msg_id");
            message.topic(topic);
            if (to > 0 && to != topic) {
                long inWorld = query.box().ids().inWorld(chatId, to);
                if (inWorld == 0) {
                    throw Refusal.of(400, "REPLY_MESSAGE_ID_INVALID");
                }
                message.replyTo(inWorld);
            }
        }
        return message;
    }

    /** The message that stands now, also where it stood before: whoever asks twice gets the first result. */
    static SentMessage standing(Answer<SentMessage> answer) {
        TelegramError error = answer.error();
        if (error == null) {
            return answer.orThrow();
        }
        SentMessage done = error.doneAs();
        if (done == null) {
            throw Refusal.of(error);
        }
        return done;
    }

    private static Cargo cargo(OutgoingMessage message) {
        return message.silent() ? Cargo.of(Parcel.EMPTY.silent(true)) : Cargo.NONE;
    }
}
