// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.Forwarding;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that belong to other requests. */
class EchoTest {
    private static final String HERE = "{\"message_id\":3,\"chat\":{\"id\":5}}";
    private static final String ELSEWHERE = "{\"message_id\":3,\"chat\":{\"id\":6}}";

    private final VirtualBot bot = VirtualBot.connected();
    private final AtomicInteger doubts = new AtomicInteger();

    private void answer(String method, String result) {
        bot.server.answer(method, asked -> {
            asked.call().whenDoubted(doubts::incrementAndGet);
            return ScriptedHttp.ok(result);
        });
    }

    private void isUnsure(Outcome<?> outcome) {
        assertThat(outcome.failure()).isInstanceOf(Failure.Ambiguous.class);
        assertThat(doubts).hasValue(1);
    }

    private void isTrusted(Outcome<?> outcome) {
        assertThat(outcome.failure()).isNull();
        assertThat(doubts).hasValue(0);
    }

    @Nested
    class To_a_send {
        @Test
        void about_another_chat_leave_it_unsure() {
            answer("sendMessage", ELSEWHERE);
            isUnsure(bot.send(5));
        }

        @Test
        void about_its_chat_are_trusted() {
            answer("sendMessage", HERE);
            isTrusted(bot.send(5));
        }

        @Test
        void cannot_be_compared_where_the_chat_was_named_by_its_public_name() {
            answer("sendMessage", ELSEWHERE);
            isTrusted(bot.send(OutgoingMessage.to("@news").text("x")));
        }

        @Test
        void are_compared_after_an_upload_as_well() {
            answer("sendPhoto", ELSEWHERE);
            isUnsure(bot.send(OutgoingMessage.to(5).media(Media.photo(MediaFile.of("a.png", new byte[] {1})))));
        }
    }

    @Nested
    class To_an_album {
        private Outcome<?> sent(String result) {
            answer("sendMediaGroup", result);
            Media part = Media.photo(new MediaFile.Remote("known"));
            return bot.send(OutgoingMessage.to(5).media(Media.album(List.of(part, part))));
        }

        @Test
        void are_as_many_messages_of_its_chat() {
            isTrusted(sent("[" + HERE + "," + HERE + "]"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"[" + HERE + "," + ELSEWHERE + "]", "[" + HERE + "]", HERE, "[]", "true"})
        void that_are_anything_else_leave_it_unsure(String result) {
            isUnsure(sent(result));
        }
    }

    @Nested
    class To_a_change {
        private final MessageRef message = new MessageRef(5, 3);

        private Outcome<?> edited(String result) {
            answer("editMessageText", result);
            return bot.time.await(bot.facet(Editing.class).edit(message, FormattedText.plain("new"), true));
        }

        @ParameterizedTest
        @ValueSource(strings = {HERE, "true"})
        void that_name_its_message_are_trusted(String result) {
            isTrusted(edited(result));
        }

        @ParameterizedTest
        @ValueSource(strings = {ELSEWHERE, "{\"message_id\":4,\"chat\":{\"id\":5}}", "{}", "[]"})
        void that_name_another_one_leave_it_unsure(String result) {
            isUnsure(edited(result));
        }

        @Test
        void of_a_deletion_are_no_messages() {
            answer("deleteMessages", HERE);
            isUnsure(bot.time.await(bot.facet(Editing.class).delete(5, List.of(3L))));
        }

        @Test
        void of_a_forward_name_where_it_went() {
            answer("forwardMessage", ELSEWHERE);
            isUnsure(bot.time.await(bot.facet(Forwarding.class).forward(Peer.of(5), message, false, 1)));
        }
    }
}
