// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Peer;
import dev.heliograph.transport.tdlight.facet.ChatSigns;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignsTest {
    private final Office office = Office.ofUser();

    @Test
    void typing_is_shown() {
        office.td.always("sendChatAction", request -> "{'@type':'ok'}");
        assertThat(office.ask(() -> office.facet(ChatSigns.class).typing(Peer.of(CHAT)))
                        .isDone())
                .isTrue();
        assertThat(office.request("sendChatAction").path("action").path("@type").asString())
                .isEqualTo("chatActionTyping");
    }

    @Test
    void messages_are_marked_as_read() {
        office.td.always("viewMessages", request -> "{'@type':'ok'}");
        assertThat(office.ask(() -> office.facet(ChatSigns.class).read(Peer.of(CHAT), List.of(6L, 5L)))
                        .isDone())
                .isTrue();
        JsonNode request = office.request("viewMessages");
        assertThat(request.path("message_ids").toString()).isEqualTo("[5242880,6291456]");
        assertThat(request.path("force_read").asBoolean()).isTrue();
    }

    @Test
    void a_bot_marks_nothing_as_read() {
        Office bot = Office.ofBot();
        assertThat(Office.failure(bot.ask(() -> bot.facet(ChatSigns.class).read(Peer.of(CHAT), List.of(5L)))))
                .isInstanceOf(Failure.Unsupported.class);
    }
}
