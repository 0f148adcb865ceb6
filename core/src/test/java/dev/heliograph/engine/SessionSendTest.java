// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.spi.transport.Feature;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionSendTest extends SessionFixture {
    private static Failure throttled(double seconds, FloodScope scope) {
        return new Failure.Throttled(Duration.ofNanos((long) (seconds * 1e9)), scope, "FLOOD_WAIT");
    }

    private static Failure unavailable(Failure.Origin origin) {
        return new Failure.Unavailable(origin, "not now");
    }

    @Nested
    class Endings {
        @Test
        void a_message_that_is_accepted_is_a_success() {
            connect();
            SendResult result = sent(5, "hello");

            assertThat(result)
                    .isEqualTo(new SendResult(
                            SendStatus.SUCCESS,
                            100,
                            5,
                            "OK",
                            null,
                            null,
                            Duration.ZERO,
                            1,
                            core().config().sessionName()));
            assertThat(core().statistics().sent()).isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource(
                value = SendStatus.class,
                names = {"FORBIDDEN", "NOT_FOUND", "TOO_LONG", "FAILED"})
        void a_refusal_keeps_its_status_and_word_and_is_not_tried_again(SendStatus status) {
            connect();
            transport.refuse(new Failure.Rejected(status, 403, "THE_WORD"));
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(status);
            assertThat(result.reason()).isEqualTo("THE_WORD");
            assertThat(result.attempts()).isEqualTo(1);
            assertThat(result.messageId()).isZero();
            assertThat(result.chatId()).isEqualTo(5);
            assertThat(transport.requests).hasSize(1);
            assertThat(core().statistics().byStatus()).containsEntry(status, 1L);
        }

        @Test
        void what_the_transport_turns_out_not_to_offer_is_named() {
            connect();
            transport.refuse(new Failure.Unsupported("buttons"));
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("UNSUPPORTED");
            assertThat(result.error()).contains("buttons");
        }

        @Test
        void a_text_that_is_too_long_costs_no_request() {
            connect();
            assertThat(sent(5, "x".repeat(4096)).isSuccess()).isTrue();
            SendResult result = sent(5, "x".repeat(4097));

            assertThat(result.status()).isEqualTo(SendStatus.TOO_LONG);
            assertThat(result.attempts()).isZero();
            assertThat(transport.requests).hasSize(1);
        }

        @Test
        void the_length_is_counted_in_characters_not_in_units() {
            connect();

            assertThat(sent(5, "\uD83D\uDE00".repeat(4096)).isSuccess()).isTrue();
        }

        @Test
        void what_the_transport_lacks_costs_no_request() {
            connect();
            SendResult result = sent(OutgoingMessage.to(5).media(Media.photo(MediaFile.of(Path.of("x.jpg")))));

            assertThat(result.reason()).isEqualTo("UNSUPPORTED");
            assertThat(result.error()).contains("media");
            assertThat(transport.requests).isEmpty();
        }

        @Test
        void before_the_first_connection_nothing_is_taken() {
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("NOT_CONNECTED");
            assertThat(result.attempts()).isZero();
        }
    }

    @Nested
    class Order {
        @Test
        void a_chat_sees_its_messages_one_after_the_other() {
            connect();
            List<CompletableFuture<SendResult>> answers = List.of(send(5, "1"), send(5, "2"), send(5, "3"));
            answers.forEach(time::await);

            assertThat(transport.texts()).containsExactly("1", "2", "3");
            long latency = ScriptedTransport.LATENCY.toNanos();
            assertThat(transport.times.get(1) - transport.times.get(0)).isGreaterThanOrEqualTo(latency);
            assertThat(transport.times.get(2) - transport.times.get(1)).isGreaterThanOrEqualTo(latency);
        }

        @Test
        void chats_do_not_wait_for_each_other() {
            connect();
            time.await(send(5, "1"));
            transport.sayNothing();
            send(5, "2");
            SendResult other = sent(6, "3");

            assertThat(other.isSuccess()).isTrue();
        }

        @Test
        void a_retry_stands_before_what_came_later() {
            connect();
            transport.refuse(unavailable(Failure.Origin.SERVER));
            send(5, "1");
            time.await(send(5, "2"));

            assertThat(transport.texts()).containsExactly("1", "1", "2");
        }
    }

    @Nested
    class Floods {
        @Test
        void one_within_the_threshold_is_waited_out() {
            connect();
            transport.refuse(throttled(10, FloodScope.REQUEST));
            double before = seconds();
            SendResult result = sent(5, "hello");

            assertThat(result.isSuccess()).isTrue();
            assertThat(result.attempts()).isEqualTo(2);
            assertThat(result.floodWait()).isBetween(Duration.ofMillis(10_100), Duration.ofMillis(11_000));
            assertThat(seconds() - before).isBetween(10.1, 11.1);
            assertThat(core().statistics().floodWaits()).isEqualTo(1);
            assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOf(Event.FloodWaited.class));
        }

        @Test
        void one_beyond_the_threshold_is_answered_at_once() {
            connect();
            transport.refuse(throttled(100, FloodScope.REQUEST));
            double before = seconds();
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(result.attempts()).isEqualTo(1);
            assertThat(result.retryAfter()).isBetween(Duration.ofSeconds(101), Duration.ofSeconds(110));
            assertThat(seconds() - before).isLessThan(0.1);
        }

        @Test
        void what_comes_to_a_gate_beyond_the_threshold_costs_no_request() {
            connect();
            transport.refuse(throttled(100, FloodScope.ACCOUNT));
            sent(5, "hello");
            double before = seconds();
            SendResult result = sent(6, "other chat");

            assertThat(result.status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(result.attempts()).isZero();
            assertThat(result.retryAfter()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(110));
            assertThat(transport.requests).hasSize(1);
            assertThat(seconds()).isEqualTo(before, within(0.001));
        }

        @Test
        void once_the_gate_is_due_to_open_within_the_threshold_messages_wait_again() {
            connect();
            transport.refuse(throttled(100, FloodScope.ACCOUNT));
            sent(5, "hello");
            advance(60);

            assertThat(sent(6, "other chat").isSuccess()).isTrue();
            assertThat(seconds()).isGreaterThan(101);
        }

        @Test
        void nothing_leaves_into_a_closed_gate() {
            connect();
            transport.refuse(throttled(20, FloodScope.METHOD));
            List<CompletableFuture<SendResult>> answers = new java.util.ArrayList<>();
            for (int chat = 1; chat <= 20; chat++) {
                answers.add(send(chat, "first"));
                time.settle();
            }
            advance(0.5);
            int inFlightBefore = transport.requests.size();
            for (int chat = 21; chat <= 40; chat++) {
                answers.add(send(chat, "second"));
            }
            advance(19);
            assertThat(transport.requests).hasSize(inFlightBefore);

            answers.forEach(answer -> assertThat(time.await(answer).isSuccess()).isTrue());
        }

        @Test
        void after_a_wide_gate_one_probe_goes_before_the_rest() {
            connect();
            transport.refuse(throttled(20, FloodScope.ACCOUNT)).sayNothing();
            send(1, "flooded");
            advance(1);
            for (int chat = 2; chat <= 9; chat++) {
                send(chat, "waiting");
            }
            advance(25);

            assertThat(transport.requests).hasSize(2);
        }

        @Test
        void the_budget_of_floods_ends_too() {
            connect();
            for (int i = 0; i < 4; i++) {
                transport.refuse(throttled(2, FloodScope.REQUEST));
            }
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(result.attempts()).isEqualTo(4);
        }

        @Test
        void who_does_not_want_floods_waited_out_is_answered() {
            retry = new RetryConfig(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, false, false, true, true);
            connect();
            transport.refuse(throttled(2, FloodScope.REQUEST));

            assertThat(sent(5, "hello").status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(transport.requests).hasSize(1);
        }

        @Test
        void a_message_that_waits_behind_a_long_account_gate_is_answered_too() {
            connect();
            transport.refuse(throttled(600, FloodScope.ACCOUNT));
            CompletableFuture<SendResult> first = send(5, "flooded");
            limits = UNLIMITED;
            CompletableFuture<SendResult> second = send(5, "behind it");
            time.await(first);
            advance(1);

            assertThat(second).isDone();
            assertThat(second.join().status()).isEqualTo(SendStatus.FLOOD_WAIT);
        }

        @Test
        void gates_outlive_the_process() {
            connect();
            transport.refuse(throttled(500, FloodScope.ACCOUNT));
            sent(5, "hello");
            advance(1);

            SessionFixture next = new SessionFixture();
            next.state.cells.putAll(state.cells);
            next.advance(seconds());
            next.connect();
            SendResult result = next.sent(6, "after a restart");
            assertThat(result.status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(next.transport.requests).isEmpty();
        }
    }

    @Nested
    class Deadlines {
        @Test
        void a_message_that_cannot_leave_in_time_is_answered_in_time() {
            limits = UNLIMITED.withChat(dev.heliograph.model.Limit.rate(0.1, 1));
            connect();
            sent(5, "first");
            double before = seconds();
            SendResult result = sent(OutgoingMessage.to(5).text("second").deadline(Duration.ofSeconds(3)));

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("DEADLINE");
            assertThat(result.attempts()).isZero();
            assertThat(seconds() - before).isEqualTo(3, within(0.01));
            advance(60);
            assertThat(transport.requests).hasSize(1);
        }

        @Test
        void a_gate_known_to_open_later_is_not_waited_for() {
            connect();
            transport.refuse(throttled(20, FloodScope.ACCOUNT));
            send(5, "flooded");
            advance(1);
            double before = seconds();
            SendResult result = sent(OutgoingMessage.to(6).text("x").deadline(Duration.ofSeconds(3)));

            assertThat(result.status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(seconds()).isEqualTo(before, within(0.001));
        }

        @Test
        void a_retry_beyond_it_is_not_waited_for() {
            connect();
            transport.refuse(unavailable(Failure.Origin.SERVER));
            SendResult result = sent(OutgoingMessage.to(6).text("x").deadline(Duration.ofMillis(500)));

            assertThat(result.reason()).isEqualTo("DEADLINE");
            assertThat(result.attempts()).isEqualTo(1);
            assertThat(seconds()).isLessThan(0.5);
        }
    }

    @Nested
    class Passing {
        @ParameterizedTest
        @EnumSource(Failure.Origin.class)
        void a_passing_failure_is_tried_again_with_growing_pauses(Failure.Origin origin) {
            connect();
            transport.refuse(unavailable(origin)).refuse(unavailable(origin)).refuse(unavailable(origin));
            SendResult result = sent(5, "hello");

            assertThat(result.isSuccess()).isTrue();
            assertThat(result.attempts()).isEqualTo(4);
            List<Long> times = transport.times;
            for (int i = 1; i < times.size(); i++) {
                assertThat((times.get(i) - times.get(i - 1)) / 1e9).isEqualTo((1 << (i - 1)) + 0.01, within(0.001));
            }
        }

        @Test
        void its_budget_ends_with_the_word_of_its_cause() {
            connect();
            for (int i = 0; i < 4; i++) {
                transport.refuse(unavailable(Failure.Origin.SERVER));
            }
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("SERVER_ERROR");
            assertThat(result.attempts()).isEqualTo(4);
        }

        @Test
        void the_budgets_are_spent_apart() {
            connect();
            for (int i = 0; i < 3; i++) {
                transport
                        .refuse(unavailable(Failure.Origin.SERVER))
                        .refuse(unavailable(Failure.Origin.NETWORK))
                        .refuse(throttled(1, FloodScope.REQUEST));
            }
            SendResult result = sent(5, "hello");

            assertThat(result.isSuccess()).isTrue();
            assertThat(result.attempts()).isEqualTo(10);
        }

        @Test
        void retries_can_be_switched_off_while_it_runs() {
            connect();
            core().retry(EXACT.withMaxRetries(0));
            transport.refuse(unavailable(Failure.Origin.NETWORK));
            SendResult result = sent(5, "hello");

            assertThat(result.reason()).isEqualTo("NETWORK_ERROR");
            assertThat(result.attempts()).isEqualTo(1);
        }
    }

    @Nested
    class LostAnswers {
        private OutgoingMessage.Builder unsure(WhenUnsure whenUnsure) {
            return OutgoingMessage.to(5).text("unsure").whenUnsure(whenUnsure);
        }

        @Test
        void hold_says_that_it_is_unknown_and_the_chat_goes_on() {
            connect();
            transport.acceptButLoseTheAnswer();
            CompletableFuture<SendResult> first = send(unsure(WhenUnsure.HOLD));
            SendResult next = sent(5, "next");

            assertThat(first.join().status()).isEqualTo(SendStatus.UNKNOWN);
            assertThat(first.join().reason()).isEqualTo("ANSWER_LOST");
            assertThat(first.join().attempts()).isEqualTo(1);
            assertThat(next.isSuccess()).isTrue();
            assertThat(transport.texts()).containsExactly("unsure", "next");
        }

        @Test
        void no_answer_in_time_is_a_lost_answer() {
            config.timeout(Duration.ofSeconds(7));
            connect();
            transport.sayNothing();
            double before = seconds();
            SendResult result = sent(unsure(WhenUnsure.HOLD));

            assertThat(result.status()).isEqualTo(SendStatus.UNKNOWN);
            assertThat(seconds() - before).isEqualTo(12, within(0.01));
        }

        @Test
        void resend_repeats_it_before_the_next_of_its_chat() {
            connect();
            transport.acceptButLoseTheAnswer();
            CompletableFuture<SendResult> first = send(unsure(WhenUnsure.RESEND));
            time.await(send(5, "next"));

            assertThat(first.join().isSuccess()).isTrue();
            assertThat(first.join().attempts()).isEqualTo(2);
            assertThat(transport.texts()).containsExactly("unsure", "unsure", "next");
        }

        @Test
        void reconcile_finds_it_in_the_chat() {
            offer(Feature.HISTORY);
            connect();
            transport.acceptButLoseTheAnswer();
            CompletableFuture<SendResult> first = send(unsure(WhenUnsure.RECONCILE));
            time.await(send(5, "next"));

            assertThat(first.join().isSuccess()).isTrue();
            assertThat(first.join().messageId()).isEqualTo(100);
            assertThat(transport.texts()).containsExactly("unsure", "next");
        }

        @Test
        void reconcile_sends_again_what_does_not_stand_in_the_chat() {
            offer(Feature.HISTORY);
            connect();
            transport.refuse(new Failure.Ambiguous("cut off"));
            SendResult result = sent(unsure(WhenUnsure.RECONCILE));

            assertThat(result.isSuccess()).isTrue();
            assertThat(transport.texts()).containsExactly("unsure", "unsure");
        }

        @Test
        void reconcile_does_not_take_an_old_message_for_the_new_one() {
            offer(Feature.HISTORY);
            connect();
            sent(unsure(WhenUnsure.RECONCILE));
            advance(3600);
            transport.refuse(new Failure.Ambiguous("cut off"));
            SendResult result = sent(unsure(WhenUnsure.RECONCILE));

            assertThat(result.messageId()).isEqualTo(101);
            assertThat(transport.requests).hasSize(3);
        }

        @Test
        void where_history_cannot_be_read_reconcile_is_hold() {
            connect();
            transport.acceptButLoseTheAnswer();

            assertThat(sent(unsure(WhenUnsure.RECONCILE)).status()).isEqualTo(SendStatus.UNKNOWN);
        }

        @ParameterizedTest
        @EnumSource(WhenUnsure.class)
        void where_the_transport_tells_duplicates_apart_the_same_number_goes_again(WhenUnsure whenUnsure) {
            offer(Feature.DEDUPLICATION);
            connect();
            transport.acceptButLoseTheAnswer();
            SendResult result = sent(unsure(whenUnsure));

            assertThat(result.isSuccess()).isTrue();
            assertThat(transport.requests).hasSize(2);
            assertThat(transport.requests.get(1).randomId())
                    .isEqualTo(transport.requests.get(0).randomId());
        }

        @Test
        void a_refusal_after_a_lost_answer_does_not_say_that_nothing_was_sent() {
            offer(Feature.DEDUPLICATION);
            connect();
            transport.acceptButLoseTheAnswer();
            transport.refuse(new Failure.Rejected(SendStatus.FORBIDDEN, 403, "USER_IS_BLOCKED"));
            SendResult result = sent(unsure(WhenUnsure.HOLD));

            assertThat(result.status()).isEqualTo(SendStatus.UNKNOWN);
            assertThat(result.error()).contains("USER_IS_BLOCKED");
            assertThat(transport.requests).hasSize(2);
        }

        @Test
        void other_messages_have_other_numbers() {
            connect();
            sent(5, "1");
            sent(5, "2");

            assertThat(transport.requests.get(1).randomId())
                    .isNotEqualTo(transport.requests.get(0).randomId());
        }

        @Test
        void a_message_whose_answers_are_always_lost_ends() {
            connect();
            for (int i = 0; i < 50; i++) {
                transport.refuse(new Failure.Ambiguous("cut off"));
            }
            SendResult result = sent(unsure(WhenUnsure.RESEND));

            assertThat(result.status()).isEqualTo(SendStatus.UNKNOWN);
            assertThat(result.attempts()).isEqualTo(4);
        }
    }

    @Nested
    class Restrictions {
        @Test
        void a_sender_that_is_restricted_is_quarantined_and_released_after_hours() {
            connect();
            transport.refuse(new Failure.Rejected(SendStatus.FAILED, 400, "PEER_FLOOD"));
            SendResult result = sent(5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("PEER_FLOOD");
            assertThat(result.retryAfter()).isNull();
            assertThat(core().state()).isEqualTo(SessionState.QUARANTINED);
            advance(3599);
            assertThat(core().state()).isEqualTo(SessionState.QUARANTINED);
            advance(2);
            assertThat(core().state()).isEqualTo(SessionState.READY);
        }

        @Test
        void a_lost_connection_does_not_end_a_quarantine() {
            connect();
            transport.refuse(new Failure.Rejected(SendStatus.FAILED, 400, "PEER_FLOOD"));
            sent(5, "hello");
            transport.breakConnection();
            advance(120);

            assertThat(core().state()).isEqualTo(SessionState.QUARANTINED);
        }
    }

    @Nested
    class Moved_chats {
        @Test
        void a_message_to_a_group_that_has_moved_goes_out_at_once_whatever_the_retries() {
            retry = new RetryConfig(0, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, false, false, false, false);
            connect();
            transport.refuse(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
            CompletableFuture<SendResult> sent = send(-5, "hello");
            advance(0.005);
            transport.offer(new Event.ChatMigrated(-5, -1_005), () -> {});
            double before = seconds();
            SendResult result = time.await(sent);

            assertThat(result.status()).isEqualTo(SendStatus.SUCCESS);
            assertThat(result.attempts()).isEqualTo(2);
            assertThat(result.chatId()).isEqualTo(-1_005);
            assertThat(seconds() - before).isLessThan(0.1);
        }

        @Test
        void a_refusal_that_names_no_new_id_is_a_failure_like_others() {
            connect();
            for (int i = 0; i < 4; i++) {
                transport.refuse(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
            }
            SendResult result = sent(-5, "hello");

            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.attempts()).isEqualTo(4);
        }
    }

    @Nested
    class What_a_link_can_carry {
        @Test
        void no_more_calls_are_under_way_than_the_link_can_carry() {
            transport.carrying(2, 1);
            connect();
            List<CompletableFuture<SendResult>> sent = new ArrayList<>();
            for (int chat = 1; chat <= 6; chat++) {
                sent.add(send(chat, "m" + chat));
            }
            sent.forEach(time::await);
            List<Long> sinceFirst = transport.times.stream()
                    .map(at -> (at - transport.times.get(0)) / ScriptedTransport.LATENCY.toNanos())
                    .toList();
            assertThat(sinceFirst).containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
        }

        @Test
        void uploads_wait_for_uploads_and_hold_no_text_up() {
            offer(Feature.MEDIA);
            transport.carrying(10, 1);
            connect();
            Media file = Media.document(new MediaFile.Remote("file"));
            List<CompletableFuture<SendResult>> sent = new ArrayList<>();
            for (int chat = 1; chat <= 3; chat++) {
                sent.add(send(OutgoingMessage.to(chat).media(file)));
            }
            sent.add(send(4, "text"));
            sent.forEach(time::await);
            assertThat(transport.requests.stream()
                            .map(request -> request.message().media() == null)
                            .toList())
                    .containsExactly(false, true, false, false);
            long upload = transport.times.get(2) - transport.times.get(0);
            assertThat(upload).isGreaterThanOrEqualTo(ScriptedTransport.LATENCY.toNanos());
        }
    }
}
