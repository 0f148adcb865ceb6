// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.OutgoingMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The token stands in every path and must stand nowhere else. */
class SecrecyTest {
    private static final String PATH = "/bot7:very-secret/getMe";

    private static HttpCall call() {
        return new HttpCall(HttpCall.Purpose.CALL, PATH, HttpBody.json("{}".getBytes(StandardCharsets.UTF_8)), null);
    }

    @Test
    void a_request_does_not_show_its_path() {
        assertThat(call().toString()).doesNotContain("secret").contains("CALL");
    }

    @Test
    void what_an_exception_says_is_masked() {
        for (String message : List.of(
                "GET http://x" + PATH + " failed",
                "bad token 7:very-secret",
                "only very-secret",
                "http://x/bot7%3Avery-secret")) {
            String words = Breakage.inWords(new IOException(message), PATH);
            assertThat(words).doesNotContain("very-secret").startsWith("the connection broke");
        }
    }

    @Test
    void what_the_server_says_is_masked() {
        for (String path : List.of("/bot7:virtual-secret/sendMessage", "/bot7%3Avirtual-secret/sendMessage")) {
            VirtualBot bot = VirtualBot.connected();
            bot.server.answer("sendMessage", ScriptedHttp.error(400, "no route for " + path));
            assertThat(bot.failure(OutgoingMessage.to(5).text("x")).reason())
                    .startsWith("no route for /bot")
                    .doesNotContain("virtual-secret");
        }
    }

    @Test
    void a_secret_that_is_a_word_is_left_where_it_stands_alone() {
        TokenMask mask = TokenMask.ofPath("/bot7:bot/getMe");
        assertThat(mask.over("7:bot bot was blocked")).isEqualTo("*** bot was blocked");
        assertThat(mask.toString()).isEqualTo("TokenMask[7]");
    }

    @Test
    void no_text_form_of_a_bot_holds_the_token() {
        VirtualBot bot = VirtualBot.connected("endpoint=http://127.0.0.1:1/base/");
        assertThat(bot.transport.toString()).isEqualTo("BotApiTransport[http://127.0.0.1:1/base]");
        assertThat(bot.link.toString()).isEqualTo("BotApiLink[desk]");
        bot.server.answer("sendMessage", ScriptedHttp.full(404, "no page at " + PATH));
        bot.server.answer("getMe", ScriptedHttp.full(404, "no page at " + PATH));
        assertThat(bot.failure(OutgoingMessage.to(5).text("x")).toString()).doesNotContain("secret");
        bot.settle();
        assertThat(bot.events.toString()).doesNotContain("virtual-secret");
    }

    @Test
    void a_secret_setting_is_masked() {
        BotApiTransportProvider provider = new BotApiTransportProvider();
        assertThat(dev.heliograph.testkit.provider.Configured.of(provider, "webhook-secret=hush")
                        .settings()
                        .toString())
                .doesNotContain("hush");
    }
}
