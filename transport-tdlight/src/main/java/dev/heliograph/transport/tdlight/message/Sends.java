// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Sends and forwards: finds the chat, readies the message when its turn has come, and hands it to the book. */
final class Sends implements Forwarding {
    private final Room room;
    private final SendBook book;
    private final Outgoing outgoing;
    private final Packing packing;

    Sends(Room room, SendBook book) {
        this.room = room;
        this.book = book;
        this.outgoing = new Outgoing(room.parts().dialect());
        this.packing = new Packing(room.parts());
    }

    CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        OutgoingMessage message = request.message();
        if (message.schedule() != null && room.parts().self().bot()) {
            return CompletableFuture.completedFuture(Outcome.failed(new Failure.Unsupported(Feature.SCHEDULE.name())));
        }
        boolean recognizable = message.media() == null && message.schedule() == null;
        return to(
                request.peer(),
                chat -> new Draft(
                        chat,
                        recognizable,
                        message.patience(),
                        patience(message.patience()),
                        request.progress(),
                        then -> ready(chat, message, then)));
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> forward(Peer peer, MessageRef message, boolean silent, long randomId) {
        CompletableFuture<Outcome<SentMessage>> done = new CompletableFuture<>();
        room.chats().find(Peer.of(message.chatId()), from -> {
            Failure failure = from.failure();
            if (failure != null) {
                done.complete(Outcome.failed(failure));
                return;
            }
            to(
                            peer,
                            chat -> new Draft(
                                    chat,
                                    false,
                                    null,
                                    patience(null),
                                    (bytes, total) -> {},
                                    then -> copy(chat, message, silent, then)))
                    .thenAccept(done::complete);
        });
        return done;
    }

    private CompletionStage<Outcome<SentMessage>> to(Peer peer, LongFunction<Draft> draft) {
        CompletableFuture<Outcome<SentMessage>> done = new CompletableFuture<>();
        room.chats().find(peer, found -> {
            Failure failure = found.failure();
            if (failure != null) {
                done.complete(Outcome.failed(failure));
            } else {
                long chat = found.orThrow();
                book.send(draft.apply(chat)).thenAccept(outcome -> done.complete(judged(peer, chat, outcome)));
            }
        });
        return done;
    }

    /** What a refusal says about the address beyond the message. */
    private Outcome<SentMessage> judged(Peer peer, long chat, Outcome<SentMessage> outcome) {
        Failure failure = outcome.failure();
        if (failure == null || failure.kind() != Failure.Kind.REJECTED) {
            return outcome;
        }
        if (Failures.isNotFound(failure)) {
            room.chats().doubt(peer);
        }
        return room.chats().isUpgraded(chat) ? Outcome.failed(Chats.migrated()) : outcome;
    }

    private Duration patience(@Nullable Duration own) {
        Duration timeout = room.parts().config().timeout();
        return own != null && own.compareTo(timeout) < 0 ? own : timeout;
    }

    private void ready(long chat, OutgoingMessage message, Consumer<Outcome<Draft.Ready>> then) {
        if (message.replyTo() == 0) {
            load(chat, message, then);
            return;
        }
        // TDLib leaves the answer away without a word where it does not know what is answered
        room.message(chat, message.replyTo(), answered -> {
            Failure failure = answered.failure();
            if (failure == null) {
                load(chat, message, then);
            } else if (message.allowSendingWithoutReply() && Failures.isMissingMessage(failure)) {
                load(chat, message.toBuilder().replyTo(0).build(), then);
            } else {
                then.accept(Outcome.failed(room.orMissing(answered, "REPLY_MESSAGE_ID_INVALID")));
            }
        });
    }

    private void load(long chat, OutgoingMessage message, Consumer<Outcome<Draft.Ready>> then) {
        Media media = message.media();
        List<MediaFile> files = media == null ? List.of() : Packing.filesOf(media);
        if (files.isEmpty()) {
            then.accept(Outcome.done(new Draft.Ready(outgoing.request(chat, message, List.of()), Cargo.NONE)));
        } else {
            packing.pack(
                    files,
                    packed -> then.accept(packed.map(
                            cargo -> new Draft.Ready(outgoing.request(chat, message, cargo.files()), cargo))));
        }
    }

    private void copy(long chat, MessageRef message, boolean silent, Consumer<Outcome<Draft.Ready>> then) {
        // TDLib forwards nothing that it has not seen
        room.message(message.chatId(), message.messageId(), source -> {
            if (!source.isDone()) {
                then.accept(Outcome.failed(room.orMissing(source, "MESSAGE_ID_INVALID")));
                return;
            }
            ObjectNode request =
                    TdClient.request("forwardMessages").put("chat_id", chat).put("from_chat_id", message.chatId());
            request.putArray("message_ids").add(TdIds.ofMessage(message.messageId()));
            request.set("options", Outgoing.options(silent));
            then.accept(Outcome.done(new Draft.Ready(request, Cargo.NONE)));
        });
    }
}
