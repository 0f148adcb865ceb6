// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulatorTransportTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Nested
    class Connecting {
        private final Rig rig = Rig.of("seed=1");

        @Test
        void tells_who_the_session_is() {
            var self = rig.link(Rig.bot("b", 123)).connect().orThrow();

            assertThat(self.account().value()).isEqualTo(123);
            assertThat(self.bot()).isTrue();
        }

        @Test
        void takes_time() {
            var connecting = rig.link(Rig.user("u")).link.connect().toCompletableFuture();
            rig.timeline.advance(Duration.ofMillis(50));

            assertThat(connecting).isNotDone();
        }

        @Test
        void is_told_as_it_goes() {
            Rig.Seat seat = rig.connected(Rig.user("u"));

            assertThat(seat.told(Event.ConnectionChanged.class))
                    .extracting(Event.ConnectionChanged::state)
                    .containsExactly(ConnectionState.CONNECTING, ConnectionState.READY);
        }

        @Test
        void twice_is_once() {
            Rig.Seat seat = rig.connected(Rig.user("u"));

            assertThat(seat.connect().isDone()).isTrue();
            assertThat(rig.judgement().doubleConnections()).isZero();
        }

        @Test
        void gives_one_account_to_all_sessions_of_one_phone() {
            var first = dev.heliograph.model.ClientConfig.named("a")
                    .phone("+905551112233")
                    .build();
            var second = dev.heliograph.model.ClientConfig.named("b")
                    .phone("905551112233")
                    .build();

            assertThat(SimulatorTransportProvider.accountOf(first))
                    .isEqualTo(SimulatorTransportProvider.accountOf(second));
        }

        @Test
        void survives_a_move_to_another_data_centre() {
            Rig moving = Rig.of("dc-migrations=1");
            Outcome<?> outcome = moving.link(Rig.user("u")).connect();

            assertThat(outcome.failure()).isInstanceOf(Failure.Unavailable.class);
            moving.telegram.heal();
            assertThat(moving.link(Rig.user("u")).connect().isDone()).isTrue();
        }

        @Test
        void fails_as_unavailable_where_the_connection_is_refused() {
            Outcome<?> outcome =
                    Rig.of("refused-connections=1").link(Rig.user("u")).connect();

            assertThat(outcome.failure())
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.NETWORK, "the connection was refused"));
        }

        @Test
        void of_a_session_that_is_connected_elsewhere_loses_both() {
            Rig.Seat first = rig.connected(Rig.user("u"));
            Transport other = rig.telegram.door(rig.timeline.context("other"));
            Rig.Seat second = rig.new Seat(Rig.user("u"), other);

            assertThat(second.connect().failure()).isEqualTo(new Failure.SessionLost("AUTH_KEY_DUPLICATED"));
            rig.timeline.advance(MINUTE);
            assertThat(first.told(Event.ConnectionChanged.class).get(2).cause())
                    .isEqualTo(new Failure.SessionLost("AUTH_KEY_DUPLICATED"));
            assertThat(rig.judgement().doubleConnections()).isEqualTo(1);
        }

        @Test
        void after_the_other_one_let_go_is_fine() {
            Rig.Seat first = rig.connected(Rig.user("u"));
            rig.timeline.await(first.link.disconnect());
            Rig.Seat second = rig.new Seat(Rig.user("u"), rig.telegram.door(rig.timeline.context("other")));

            assertThat(second.connect().isDone()).isTrue();
        }
    }

    @Nested
    class A_session_that_was_revoked {
        private final Rig rig = Rig.of("seed=1");
        private final Rig.Seat seat = rig.connected(Rig.user("u"));

        @Test
        void is_told_and_stays_lost() {
            rig.telegram.revoke(SessionName.of("u"));
            rig.timeline.advance(MINUTE);

            assertThat(seat.told(Event.ConnectionChanged.class).get(2).cause())
                    .isEqualTo(new Failure.SessionLost("AUTH_KEY_UNREGISTERED"));
            assertThat(seat.connect().failure()).isEqualTo(new Failure.SessionLost("AUTH_KEY_UNREGISTERED"));
        }

        @Test
        void can_sign_in_anew() {
            rig.telegram.revoke(SessionName.of("u"));

            assertThat(rig.link(Rig.user("u")).connect().isDone()).isTrue();
        }
    }

    @Nested
    class Sending {
        private final Rig rig = Rig.of("seed=1");
        private final Rig.Seat bot = rig.connected(Rig.bot("b", 123));

        @Test
        void gives_the_final_id_and_the_servers_date() {
            SentMessage sent = bot.sent(42, "hello").orThrow();

            assertThat(sent.chatId()).isEqualTo(42);
            assertThat(sent.messageId()).isPositive();
            assertThat(rig.accepted()).singleElement().satisfies(accepted -> {
                assertThat(accepted.messageId()).isEqualTo(sent.messageId());
                assertThat(accepted.text()).isEqualTo("hello");
                assertThat(accepted.session()).isEqualTo("b");
            });
        }

        @Test
        void a_repeated_number_sends_nothing_and_gives_the_first_id() {
            OutgoingMessage message = OutgoingMessage.to(42).text("once").build();
            SentMessage first = rig.timeline.await(bot.send(message, 7)).orThrow();

            assertThat(rig.timeline.await(bot.send(message, 7)).orThrow()).isEqualTo(first);
            assertThat(rig.accepted()).hasSize(1);
        }

        @Test
        void without_a_connection_is_refused_at_once() {
            Rig.Seat idle = rig.link(Rig.user("u"));

            assertThat(idle.refused(42, "x"))
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.NETWORK, "not connected"));
        }

        @Test
        void tells_the_recipients_sessions() {
            Rig.Seat user = rig.connected(Rig.user("u"));
            bot.sent(user.account.value(), "hi").orThrow();
            rig.timeline.advance(MINUTE);

            assertThat(user.told(Event.NewMessage.class)).singleElement().satisfies(event -> {
                assertThat(event.chatId()).isEqualTo(123);
                assertThat(event.message().outgoing()).isFalse();
            });
            assertThat(bot.told(Event.NewMessage.class)).isEmpty();
        }

        @Test
        void tells_the_other_sessions_of_the_same_account() {
            Rig.Seat other = rig.connected(Rig.bot("b2", 123));
            bot.sent(42, "hi").orThrow();
            rig.timeline.advance(MINUTE);

            assertThat(other.told(Event.NewMessage.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.message().outgoing()).isTrue());
        }

        @Test
        void into_a_group_that_was_upgraded_tells_the_new_id() {
            bot.sent(Inhabitants.BASIC_GROUP, "hi").orThrow();
            long now = rig.telegram.upgrade(Inhabitants.BASIC_GROUP);
            rig.timeline.advance(MINUTE);

            assertThat(bot.told(Event.ChatMigrated.class))
                    .containsExactly(new Event.ChatMigrated(Inhabitants.BASIC_GROUP, now));
            assertThat(bot.refused(Inhabitants.BASIC_GROUP, "hi"))
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
            assertThat(bot.sent(now, "hi").isDone()).isTrue();
        }

        @Test
        void media_reports_how_far_it_is() {
            List<Long> progress = new ArrayList<>();
            OutgoingMessage photo = OutgoingMessage.to(42)
                    .media(Media.photo(MediaFile.of("a.jpg", new byte[3 << 20])))
                    .text("caption")
                    .build();
            var stage = bot.link.send(new SendRequest(photo.peer(), photo, 1, (bytes, total) -> progress.add(bytes)));

            assertThat(rig.timeline.await(stage).isDone()).isTrue();
            assertThat(progress).hasSizeGreaterThan(3).isSorted().endsWith(3L << 20);
        }

        @Test
        void a_file_that_is_not_there_fails() {
            OutgoingMessage document = OutgoingMessage.to(42)
                    .media(Media.document(MediaFile.of(java.nio.file.Path.of("/no/such/file"))))
                    .build();

            assertThat(rig.timeline.await(bot.send(document, 1)).failure())
                    .isEqualTo(new Failure.Rejected(SendStatus.FAILED, 400, "MEDIA_INVALID"));
        }

        @Test
        void to_echo_is_answered() {
            bot.sent(Peer.of("@echo"), "marco").orThrow();
            rig.timeline.advance(MINUTE);

            assertThat(bot.told(Event.NewMessage.class))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.message().text().text()).isEqualTo("marco"));
        }
    }

    @Nested
    class Refusals {
        private final Rig rig = Rig.of("seed=1&strangers=false");
        private final Rig.Seat bot = rig.connected(Rig.bot("b", 123));

        private Failure named(String peer) {
            return bot.sent(Peer.of(peer), "x").failure();
        }

        @Test
        void are_those_of_the_documented_inhabitants() {
            assertThat(bot.sent(Peer.of("@alice"), "x").isDone()).isTrue();
            assertThat(bot.sent(Peer.of("@bob"), "x").isDone()).isTrue();
            assertThat(bot.sent(Peer.of("@news"), "x").isDone()).isTrue();
            assertThat(named("@blocked")).isEqualTo(new Failure.Rejected(SendStatus.FORBIDDEN, 400, "USER_IS_BLOCKED"));
            assertThat(named("@deactivated"))
                    .isEqualTo(new Failure.Rejected(SendStatus.FORBIDDEN, 400, "INPUT_USER_DEACTIVATED"));
            assertThat(named("@nobody"))
                    .isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "USERNAME_NOT_OCCUPIED"));
            assertThat(named("-1001000000003"))
                    .isEqualTo(new Failure.Rejected(SendStatus.FORBIDDEN, 403, "CHAT_WRITE_FORBIDDEN"));
            assertThat(named("-100999")).isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "PEER_ID_INVALID"));
            assertThat(named("42")).isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "PEER_ID_INVALID"));
        }

        @Test
        void of_a_text_that_is_too_long() {
            assertThat(bot.refused(Inhabitants.ALICE, "x".repeat(4097)))
                    .isEqualTo(new Failure.Rejected(SendStatus.TOO_LONG, 400, "MESSAGE_TOO_LONG"));
        }

        @Test
        void of_speed_carry_the_wait() {
            bot.sent(Inhabitants.SLOW_GROUP, "1").orThrow();

            assertThat(bot.refused(Inhabitants.SLOW_GROUP, "2"))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(10), FloodScope.CHAT, "SLOWMODE_WAIT"));
        }
    }

    @Nested
    class A_connection_that_breaks {
        private final Rig rig = Rig.of("seed=1");
        private final Rig.Seat bot = rig.connected(Rig.bot("b", 123));

        @Test
        void leaves_a_doubt_about_what_was_written() {
            CompletableFuture<Outcome<SentMessage>> sending =
                    bot.send(Peer.of(42), "x").toCompletableFuture();
            rig.timeline.advance(Duration.ofMillis(30));
            rig.telegram.disconnect(SessionName.of("b"));
            rig.timeline.settle();

            assertThat(sending.join().failure()).isInstanceOf(Failure.Ambiguous.class);
            assertThat(rig.accepted()).hasSize(1);
        }

        @Test
        void leaves_no_doubt_about_what_was_only_read() {
            var reading =
                    bot.facet(History.class).page(HistoryQuery.of(Peer.of(42))).toCompletableFuture();
            rig.timeline.advance(Duration.ofMillis(30));
            rig.telegram.disconnect(SessionName.of("b"));
            rig.timeline.settle();

            assertThat(reading.join().failure()).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void can_be_made_again_and_brings_what_was_missed() {
            rig.telegram.disconnect(SessionName.of("b"));
            rig.timeline.settle();
            rig.telegram.write(bot.account, Inhabitants.ALICE, "are you there?");
            rig.timeline.advance(MINUTE);
            assertThat(bot.told(Event.NewMessage.class)).isEmpty();

            bot.connect().orThrow();
            rig.timeline.advance(MINUTE);
            assertThat(bot.told(Event.NewMessage.class)).hasSize(1);
        }
    }

    @Nested
    class Losses {
        @Test
        void before_anything_was_written_are_harmless() {
            Rig rig = Rig.of("lost-before=1");
            Rig.Seat bot = rig.connected(Rig.bot("b", 123));

            assertThat(bot.refused(42, "x")).isInstanceOf(Failure.Unavailable.class);
            assertThat(rig.accepted()).isEmpty();
        }

        @Test
        void of_the_request_look_the_same_as_those_of_the_answer() {
            Rig unread = Rig.of("lost-unread=1");
            Rig after = Rig.of("lost-after=1");

            assertThat(unread.connected(Rig.bot("b", 123)).refused(42, "x"))
                    .isEqualTo(after.connected(Rig.bot("b", 123)).refused(42, "x"))
                    .isInstanceOf(Failure.Ambiguous.class);
            assertThat(unread.accepted()).isEmpty();
            assertThat(after.accepted()).hasSize(1);
        }

        @Test
        void are_settled_by_the_same_number() {
            Rig rig = Rig.of("lost-after=1");
            Rig.Seat bot = rig.connected(Rig.bot("b", 123));
            OutgoingMessage message = OutgoingMessage.to(42).text("x").build();
            rig.timeline.await(bot.send(message, 9));
            rig.telegram.heal();

            assertThat(rig.timeline.await(bot.send(message, 9)).orThrow().messageId())
                    .isEqualTo(rig.accepted().get(0).messageId());
            assertThat(rig.accepted()).hasSize(1);
        }

        @Test
        void without_deduplication_double_the_message() {
            Rig rig = Rig.of("dedup=false");
            Rig.Seat bot = rig.connected(Rig.bot("b", 123));
            OutgoingMessage message = OutgoingMessage.to(42).text("x").build();
            rig.timeline.await(bot.send(message, 9));
            rig.timeline.await(bot.send(message, 9));

            assertThat(rig.accepted()).hasSize(2);
            assertThat(rig.transport.capabilities().offers(Feature.DEDUPLICATION))
                    .isFalse();
        }
    }

    @Nested
    class Facets {
        private final Rig rig = Rig.of("seed=1");
        private final Rig.Seat user = rig.connected(Rig.user("u"));

        @Test
        void are_there_as_declared() {
            assertThat(user.link.facet(Editing.class)).isPresent();
            assertThat(user.link.facet(Forwarding.class)).isPresent();
            assertThat(user.link.facet(History.class)).isPresent();
            assertThat(user.link.facet(EntityLookup.class)).isPresent();
            assertThat(user.link.facet(Runnable.class)).isEmpty();
        }

        @Test
        void read_history_newest_first() {
            user.sent(42, "one").orThrow();
            user.sent(42, "two").orThrow();
            HistoryPage page = rig.timeline
                    .await(user.facet(History.class).page(HistoryQuery.of(Peer.of(42))))
                    .orThrow();

            assertThat(page.messages()).extracting(m -> m.text().text()).containsExactly("two", "one");
        }

        @Test
        void edit_and_the_same_text_again_is_a_success() {
            SentMessage sent = user.sent(42, "one").orThrow();
            MessageRef ref = new MessageRef(42, sent.messageId());
            Editing editing = user.facet(Editing.class);

            assertThat(rig.timeline
                            .await(editing.edit(ref, FormattedText.plain("two"), true))
                            .isDone())
                    .isTrue();
            assertThat(rig.timeline
                            .await(editing.edit(ref, FormattedText.plain("two"), true))
                            .orThrow()
                            .messageId())
                    .isEqualTo(sent.messageId());
        }

        @Test
        void delete_and_what_is_gone_counts() {
            SentMessage sent = user.sent(42, "one").orThrow();
            Editing editing = user.facet(Editing.class);
            List<Long> ids = List.of(sent.messageId(), 999L);

            assertThat(rig.timeline.await(editing.delete(42, ids)).orThrow()).isEqualTo(2);
            assertThat(rig.timeline.await(editing.delete(42, ids)).orThrow()).isEqualTo(2);
        }

        @Test
        void forward() {
            SentMessage sent = user.sent(42, "one").orThrow();
            Outcome<SentMessage> forwarded = rig.timeline.await(
                    user.facet(Forwarding.class).forward(Peer.of(43), new MessageRef(42, sent.messageId()), true, 5));

            assertThat(forwarded.orThrow().chatId()).isEqualTo(43);
        }

        @Test
        void look_up() {
            Outcome<Entity> entity =
                    rig.timeline.await(user.facet(EntityLookup.class).lookUp(Peer.of("@news")));

            assertThat(entity.orThrow()).isEqualTo(new Entity.Channel(Inhabitants.NEWS, "News", "news"));
        }
    }

    @Nested
    class Events {
        private final Rig rig = Rig.of("seed=1");
        private final Rig.Seat user = rig.connected(Rig.user("u"));

        @Test
        void wait_in_order_while_the_mailbox_is_full() {
            user.full = true;
            for (int i = 0; i < 5; i++) {
                rig.telegram.write(user.account, Inhabitants.ALICE, "m" + i);
            }
            rig.timeline.advance(MINUTE);
            assertThat(user.told(Event.NewMessage.class)).isEmpty();

            user.full = false;
            rig.timeline.advance(MINUTE);
            assertThat(user.told(Event.NewMessage.class))
                    .extracting(event -> event.message().text().text())
                    .containsExactly("m0", "m1", "m2", "m3", "m4");
        }

        @Test
        void end_with_the_transport() {
            rig.timeline.await(rig.transport.close());
            int before = user.events.size();
            rig.telegram.write(user.account, Inhabitants.ALICE, "late");
            rig.timeline.advance(MINUTE);

            assertThat(user.events).hasSize(before);
            assertThat(user.connect().failure()).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void are_given_up_where_nobody_takes_them() {
            user.full = true;
            rig.telegram.write(user.account, Inhabitants.ALICE, "anybody?");
            rig.timeline.advance(Duration.ofMinutes(11));

            assertThat(rig.telegram.droppedEvents()).isEqualTo(1);
        }

        @Test
        void and_links_are_refused_after_the_end() {
            rig.timeline.await(rig.transport.close());

            assertThat(rig.link(Rig.user("late")).connect().failure()).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void come_by_themselves_where_there_is_traffic() {
            Rig busy = Rig.of("traffic=10");
            Rig.Seat seat = busy.connected(Rig.user("u"));
            busy.timeline.advance(Duration.ofMinutes(60));

            assertThat(seat.told(Event.NewMessage.class)).hasSizeBetween(450, 750);
        }

        @Test
        void leave_nothing_to_do_once_everybody_is_gone() {
            Rig busy = Rig.of("traffic=10");
            busy.connected(Rig.user("u"));
            busy.timeline.await(busy.transport.close());
            busy.timeline.advance(Duration.ofMinutes(60));

            assertThat(busy.timeline.pending()).isZero();
        }
    }
}
