// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Event;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CargoTest {
    private static final Peer ALICE = Peer.of(Inhabitants.ALICE);

    private final Town town = Town.calm();
    private final SessionKey bot = town.bot(7);
    private final SessionKey user = town.user(5);

    private Answer<SentMessage> send(SessionKey key, OutgoingMessage message, Cargo cargo) {
        return town.world.send(town.call(key), message.peer(), message, cargo, 0);
    }

    private static OutgoingMessage to(long chat) {
        return OutgoingMessage.to(chat).text("text").build();
    }

    private static Cargo album() {
        return new Cargo(List.of(FormattedText.plain("second")), List.of("one", "two"));
    }

    private static OutgoingMessage.Builder twoPhotos(long chat) {
        Media photo = Media.photo(MediaFile.of("a.jpg", new byte[1]));
        return OutgoingMessage.to(chat).text("first").media(Media.album(List.of(photo, photo)));
    }

    private OutgoingMessage later(long chat, long seconds) {
        return OutgoingMessage.to(chat)
                .text("in " + seconds)
                .schedule(Town.EPOCH.plusNanos(town.now).plusSeconds(seconds))
                .build();
    }

    private List<Message> received(SessionKey key) {
        return town.world.fetch(key).stream()
                .filter(event -> event.kind() == Event.Kind.NEW_MESSAGE)
                .map(event -> ((Event.NewMessage) event).message())
                .toList();
    }

    private Object cargo(SessionKey key, Message message) {
        return Objects.requireNonNull(town.world.cargo(key.account(), message.chatId(), message.messageId()));
    }

    @Nested
    class What_was_hung_on_a_message {
        @Test
        void is_found_by_its_sender_and_by_who_received_it() {
            SentMessage sent = send(bot, to(5), Cargo.of("thing")).orThrow();
            assertThat(town.world.cargo(bot.account(), sent.chatId(), sent.messageId()))
                    .isEqualTo("thing");
            assertThat(received(user))
                    .singleElement()
                    .satisfies(message -> assertThat(cargo(user, message)).isEqualTo("thing"));
        }

        @Test
        void is_one_thing_for_each_part_of_an_album() {
            send(bot, twoPhotos(5).build(), album()).orThrow();
            List<Message> parts = received(user);
            assertThat(parts).extracting(part -> cargo(user, part)).containsExactly("one", "two");
            assertThat(parts).extracting(part -> part.text().text()).containsExactly("first", "second");
        }

        @Test
        void goes_along_with_a_forward_unless_there_is_another() {
            SentMessage sent = send(user, to(7), Cargo.of("thing")).orThrow();
            MessageRef source = new MessageRef(sent.chatId(), sent.messageId());
            SentMessage same =
                    town.world.forward(town.call(user), ALICE, source, 0).orThrow();
            town.pass(2);
            SentMessage other = town.world
                    .forward(town.call(user), ALICE, List.of(new Forward(source, "other", 0)))
                    .orThrow();
            assertThat(town.world.cargo(user.account(), same.chatId(), same.messageId()))
                    .isEqualTo("thing");
            assertThat(town.world.cargo(user.account(), other.chatId(), other.messageId()))
                    .isEqualTo("other");
        }

        @Test
        void is_one_thing_for_each_part_or_nothing() {
            assertThatThrownBy(() -> new Cargo(List.of(), List.of("one", "two")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> send(bot, to(5), album())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_scheduled_message {
        private List<Planned> waiting(long chat) {
            return town.world.scheduled(user.account(), chat);
        }

        private long schedule(long chat, long seconds) {
            SentMessage sent =
                    send(user, later(chat, seconds), Cargo.of(seconds)).orThrow();
            town.pass(2);
            return sent.messageId();
        }

        @Test
        void is_listed_by_its_date_until_it_is_due() {
            schedule(7, 300);
            schedule(7, 200);
            schedule(Inhabitants.ALICE, 100);
            assertThat(waiting(7)).extracting(Planned::cargo).containsExactly(200L, 300L);
            town.pass(Duration.ofSeconds(250));
            assertThat(waiting(7)).extracting(Planned::cargo).containsExactly(300L);
        }

        @Test
        void is_known_again_when_it_was_sent() {
            schedule(7, 50);
            long id = schedule(7, 100);
            town.pass(Duration.ofSeconds(101));
            Message last = received(user).get(1);
            assertThat(town.world.scheduledAs(user.account(), last.chatId(), last.messageId()))
                    .isEqualTo(id);
            assertThat(cargo(user, last)).isEqualTo(100L);
            // the other one did not schedule it
            assertThat(received(bot))
                    .hasSize(2)
                    .allMatch(message ->
                            town.world.scheduledAs(bot.account(), message.chatId(), message.messageId()) == 0);
        }

        @Test
        void may_be_sent_before_it_is_due_and_is_not_sent_twice() {
            long id = schedule(7, 100);
            assertThat(town.world
                            .sendScheduled(town.call(user), Peer.of(7), List.of(id))
                            .orThrow())
                    .containsExactly(id);
            assertThat(received(bot)).hasSize(1);
            town.pass(Duration.ofSeconds(200));
            assertThat(received(bot)).isEmpty();
            assertThat(waiting(7)).isEmpty();
        }

        @Test
        void that_was_taken_back_is_never_sent() {
            long id = schedule(7, 100);
            town.world.deleteScheduled(town.call(user), Peer.of(7), List.of(id)).orThrow();
            assertThat(waiting(7)).isEmpty();
            town.pass(Duration.ofSeconds(200));
            assertThat(received(bot)).isEmpty();
        }

        @Test
        void of_another_chat_is_left_alone() {
            long id = schedule(Inhabitants.ALICE, 100);
            Answer<List<Long>> sent = town.world.sendScheduled(town.call(user), Peer.of(7), List.of(id, id + 1));
            assertThat(Town.verdict(sent)).isEqualTo("MESSAGE_ID_INVALID");
            assertThat(waiting(Inhabitants.ALICE)).hasSize(1);
        }

        @Test
        void makes_room_for_others_when_it_goes() {
            OutgoingMessage message = later(7, 1000);
            long first = send(user, message, Cargo.NONE).orThrow().messageId();
            for (int i = 1; i < 100; i++) {
                town.pass(2);
                send(user, message, Cargo.NONE).orThrow();
            }
            town.pass(2);
            assertThat(Town.verdict(send(user, message, Cargo.NONE))).isEqualTo("SCHEDULE_TOO_MUCH");
            town.world.deleteScheduled(town.call(user), Peer.of(7), List.of(first));
            assertThat(Town.verdict(send(user, message, Cargo.NONE))).isEqualTo("accepted");
        }

        @Test
        void with_parts_goes_as_a_whole() {
            OutgoingMessage album =
                    twoPhotos(7).schedule(Town.EPOCH.plusSeconds(100)).build();
            long id = send(user, album, album()).orThrow().messageId();
            assertThat(waiting(7))
                    .extracting(part -> part.message().messageId())
                    .containsExactly(id, id + 1);
            assertThat(town.world
                            .sendScheduled(town.call(user), Peer.of(7), List.of(id + 1))
                            .orThrow())
                    .containsExactly(id, id + 1);
            assertThat(received(user))
                    .extracting(part -> town.world.scheduledAs(user.account(), part.chatId(), part.messageId()))
                    .containsExactly(id, id + 1);
        }
    }

    @Nested
    class Forwards {
        private MessageRef posted(String text) {
            town.pass(2);
            SentMessage sent = town.send(user, 7, text).orThrow();
            return new MessageRef(sent.chatId(), sent.messageId());
        }

        private Answer<SentMessage> forward(MessageRef... sources) {
            town.pass(2);
            List<Forward> all = List.of(sources).stream()
                    .map(source -> new Forward(source, null, 1000 + source.messageId()))
                    .toList();
            return town.world.forward(town.call(user), Peer.of(8), all);
        }

        @Test
        void of_several_messages_count_as_one_call_and_get_ids_in_a_row() {
            SessionKey other = town.bot(8);
            SentMessage first = forward(posted("a"), posted("b"), posted("c")).orThrow();
            assertThat(received(other)).extracting(m -> m.text().text()).containsExactly("a", "b", "c");
            Message last = Objects.requireNonNull(town.world.message(user.account(), 8, first.messageId() + 2));
            assertThat(last.text().text()).isEqualTo("c");
        }

        @Test
        void are_all_refused_where_one_is() {
            SessionKey other = town.bot(8);
            Answer<SentMessage> answer = forward(posted("a"), new MessageRef(7, 99));
            assertThat(Town.verdict(answer)).isEqualTo("MESSAGE_ID_INVALID");
            assertThat(received(other)).isEmpty();
        }

        @Test
        void are_known_again_by_their_random_ids() {
            MessageRef a = posted("a");
            MessageRef b = posted("b");
            SentMessage first = forward(a, b).orThrow();
            assertThat(again(a, b)).isEqualTo(first);
            assertThat(again(b).messageId()).isEqualTo(first.messageId() + 1);
        }

        private SentMessage again(MessageRef... sources) {
            TelegramError error = Objects.requireNonNull(forward(sources).error());
            return Objects.requireNonNull(error.doneAs());
        }
    }

    @Test
    void what_the_service_says_in_a_group_is_told_to_its_members_and_not_counted() {
        town.send(bot, Inhabitants.GROUP, "text").orThrow();
        received(bot);
        town.world.announce(town.call(user), Inhabitants.GROUP, "news");
        assertThat(received(bot))
                .singleElement()
                .satisfies(message -> assertThat(cargo(bot, message)).isEqualTo("news"));
        assertThat(town.world.accepted()).hasSize(1);
    }

    @Test
    void a_group_has_those_as_members_who_wrote_there() {
        assertThat(town.world.members(Inhabitants.GROUP)).isEmpty();
        town.send(user, Inhabitants.GROUP, "text").orThrow();
        town.send(bot, Inhabitants.GROUP, "text").orThrow();
        assertThat(town.world.members(Inhabitants.GROUP)).containsExactly(user.account(), bot.account());
        assertThat(town.world.members(12_345)).isEmpty();
    }

    @Test
    void the_other_one_of_a_private_chat_may_have_another_id_for_a_message() {
        town.send(bot, Inhabitants.ALICE, "text").orThrow();
        town.pass(2);
        long sent = town.send(bot, 5, "text").orThrow().messageId();
        long received = town.world.counterpart(bot.account(), 5, sent);
        assertThat(received).isNotEqualTo(sent).isEqualTo(received(user).get(0).messageId());
        assertThat(town.world.counterpart(user.account(), 7, received)).isEqualTo(sent);
        assertThat(town.world.counterpart(bot.account(), 5, sent + 1)).isZero();
        assertThat(town.world.counterpart(bot.account(), Inhabitants.ALICE, sent - 1))
                .isZero();
    }
}
