// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.spi.transport.Link;
import org.junit.jupiter.api.Test;

/** What a transport remembers of sessions that went. */
class RollTest {
    private static VirtualBot webhooks() {
        VirtualBot bot =
                new VirtualBot("updates=webhook", "webhook-secret=hush", "webhook-url=https://bots.example/one");
        bot.server.answer("setWebhook", ScriptedHttp.ok("true"));
        return bot;
    }

    private static Link link(VirtualBot bot, String session) {
        ClientConfig config =
                ClientConfig.named(session).botToken(VirtualBot.TOKEN).build();
        return bot.transport.link(config, (event, handled) -> true);
    }

    @Test
    void an_address_is_free_once_the_session_that_had_it_is_gone() {
        VirtualBot bot = webhooks();
        bot.connect().orThrow();
        assertThatThrownBy(() -> link(bot, "other")).isInstanceOf(ConfigurationException.class);
        bot.time.await(bot.link.disconnect());
        bot.time.await(link(bot, "other").connect()).orThrow();
    }

    @Test
    void a_session_does_not_come_back_to_an_address_that_another_one_has() {
        VirtualBot bot = webhooks();
        bot.time.await(bot.link.disconnect());
        bot.time.await(link(bot, "other").connect()).orThrow();
        assertThat(bot.connect().failure()).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void a_session_that_is_disconnected_is_still_known() {
        VirtualBot bot = webhooks();
        bot.time.await(bot.link.disconnect());
        assertThat(bot.transport
                        .facet(Webhooks.class)
                        .orElseThrow()
                        .handler(ClientConfig.named("desk")
                                .botToken(VirtualBot.TOKEN)
                                .build()
                                .sessionName()))
                .isPresent();
        bot.connect().orThrow();
    }

    @Test
    void a_link_that_was_disconnected_has_nothing_to_end() {
        BotApiSettings settings =
                BotApiSettings.of(dev.heliograph.testkit.provider.Configured.of(new BotApiTransportProvider())
                        .settings());
        Roll roll = new Roll(settings);
        VirtualBot bot = VirtualBot.connected();
        BotApiLink link = (BotApiLink) bot.link;
        dev.heliograph.model.SessionName desk = dev.heliograph.model.SessionName.of("desk");
        roll.add(desk, link);
        assertThat(roll.enter(desk, link)).isNull();
        roll.leave(link);
        assertThat(roll.close()).isEmpty();
        assertThat(roll.enter(desk, link)).isInstanceOf(Failure.Unavailable.class);
    }
}
