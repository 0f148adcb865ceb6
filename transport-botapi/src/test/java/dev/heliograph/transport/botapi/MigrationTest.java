// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.Forwarding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Basic groups that became supergroups: which one it was, and that it is told in time. */
class MigrationTest {
    @Test
    void the_event_is_there_before_the_answer() {
        VirtualBot bot = VirtualBot.connected();
        bot.server.answer(
                "sendMessage",
                ScriptedHttp.error(
                        400,
                        "Bad Request: group chat was upgraded to a supergroup chat",
                        "{\"migrate_to_chat_id\":-1009}"));
        var sending = bot.start(OutgoingMessage.to(-9).text("x"));
        boolean[] before = new boolean[1];
        sending.thenAccept(outcome -> before[0] = bot.events.contains(new Event.ChatMigrated(-9, -1009)));
        assertThat(bot.time.await(sending).failure())
                .isEqualTo(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
        assertThat(before[0]).isTrue();
    }

    @Test
    void a_forward_tells_which_of_its_chats_it_was() {
        VirtualBot bot = VirtualBot.connected();
        bot.server.answer("forwardMessage", ScriptedHttp.error(400, "Bad Request", "{\"migrate_to_chat_id\":-1009}"));
        bot.time.await(bot.facet(Forwarding.class).forward(Peer.of(5), new MessageRef(-9, 1), false, 1));
        assertThat(bot.events).contains(new Event.ChatMigrated(-9, -1009));
    }

    private List<Event> migrationsOfForward(long from, long to, HttpAnswer chat) {
        VirtualBot bot = VirtualBot.connected();
        bot.server.answer("getChat", chat);
        bot.server.answer("forwardMessage", ScriptedHttp.error(400, "Bad Request", "{\"migrate_to_chat_id\":-1009}"));
        assertThat(bot.time
                        .await(bot.facet(Forwarding.class).forward(Peer.of(to), new MessageRef(from, 1), false, 1))
                        .failure())
                .isEqualTo(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
        return bot.events.stream()
                .filter(event -> event.kind() == Event.Kind.CHAT_MIGRATED)
                .toList();
    }

    @Test
    void a_forward_between_two_groups_asks_which_of_them_it_was() {
        HttpAnswer alive = ScriptedHttp.ok("{\"id\":-8,\"type\":\"group\",\"title\":\"x\"}");
        assertThat(migrationsOfForward(-9, -8, alive)).containsExactly(new Event.ChatMigrated(-9, -1009));
        HttpAnswer gone = ScriptedHttp.error(400, "Bad Request", "{\"migrate_to_chat_id\":-1009}");
        assertThat(migrationsOfForward(-9, -8, gone)).containsExactly(new Event.ChatMigrated(-8, -1009));
    }

    @Test
    void a_forward_between_two_groups_tells_nothing_that_is_not_certain() {
        assertThat(migrationsOfForward(-9, -8, ScriptedHttp.full(502, "<html>")))
                .isEmpty();
    }

    @Test
    void a_migration_of_an_upload_is_told_too() {
        VirtualBot bot = VirtualBot.connected();
        bot.server.answer("sendDocument", ScriptedHttp.error(400, "Bad Request", "{\"migrate_to_chat_id\":-1009}"));
        bot.send(OutgoingMessage.to(-9).media(Media.document(MediaFile.of("a", new byte[] {1}))));
        assertThat(bot.events).contains(new Event.ChatMigrated(-9, -1009));
    }
}
