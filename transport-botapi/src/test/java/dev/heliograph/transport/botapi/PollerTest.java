// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final long BOT = 4_711;
    private static final long ANN = 1_001;
    private static final Duration POLL = Duration.ofSeconds(50);

    private final VirtualTimeline timeline = VirtualTimeline.seeded(7);
    private final ScriptedUpdates server = new ScriptedUpdates(timeline);
    private final Inbox inbox = new Inbox();
    private final PollCounts counts = new PollCounts();
    private final Poller poller =
            new Poller(new Reception("main", server, inbox, timeline.strand("main"), timeline, POLL), counts);

    private void listen() {
        poller.receive(true);
        poller.connected(BOT);
        pass(Duration.ofMillis(1));
    }

    private void pass(Duration span) {
        timeline.advance(span);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Nested
    class Beginning {
        @Test
        void nobody_is_asked_before_somebody_listens() {
            poller.connected(BOT);
            pass(seconds(100));

            assertThat(server.asked()).isEmpty();
        }

        @Test
        void nobody_is_asked_before_the_session_is_connected() {
            poller.receive(true);
            pass(seconds(100));

            assertThat(server.asked()).isEmpty();
        }

        @Test
        void a_poll_names_the_kinds_that_are_understood() {
            listen();

            assertThat(server.last().method()).isEqualTo("getUpdates");
            assertThat(server.last().params().path("allowed_updates").toString())
                    .isEqualTo("[\"message\",\"edited_message\",\"channel_post\",\"edited_channel_post\"]");
            assertThat(server.last().timeout()).isEqualTo(50);
        }

        @Test
        void a_quiet_server_is_asked_once_in_a_poll_timeout() {
            listen();
            pass(Duration.ofHours(24));

            assertThat(server.asked()).hasSizeBetween(1700, 1730);
        }

        @Test
        void polling_ends_when_nobody_listens_any_more() {
            listen();
            poller.receive(false);
            pass(seconds(1));
            server.write(ANN, "unheard");
            pass(seconds(200));

            assertThat(inbox.texts()).isEmpty();
            assertThat(server.unconfirmed()).isEqualTo(1);
        }
    }

    @Nested
    class Confirming {
        @Test
        void what_is_handled_is_confirmed_by_the_next_poll() {
            listen();
            long id = server.write(ANN, "one");
            pass(seconds(1));

            assertThat(inbox.texts()).containsExactly("one");
            assertThat(server.last().offset()).isEqualTo(id + 1);
            assertThat(server.unconfirmed()).isZero();
        }

        @Test
        void what_is_in_hand_is_not_confirmed() {
            inbox.beSlow();
            listen();
            long id = server.write(ANN, "one");
            pass(seconds(30));

            assertThat(server.last().offset()).isEqualTo(id);
            assertThat(server.unconfirmed()).isEqualTo(1);
            assertThat(inbox.texts()).containsExactly("one");
        }

        @Test
        void what_follows_something_in_hand_is_handed_over_and_not_confirmed() {
            inbox.beSlow();
            listen();
            long first = server.write(ANN, "one");
            pass(seconds(1));
            long second = server.write(ANN, "two");
            pass(seconds(5));
            inbox.done(second);
            pass(seconds(5));

            assertThat(inbox.texts()).containsExactly("one", "two");
            assertThat(server.last().offset()).isEqualTo(first);
        }

        @Test
        void all_is_confirmed_once_the_first_is_handled_too() {
            inbox.beSlow();
            listen();
            long first = server.write(ANN, "one");
            long second = server.write(ANN, "two");
            pass(seconds(1));
            inbox.done(second);
            inbox.done(first);
            pass(seconds(1));

            assertThat(server.last().offset()).isEqualTo(second + 1);
            assertThat(server.unconfirmed()).isZero();
        }

        @Test
        void what_is_in_hand_makes_no_storm_of_polls() {
            inbox.beSlow();
            listen();
            server.write(ANN, "one");
            pass(seconds(60));

            assertThat(server.asked()).hasSizeLessThan(45);
        }

        @Test
        void a_handler_that_hangs_stops_polling_after_a_hundred_and_no_more_is_asked() {
            inbox.beSlow();
            listen();
            List<Long> ids = IntStream.range(0, 150)
                    .mapToObj(i -> server.write(ANN, "text " + i))
                    .toList();
            pass(seconds(5));
            int polls = server.asked().size();
            pass(seconds(600));
            ids.subList(1, 100).forEach(inbox::done);
            pass(seconds(600));

            assertThat(inbox.texts()).hasSize(100);
            assertThat(server.asked()).hasSize(polls);
            inbox.done(ids.get(0));
            pass(seconds(5));
            assertThat(inbox.texts()).hasSize(150);
        }

        @Test
        void updates_of_other_kinds_are_confirmed_and_tell_nothing() {
            listen();
            server.tell("{\"poll\":{\"id\":\"5\"}}");
            pass(seconds(1));

            assertThat(inbox.events()).isEmpty();
            assertThat(server.unconfirmed()).isZero();
        }

        @Test
        void a_malformed_update_is_counted_and_confirmed_and_the_next_one_comes() {
            listen();
            server.tell("{\"message\":{\"message_id\":\"x\",\"chat\":7}}");
            server.write(ANN, "fine");
            pass(seconds(1));

            assertThat(inbox.texts()).containsExactly("fine");
            assertThat(counts.snapshot().malformed()).isEqualTo(1);
            assertThat(server.unconfirmed()).isZero();
        }

        @Test
        void an_update_without_a_number_makes_no_storm() {
            listen();
            for (int i = 0; i < 100; i++) {
                server.next(Verdict.done(ScriptedUpdates.JSON.readTree("[{\"message\":{}}]")));
            }
            pass(seconds(60));
            server.write(ANN, "fine");
            pass(seconds(200));

            assertThat(counts.snapshot().malformed()).isLessThan(101);
            assertThat(inbox.texts()).containsExactly("fine");
        }
    }

    @Nested
    class FullMailbox {
        @Test
        void what_was_refused_is_offered_again_in_order() {
            inbox.beFull(true);
            listen();
            server.write(ANN, "one");
            server.write(ANN, "two");
            pass(seconds(20));
            assertThat(inbox.texts()).isEmpty();
            assertThat(server.unconfirmed()).isEqualTo(2);
            inbox.beFull(false);
            pass(seconds(1));

            assertThat(inbox.texts()).containsExactly("one", "two");
            assertThat(server.unconfirmed()).isZero();
        }
    }

    @Nested
    class Disconnecting {
        @Test
        void tells_the_server_what_is_handled() {
            listen();
            long id = server.write(ANN, "one");
            pass(Duration.ofMillis(100));
            poller.disconnected();
            pass(seconds(1));

            assertThat(server.last().offset()).isEqualTo(id + 1);
            assertThat(server.last().timeout()).isZero();
            assertThat(server.last().params().path("limit").intValue(0)).isEqualTo(1);
        }

        @Test
        void is_through_before_the_next_poll_begins() {
            listen();
            server.write(ANN, "one");
            pass(seconds(1));
            poller.receive(false);
            poller.receive(true);
            pass(Duration.ofMillis(20));
            assertThat(server.last().timeout()).isZero();
            pass(seconds(1));

            assertThat(server.last().timeout()).isEqualTo(50);
            assertThat(counts.snapshot().conflicts()).isZero();
        }

        @Test
        void completes_although_nothing_can_be_confirmed() {
            listen();
            server.write(ANN, "one");
            pass(seconds(1));
            server.next(Verdict.failed(new Failure.Unavailable(Failure.Origin.NETWORK, "gone")));

            assertThat(timeline.await(poller.disconnected())).isNull();
        }

        @Test
        void goes_on_although_the_server_never_answers() {
            listen();
            server.write(ANN, "one");
            pass(seconds(1));
            server.swallowNext();
            poller.receive(false);
            poller.receive(true);
            server.write(ANN, "two");
            pass(seconds(5));

            assertThat(inbox.texts()).containsExactly("one", "two");
        }

        @Test
        void goes_on_after_a_bug() {
            listen();
            server.write(ANN, "one");
            pass(seconds(1));
            server.throwNext();

            assertThat(timeline.await(poller.disconnected())).isNull();
        }

        @Test
        void an_abandoned_poll_delivers_nothing() {
            listen();
            poller.disconnected();
            server.write(ANN, "late");
            pass(seconds(60));

            assertThat(inbox.texts()).isEmpty();
        }

        @Test
        void what_was_in_hand_is_not_handed_over_again_after_the_next_connection() {
            inbox.beSlow();
            listen();
            long id = server.write(ANN, "one");
            pass(seconds(1));
            poller.disconnected();
            pass(seconds(1));
            poller.connected(BOT);
            pass(seconds(5));
            inbox.done(id);
            pass(seconds(1));

            assertThat(inbox.texts()).containsExactly("one");
            assertThat(server.unconfirmed()).isZero();
        }

        @Test
        void what_nobody_took_comes_again_after_the_next_connection() {
            inbox.beFull(true);
            listen();
            server.write(ANN, "one");
            pass(seconds(1));
            poller.disconnected();
            inbox.beFull(false);
            pass(seconds(1));
            assertThat(inbox.texts()).isEmpty();
            poller.connected(BOT);
            pass(seconds(1));

            assertThat(inbox.texts()).containsExactly("one");
        }
    }

    @Nested
    class Failing {
        private static final String OTHER =
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
        private static final String WEBHOOK =
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

        private Duration pauseAfterLastFailure() {
            int last = server.asked().size() - 1;
            return Duration.ofNanos(server.asked().get(last).nanos()
                    - server.asked().get(last - 1).nanos());
        }

        @Test
        void a_second_poller_is_told_of_and_left_alone_for_fifty_seconds() {
            server.next(ScriptedUpdates.conflict(OTHER));
            listen();
            pass(seconds(58));

            assertThat(server.asked()).hasSize(2);
            assertThat(pauseAfterLastFailure()).isBetween(seconds(50), Duration.ofMillis(55_100));
            assertThat(inbox.notices()).singleElement().asString().contains("another program");
            assertThat(counts.snapshot().conflicts()).isEqualTo(1);
        }

        @Test
        void a_webhook_is_told_of_and_never_deleted() {
            server.next(ScriptedUpdates.conflict(WEBHOOK));
            server.next(ScriptedUpdates.conflict(WEBHOOK));
            listen();
            pass(seconds(200));

            assertThat(inbox.notices()).singleElement().asString().contains("a webhook is set");
            assertThat(server.asked()).extracting(ScriptedUpdates.Asked::method).containsOnly("getUpdates");
        }

        @Test
        void a_flood_is_waited_out() {
            server.next(Verdict.failed(new Failure.Throttled(seconds(300), FloodScope.ACCOUNT, "FLOOD_WAIT")));
            listen();
            pass(seconds(340));

            assertThat(server.asked()).hasSize(2);
            assertThat(pauseAfterLastFailure()).isBetween(seconds(303), seconds(331));
        }

        @Test
        void passing_failures_are_waited_out_longer_each_time_up_to_a_minute() {
            for (int i = 0; i < 200; i++) {
                server.next(Verdict.failed(new Failure.Unavailable(Failure.Origin.SERVER, "Bad Gateway")));
            }
            listen();
            pass(Duration.ofHours(1));

            assertThat(server.asked()).hasSizeBetween(60, 130);
            assertThat(Duration.ofNanos(server.asked().get(1).nanos())).isLessThan(seconds(1));
            assertThat(pauseAfterLastFailure()).isBetween(seconds(30), seconds(61));
        }

        @Test
        void an_answer_that_is_no_list_is_a_passing_failure() {
            server.next(Verdict.done(ScriptedUpdates.JSON.readTree("{\"a\":1}")));
            server.write(ANN, "one");
            listen();
            pass(seconds(2));

            assertThat(inbox.texts()).containsExactly("one");
        }

        @Test
        void a_lost_session_ends_polling() {
            server.next(Verdict.failed(new Failure.SessionLost("UNAUTHORIZED")));
            listen();
            pass(Duration.ofHours(1));

            assertThat(server.asked()).hasSize(1);
        }

        @Test
        void a_bug_does_not_end_polling() {
            server.throwNext();
            server.write(ANN, "one");
            listen();
            pass(seconds(2));

            assertThat(inbox.texts()).containsExactly("one");
        }
    }

    @Nested
    class Silence {
        @BeforeEach
        void swallow() {
            server.swallowNext();
            listen();
        }

        @Test
        void is_noticed_and_polling_begins_anew() {
            server.write(ANN, "one");
            pass(seconds(121));

            assertThat(inbox.texts()).containsExactly("one");
            assertThat(counts.snapshot().restarts()).isEqualTo(1);
            assertThat(inbox.notices()).singleElement().asString().contains("begun anew");
        }

        @Test
        void is_not_suspected_of_a_long_pause() {
            pass(seconds(120));
            server.next(Verdict.failed(new Failure.Throttled(Duration.ofHours(5), FloodScope.ACCOUNT, "FLOOD_WAIT")));
            pass(Duration.ofHours(4));

            assertThat(counts.snapshot().restarts()).isEqualTo(1);
        }
    }

    @Nested
    class QuietWeek {
        @Test
        void numbers_that_begin_anew_are_new() {
            listen();
            server.write(ANN, "before");
            pass(Duration.ofDays(8));
            server.countFrom(17);
            server.write(ANN, "after");
            pass(seconds(100));

            assertThat(inbox.texts()).containsExactly("before", "after");
            assertThat(server.unconfirmed()).isZero();
        }
    }
}
