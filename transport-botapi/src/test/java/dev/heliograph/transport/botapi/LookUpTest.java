// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.EntityLookup;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A chat of the Bot API, and who it is. */
class LookUpTest {
    private final VirtualBot bot = VirtualBot.connected();

    private Entity found(String chat) {
        String json = chat.replace('\'', '"');
        bot.server.answer("getChat", ScriptedHttp.ok(json));
        long id = JsonMapper.shared().readTree(json).path("id").asLong();
        return bot.time.await(bot.facet(EntityLookup.class).lookUp(Peer.of(id))).orThrow();
    }

    @Test
    void a_private_chat_is_a_person() {
        assertThat(found("{'id':5,'type':'private','first_name':'Ada','last_name':'L','username':'ada'}"))
                .isEqualTo(new Entity.User(5, "Ada L", "ada", false));
    }

    @Test
    void a_person_without_a_name_is_deleted() {
        assertThat(found("{'id':5,'type':'private','first_name':''}")).isEqualTo(new Entity.User(5, "", null, true));
    }

    @Test
    void a_public_name_that_ends_in_bot_is_a_bots() {
        assertThat(found("{'id':5,'type':'private','first_name':'Help','username':'HelpBot'}"))
                .isEqualTo(new Entity.Bot(5, "Help", "HelpBot"));
    }

    @Test
    void a_group_tells_its_pace_and_its_topics() {
        assertThat(found("{'id':-1001,'type':'supergroup','title':'T','slow_mode_delay':30,'is_forum':true}"))
                .isEqualTo(new Entity.Group(-1001, "T", null, 30, true));
        assertThat(found("{'id':-7,'type':'group','title':'T'}")).isEqualTo(new Entity.Group(-7, "T", null, 0, false));
    }

    @Test
    void a_channel_is_a_channel() {
        assertThat(found("{'id':-1001,'type':'channel','title':'T','username':'news'}"))
                .isEqualTo(new Entity.Channel(-1001, "T", "news"));
    }

    @Test
    void the_session_itself_is_asked_for_by_getMe() {
        assertThat(bot.time
                        .await(bot.facet(EntityLookup.class).lookUp(Peer.self()))
                        .orThrow())
                .isEqualTo(new Entity.Bot(7, "Seven", "seven_bot"));
        assertThat(bot.server.asked("getChat")).isEmpty();
    }

    @Test
    void nobody_is_not_found() {
        bot.server.answer("getChat", ScriptedHttp.error(400, "Bad Request: chat not found"));
        assertThat(bot.time
                        .await(bot.facet(EntityLookup.class).lookUp(Peer.of("@nobody")))
                        .failure())
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.NOT_FOUND));
    }

    @Test
    void another_chat_than_the_one_that_was_asked_for_is_a_passing_failure() {
        bot.server.answer("getChat", ScriptedHttp.ok("{\"id\":6,\"type\":\"private\",\"first_name\":\"Eve\"}"));
        assertThat(bot.time
                        .await(bot.facet(EntityLookup.class).lookUp(Peer.of(5)))
                        .failure())
                .isEqualTo(new Failure.Unavailable(
                        Failure.Origin.SERVER, "a strange answer: the result is about another chat"));
    }

    @Test
    void a_chat_of_an_unknown_type_is_a_passing_failure() {
        bot.server.answer("getChat", ScriptedHttp.ok("{\"id\":5,\"type\":\"hologram\"}"));
        assertThat(bot.time
                        .await(bot.facet(EntityLookup.class).lookUp(Peer.of(5)))
                        .failure())
                .isInstanceOf(Failure.Unavailable.class);
    }
}
