// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Forwarding;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForwardsTest {
    private final Office office = Office.ofUser();

    private Outcome<SentMessage> forward() {
        return office.ask(
                () -> office.facet(Forwarding.class).forward(Peer.of(CHAT), new MessageRef(66, 5), true, 4711));
    }

    @Test
    void a_forward_is_done_with_the_id_of_the_copy() {
        SentMessage copy = forward().orThrow();
        assertThat(copy.chatId()).isEqualTo(CHAT);
        assertThat(copy.messageId()).isEqualTo(101);
        JsonNode request = office.request("forwardMessages");
        assertThat(request.path("from_chat_id").asLong()).isEqualTo(66);
        assertThat(request.path("message_ids").toString()).isEqualTo("[5242880]");
        assertThat(request.path("options").path("disable_notification").asBoolean())
                .isTrue();
    }

    @Test
    void a_forward_of_nothing_is_not_found() {
        office.td.next("getMessage", ScriptedTd.error(404, "Not Found"));
        assertThat(Office.failure(forward()))
                .isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "MESSAGE_ID_INVALID"));
    }

    @Test
    void a_forward_of_what_is_protected_is_refused() {
        office.td.next(
                "forwardMessages", ScriptedTd.error(400, "Message has protected content and can't be forwarded"));
        assertThat(Office.failure(forward()))
                .isEqualTo(new Failure.Rejected(SendStatus.FAILED, 400, "MESSAGE_PROTECTED"));
    }

    @Test
    void a_forward_that_tdlib_leaves_out_is_refused() {
        office.td.next("forwardMessages", "{'@type':'messages','messages':[null]}");
        assertThat(Office.failure(forward())).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void a_forward_waits_for_what_is_being_sent_to_the_chat() {
        office.td.accepting = false;
        office.start(Office.text());
        office.time.settle();
        var forwarding = office.facet(Forwarding.class).forward(Peer.of(CHAT), new MessageRef(66, 5), true, 4711);
        office.time.settle();
        assertThat(office.td.requests("forwardMessages")).isEmpty();
        office.td.accepting = true;
        office.td.accepts(CHAT, office.td.newest(), 200);
        assertThat(office.time.await(forwarding).isDone()).isTrue();
    }
}
