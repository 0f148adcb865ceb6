// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionLifeEndToEndTest extends SessionFixture {
    private static final Failure NO_WAY = new Failure.Unavailable(Failure.Origin.NETWORK, "no way there");

    @Nested
    class Connecting {
        @Test
        void the_first_connection_has_the_configured_number_of_tries_and_pauses() {
            config.connectionRetries(2, Duration.ofSeconds(5));
            for (int i = 0; i < 3; i++) {
                transport.connectFailures.add(NO_WAY);
            }
            Outcome<SelfInfo> outcome = time.await(core().connect());

            assertThat(outcome.failure()).isEqualTo(NO_WAY);
            assertThat(transport.connects).hasSize(3);
            assertThat((transport.connects.get(1) - transport.connects.get(0)) / 1e9)
                    .isEqualTo(5.01, within(0.001));
            assertThat(core().state()).isEqualTo(SessionState.DISCONNECTED);
            advance(3600);
            assertThat(transport.connects).hasSize(3);
        }

        @Test
        void a_refusal_is_not_tried_again() {
            transport.connectFailures.add(new Failure.Rejected(SendStatus.FAILED, 400, "PHONE_INVALID"));
            Outcome<SelfInfo> outcome = time.await(core().connect());

            assertThat(outcome.isDone()).isFalse();
            assertThat(transport.connects).hasSize(1);
        }

        @Test
        void who_asks_twice_connects_once() {
            CompletableFuture<Outcome<SelfInfo>> one = core().connect();
            CompletableFuture<Outcome<SelfInfo>> other = core().connect();

            assertThat(time.await(one).isDone()).isTrue();
            assertThat(time.await(other).isDone()).isTrue();
            assertThat(time.await(core().connect()).isDone()).isTrue();
            assertThat(transport.connects).hasSize(1);
        }

        @Test
        void a_lost_connection_comes_back_and_what_was_queued_goes_out() {
            connect();
            transport.breakConnection();
            for (int i = 0; i < 6; i++) {
                transport.connectFailures.add(NO_WAY);
            }
            time.settle();
            assertThat(core().state()).isEqualTo(SessionState.RESTING);
            CompletableFuture<SendResult> first = send(5, "1");
            CompletableFuture<SendResult> second = send(5, "2");

            assertThat(time.await(second).isSuccess()).isTrue();
            assertThat(first.join().isSuccess()).isTrue();
            assertThat(transport.texts()).containsExactly("1", "2");
            assertThat(transport.connects).hasSize(8);
            for (int i = 2; i < 8; i++) {
                double pause = (transport.connects.get(i) - transport.connects.get(i - 1)) / 1e9 - 0.01;
                double ceiling = 0.5 * (1 << (i - 1));
                assertThat(pause).as("pause %d", i).isBetween(ceiling / 4, ceiling + 0.001);
            }
            assertThat(core().statistics().reconnections()).isEqualTo(1);
            assertThat(events)
                    .anySatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(
                                    Event.Disconnected.class,
                                    gone -> assertThat(gone.willReconnect()).isTrue()));
        }

        @Test
        void what_was_in_flight_and_did_not_happen_goes_out_again_without_spending_its_budget() {
            retry = EXACT.withMaxRetries(0);
            connect();
            transport.sayNothing();
            CompletableFuture<SendResult> first = send(5, "1");
            CompletableFuture<SendResult> second = send(5, "2");
            advance(1);
            transport.breakConnection();

            assertThat(time.await(second).isSuccess()).isTrue();
            assertThat(first.join().isSuccess()).isTrue();
            assertThat(transport.texts()).containsExactly("1", "1", "2");
        }

        @Test
        void without_reconnection_the_waiting_are_answered() {
            config.autoReconnect(false);
            limits = UNLIMITED.withChat(Limit.rate(0.01, 1));
            connect();
            sent(5, "1");
            CompletableFuture<SendResult> waiting = send(5, "2");
            advance(1);
            transport.breakConnection();
            advance(1);

            assertThat(waiting).isDone();
            assertThat(waiting.join().reason()).isEqualTo("NOT_CONNECTED");
            assertThat(core().state()).isEqualTo(SessionState.DISCONNECTED);
        }
    }

    @Nested
    class Losing {
        @Test
        void what_the_server_had_taken_up_when_it_ended_the_session_is_unknown() {
            connect();
            transport.refuse(new Failure.SessionLost("LOGGED_OUT", true));
            SendResult result = sent(6, "3");

            assertThat(result.status()).isEqualTo(SendStatus.UNKNOWN);
            assertThat(result.reason()).isEqualTo("ANSWER_LOST");
            assertThat(result.error()).startsWith("May have been sent to 6: ").contains("LOGGED_OUT");
            assertThat(core().state()).isEqualTo(SessionState.LOST);
        }

        @Test
        void a_session_that_is_lost_ends_everything_and_never_comes_back() {
            limits = UNLIMITED.withChat(Limit.rate(0.01, 1));
            connect();
            sent(5, "1");
            CompletableFuture<SendResult> waiting = send(5, "2");
            advance(1);
            transport.refuse(new Failure.SessionLost("AUTH_KEY_UNREGISTERED"));
            SendResult result = sent(6, "3");

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("SESSION_LOST");
            assertThat(result.error())
                    .isEqualTo("Not sent to 6: Telegram no longer accepts the session: AUTH_KEY_UNREGISTERED"
                            + " (SESSION_LOST)");
            time.settle();
            assertThat(waiting).isDone();
            assertThat(waiting.join().reason()).isEqualTo("SESSION_LOST");
            assertThat(waiting.join().chatId()).isEqualTo(5);
            assertThat(core().state()).isEqualTo(SessionState.LOST);
            assertThat(events).contains(new Event.SessionGone("AUTH_KEY_UNREGISTERED"));

            advance(100_000);
            assertThat(transport.connects).hasSize(1);
            assertThat(sent(5, "4").reason()).isEqualTo("SESSION_LOST");
            assertThat(time.await(core().connect()).failure()).isInstanceOf(Failure.SessionLost.class);
            assertThat(transport.connects).hasSize(1);
        }

        @Test
        void one_that_is_lost_while_connecting_is_not_tried_again() {
            transport.connectFailures.add(new Failure.SessionLost("USER_DEACTIVATED"));
            Outcome<SelfInfo> outcome = time.await(core().connect());
            advance(100_000);

            assertThat(outcome.failure()).isInstanceOf(Failure.SessionLost.class);
            assertThat(transport.connects).hasSize(1);
        }

        @Test
        void what_is_in_flight_in_other_chats_is_answered_too() {
            connect();
            transport.sayNothing();
            CompletableFuture<SendResult> flying = send(5, "flying");
            advance(1);
            transport.refuse(new Failure.SessionLost("AUTH_KEY_UNREGISTERED"));
            sent(6, "x");
            advance(120);

            assertThat(flying).isDone();
            assertThat(flying.join().isSuccess()).isFalse();
        }
    }

    @Nested
    class Names {
        @Test
        void a_name_is_looked_up_once_for_many_messages() {
            offer(Feature.ENTITIES);
            transport.people.put("@anna", new Entity.User(77, "Anna", "anna", false));
            connect();
            List<CompletableFuture<SendResult>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(send(OutgoingMessage.to("@Anna").text("m" + i)));
            }
            answers.forEach(answer -> assertThat(time.await(answer).chatId()).isEqualTo(77));

            assertThat(transport.lookups).containsExactly(Peer.of("@anna"));
            assertThat(transport.requests)
                    .allSatisfy(one -> assertThat(one.peer()).isEqualTo(Peer.of(77)));
        }

        @Test
        void a_name_shares_the_lane_of_its_id() {
            offer(Feature.ENTITIES);
            transport.people.put("@anna", new Entity.User(77, "Anna", "anna", false));
            connect();
            sent(OutgoingMessage.to("@anna").text("0"));
            send(OutgoingMessage.to("@anna").text("1"));
            send(77, "2");
            time.await(send(OutgoingMessage.to("@anna").text("3")));

            assertThat(transport.texts()).containsExactly("0", "1", "2", "3");
        }

        @Test
        void nobody_is_remembered_for_ten_minutes() {
            offer(Feature.ENTITIES);
            connect();
            SendResult result = sent(OutgoingMessage.to("@nobody").text("x"));
            assertThat(result.status()).isEqualTo(SendStatus.NOT_FOUND);
            assertThat(result.attempts()).isZero();
            sent(OutgoingMessage.to("@nobody").text("x"));
            assertThat(transport.lookups).hasSize(1);

            transport.people.put("@nobody", new Entity.User(78, "Somebody", "nobody", false));
            advance(601);
            assertThat(sent(OutgoingMessage.to("@nobody").text("x")).isSuccess())
                    .isTrue();
        }

        @Test
        void what_was_found_outlives_the_process() {
            offer(Feature.ENTITIES);
            transport.people.put("@anna", new Entity.User(77, "Anna", "anna", false));
            connect();
            sent(OutgoingMessage.to("@anna").text("x"));

            SessionFixture next = new SessionFixture();
            next.offer(Feature.ENTITIES);
            next.state.cells.putAll(state.cells);
            next.connect();
            assertThat(next.sent(OutgoingMessage.to("@anna").text("x")).chatId())
                    .isEqualTo(77);
            assertThat(next.transport.lookups).isEmpty();
        }

        @Test
        void what_cannot_be_read_is_asked_for_again() {
            offer(Feature.ENTITIES);
            transport.people.put("@anna", new Entity.User(77, "Anna", "anna", false));
            connect();
            sent(OutgoingMessage.to("@anna").text("x"));

            SessionFixture next = new SessionFixture();
            next.offer(Feature.ENTITIES);
            next.transport.people.putAll(transport.people);
            state.cells.forEach((key, cell) -> next.state.cells.put(
                    key,
                    new dev.heliograph.spi.state.Cell(
                            key, dev.heliograph.model.Bytes.copyOf(new byte[] {1, 1, 0}), cell.version(), null)));
            next.connect();
            assertThat(next.sent(OutgoingMessage.to("@anna").text("x")).chatId())
                    .isEqualTo(77);
        }

        @Test
        void a_store_that_is_down_costs_look_ups_but_no_message() {
            offer(Feature.ENTITIES);
            transport.people.put("@anna", new Entity.User(77, "Anna", "anna", false));
            state.broken = true;
            connect();

            assertThat(sent(OutgoingMessage.to("@anna").text("x")).isSuccess()).isTrue();
        }

        @Test
        void where_names_cannot_be_looked_up_the_transport_gets_the_name() {
            connect();
            sent(OutgoingMessage.to("@anna").text("x"));

            assertThat(transport.requests.get(0).peer()).isEqualTo(Peer.of("@anna"));
        }

        @Test
        void me_is_the_account_itself() {
            connect();
            sent(OutgoingMessage.to("me").text("x"));

            assertThat(transport.requests.get(0).peer()).isEqualTo(Peer.of(ScriptedTransport.ACCOUNT));
        }
    }

    @Nested
    class Closing {
        @Test
        void what_can_still_be_sent_is_sent() {
            connect();
            CompletableFuture<SendResult> one = send(5, "1");
            CompletableFuture<SendResult> other = send(5, "2");
            int left = time.await(core().close(Duration.ofSeconds(10)));

            assertThat(left).isZero();
            assertThat(one.join().isSuccess()).isTrue();
            assertThat(other.join().isSuccess()).isTrue();
            assertThat(core().state()).isEqualTo(SessionState.CLOSED);
        }

        @Test
        void what_cannot_is_counted_and_answered() {
            limits = UNLIMITED.withChat(Limit.rate(0.01, 1));
            connect();
            sent(5, "1");
            CompletableFuture<SendResult> one = send(5, "2");
            CompletableFuture<SendResult> other = send(5, "3");
            int left = time.await(core().close(Duration.ofSeconds(5)));
            time.settle();

            assertThat(left).isEqualTo(2);
            assertThat(one.join().reason()).isEqualTo("CLOSED");
            assertThat(other.join().reason()).isEqualTo("CLOSED");
            assertThat(one.join().chatId()).isEqualTo(5);
        }

        @Test
        void what_is_in_flight_at_its_end_is_answered() {
            connect();
            transport.sayNothing();
            CompletableFuture<SendResult> flying = send(5, "flying");
            advance(1);
            time.await(core().close(Duration.ofSeconds(2)));
            advance(120);

            assertThat(flying).isDone();
            assertThat(flying.join().isSuccess()).isFalse();
        }

        @Test
        void nothing_new_is_taken() {
            connect();
            time.await(core().close(Duration.ZERO));
            SendResult result = sent(5, "x");

            assertThat(result.reason()).isEqualTo("CLOSED");
            assertThat(time.await(core().connect()).isDone()).isFalse();
            assertThat(transport.requests).isEmpty();
        }

        @Test
        void a_disconnected_session_answers_and_can_come_back() {
            connect();
            transport.sayNothing();
            CompletableFuture<SendResult> flying = send(5, "flying");
            CompletableFuture<SendResult> waiting = send(5, "waiting");
            advance(1);
            time.await(core().disconnect());
            advance(120);
            assertThat(waiting).isDone();
            assertThat(flying).isDone();

            connect();
            assertThat(sent(5, "again").isSuccess()).isTrue();
        }
    }

    @Nested
    class Explaining {
        @Test
        void a_message_that_would_leave_at_once_is_held_by_nothing() {
            connect();
            Explanation explanation =
                    time.await(core().explain(OutgoingMessage.to(5).text("x").build()));

            assertThat(explanation.holds()).isEmpty();
            assertThat(explanation.earliest()).isEqualTo(time.instant());
        }

        @Test
        void gates_limits_and_messages_before_it_are_named_the_longest_first() {
            limits = UNLIMITED.withChat(Limit.rate(0.01, 1));
            connect();
            sent(5, "1");
            send(5, "2");
            transport.refuse(new Failure.Throttled(Duration.ofSeconds(30), FloodScope.ACCOUNT, "FLOOD_WAIT"));
            send(6, "3");
            advance(1);
            Explanation explanation =
                    time.await(core().explain(OutgoingMessage.to(5).text("x").build()));

            assertThat(explanation.holds())
                    .extracting(Explanation.Hold::what)
                    .containsExactly(
                            "the limit of the chat",
                            "Telegram closed the account or the method for a while",
                            "1 messages to the same chat that are before it");
            assertThat(explanation.earliest())
                    .isEqualTo(explanation.holds().get(0).until());
            assertThat(transport.requests).hasSize(2);
        }

        @Test
        void a_session_that_is_down_says_so() {
            Explanation explanation =
                    time.await(core().explain(OutgoingMessage.to(5).text("x").build()));

            assertThat(explanation.holds()).extracting(Explanation.Hold::what).contains("the session is DISCONNECTED");
        }
    }

    @Nested
    class Handlers {
        @Test
        void one_that_throws_stops_neither_the_others_nor_the_next_event() {
            core().register(event -> {
                throw new IllegalStateException("a bug of the user, on purpose");
            });
            AtomicInteger seen = new AtomicInteger();
            core().register(event -> seen.incrementAndGet());
            AtomicInteger handled = new AtomicInteger();
            transport.offer(new Event.Notice("1"), handled::incrementAndGet);
            transport.offer(new Event.Notice("2"), handled::incrementAndGet);
            time.settle();

            assertThat(seen).hasValue(2);
            assertThat(handled).hasValue(2);
        }

        @Test
        void one_that_is_taken_back_hears_nothing_more() {
            AtomicInteger seen = new AtomicInteger();
            Runnable unregister = core().register(event -> seen.incrementAndGet());
            unregister.run();
            transport.offer(new Event.Notice("1"), () -> {});
            time.settle();

            assertThat(seen).hasValue(0);
        }

        @Test
        void a_full_mailbox_refuses_and_takes_again_when_there_is_room() {
            core();
            AtomicInteger handled = new AtomicInteger();
            for (int i = 0; i < Mailbox.CAPACITY; i++) {
                assertThat(transport.offer(new Event.Notice("x"), handled::incrementAndGet))
                        .isTrue();
            }
            assertThat(transport.offer(new Event.Notice("x"), handled::incrementAndGet))
                    .isFalse();
            time.settle();

            assertThat(handled).hasValue(Mailbox.CAPACITY);
            assertThat(transport.offer(new Event.Notice("x"), handled::incrementAndGet))
                    .isTrue();
        }

        @Test
        void events_of_one_chat_are_handled_in_order() {
            List<Event> seen = new ArrayList<>();
            core().register(seen::add);
            List<Event> given = new ArrayList<>();
            for (long i = 1; i <= 50; i++) {
                given.add(new Event.MessagesDeleted(7, List.of(i)));
            }
            given.forEach(event -> transport.offer(event, () -> {}));
            time.settle();

            assertThat(seen).isEqualTo(given);
        }
    }

    @Nested
    class Limits {
        @Test
        void other_limits_hold_for_what_waits_already() {
            limits = UNLIMITED.withChat(Limit.rate(0.001, 1));
            connect();
            sent(5, "1");
            CompletableFuture<SendResult> waiting = send(5, "2");
            advance(1);
            assertThat(waiting).isNotDone();
            core().limits(before -> UNLIMITED);
            advance(1);

            assertThat(waiting).isDone();
            assertThat(core().limits()).isEqualTo(UNLIMITED);
        }

        @Test
        void a_chat_that_got_another_id_is_written_to_under_the_new_one() {
            limits = UNLIMITED.withGroup(Limit.rate(0.1, 1));
            connect();
            sent(-5, "1");
            CompletableFuture<SendResult> waiting = send(-5, "2");
            advance(1);
            transport.offer(new Event.ChatMigrated(-5, -1005), () -> {});
            time.await(waiting);
            sent(-5, "3");

            assertThat(transport.requests)
                    .extracting(one -> one.peer().toString())
                    .containsExactly("-5", "-1005", "-1005");
        }
    }
}
