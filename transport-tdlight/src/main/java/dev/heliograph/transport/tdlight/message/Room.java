// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * What all that messaging does has in common.
 *
 * @param parts what it is lent
 * @param requests what was asked
 * @param failures what refusals mean
 * @param chats finds chats
 * @param reader reads messages
 */
record Room(MessagingParts parts, Requests requests, Failures failures, Chats chats, MessageReader reader) {
    static Room of(MessagingParts parts) {
        Requests requests = new Requests(parts);
        Failures failures = new Failures(parts.errors());
        long self = parts.self().account().value();
        return new Room(
                parts,
                requests,
                failures,
                new Chats(parts, requests, failures),
                new MessageReader(parts.dialect(), self));
    }

    /**
     * A message of the server, so that TDLib knows it from then on: it does nothing with those that it has not seen, and with
     * its database off it has seen those of this connection.
     */
    void message(long chat, long serverId, Consumer<Outcome<JsonNode>> then) {
        var request = TdClient.request("getMessage").put("chat_id", chat).put("message_id", TdIds.ofMessage(serverId));
        requests.ask(
                request,
                answer -> then.accept(
                        answer.isObject()
                                ? Outcome.done(answer.object())
                                : Outcome.failed(failures.ofReading(answer))));
    }

    /** Why a message is not to be had, with that word where it does not exist. */
    Failure orMissing(Outcome<JsonNode> message, String word) {
        Failure failure = Objects.requireNonNull(message.failure());
        return Failures.isMissingMessage(failure) ? Failures.notFound(word) : failure;
    }
}
