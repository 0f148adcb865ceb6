// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.EventLeftException;
import dev.heliograph.model.Message;
import dev.heliograph.model.text.FormattedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InboundTest extends SessionFixture {
    private final List<String> handled = new ArrayList<>();

    private boolean update(long id) {
        return transport.offer(new Event.Notice("update " + id), id, () -> handled.add("handled " + id));
    }

    private List<String> heard() {
        return events.stream()
                .filter(event -> event.kind() == Event.Kind.NOTICE)
                .map(event -> ((Event.Notice) event).text())
                .toList();
    }

    @Nested
    class Repeated_updates {
        @Test
        void an_update_that_was_handled_counts_as_handled_and_is_not_delivered_again() {
            connect();
            update(1);
            advance(1);
            update(1);
            advance(1);
            assertThat(heard()).containsExactly("update 1");
            assertThat(handled).containsExactly("handled 1", "handled 1");
        }

        @Test
        void an_update_that_handlers_have_now_is_handled_when_they_are_done() {
            connect();
            update(1);
            update(1);
            assertThat(handled).isEmpty();
            advance(1);
            assertThat(heard()).containsExactly("update 1");
            assertThat(handled).containsExactly("handled 1", "handled 1");
        }

        @Test
        void they_are_known_after_a_restart() {
            connect();
            update(1);
            update(2);
            advance(1);
            SessionFixture next = new SessionFixture();
            next.state.cells.putAll(state.cells);
            next.connect();
            next.transport.offer(new Event.Notice("update 2"), 2, () -> handled.add("again"));
            next.transport.offer(new Event.Notice("update 3"), 3, () -> {});
            next.advance(1);
            assertThat(next.events).contains(new Event.Notice("update 3"));
            assertThat(next.events).doesNotContain(new Event.Notice("update 2"));
            assertThat(handled).contains("again");
        }

        @Test
        void order_is_kept_while_the_past_is_recalled() {
            connect();
            for (int id = 1; id <= 5; id++) {
                update(id);
            }
            advance(1);
            assertThat(heard()).containsExactly("update 1", "update 2", "update 3", "update 4", "update 5");
        }

        @Test
        void a_store_that_is_broken_stops_nothing() {
            connect();
            state.broken = true;
            update(1);
            advance(1);
            state.broken = false;
            update(2);
            advance(10);
            assertThat(heard()).containsExactly("update 1", "update 2");
            SessionFixture next = new SessionFixture();
            next.state.cells.putAll(state.cells);
            next.connect();
            next.transport.offer(new Event.Notice("update 1"), 1, () -> {});
            next.advance(1);
            assertThat(next.events).doesNotContain(new Event.Notice("update 1"));
        }

        @Test
        void before_the_sign_in_none_is_taken() {
            Object unused = core();
            assertThat(update(1)).isFalse();
            assertThat(handled).isEmpty();
        }
    }

    @Nested
    class Listening {
        @Test
        void a_link_receives_while_somebody_listens() {
            connect();
            advance(1);
            assertThat(transport.wanted).isEmpty();
            Runnable first = core().listen(event -> {});
            Runnable second = core().listen(event -> {});
            advance(1);
            assertThat(transport.wanted).containsExactly(true);
            first.run();
            advance(1);
            assertThat(transport.wanted).containsExactly(true);
            second.run();
            advance(1);
            assertThat(transport.wanted).containsExactly(true, false);
        }

        @Test
        void a_registration_that_is_closed_twice_ends_once() {
            connect();
            Runnable first = core().listen(event -> {});
            core().listen(event -> {});
            first.run();
            first.run();
            advance(1);
            assertThat(transport.wanted).containsExactly(true);
        }
    }

    @Nested
    class Leaving {
        private final List<String> ends = new ArrayList<>();

        private void message(long id) {
            Message message =
                    new Message(5, id, 5, Instant.EPOCH, null, FormattedText.plain("text " + id), false, 0, 0, null);
            transport.offer(
                    new Event.NewMessage(message), id, () -> ends.add("handled " + id), () -> ends.add("left " + id));
        }

        @Test
        void what_a_handler_takes_is_handled() {
            connect();
            Object unused = core().listen(event -> {});
            message(1);
            advance(1);
            assertThat(ends).containsExactly("handled 1");
        }

        @Test
        void what_nobody_listens_to_any_more_is_left() {
            connect();
            core().listen(event -> {}).run();
            message(1);
            advance(1);
            assertThat(ends).containsExactly("left 1");
        }

        @Test
        void handlers_of_the_connection_alone_take_no_messages() {
            connect();
            Object unused = core().register(event -> {});
            message(1);
            advance(1);
            assertThat(ends).containsExactly("left 1");
        }

        @Test
        void what_one_handler_leaves_is_left_though_others_took_it() {
            connect();
            List<String> heard = new ArrayList<>();
            Object first = core().listen(event -> {
                throw new EventLeftException();
            });
            Object second = core().listen(event -> heard.add("second"));
            message(1);
            advance(1);
            assertThat(ends).containsExactly("left 1");
            assertThat(heard).contains("second");
        }

        @Test
        void a_handler_that_fails_has_handled_it() {
            connect();
            Object unused = core().listen(event -> {
                throw new IllegalStateException("of the user");
            });
            message(1);
            advance(1);
            assertThat(ends).containsExactly("handled 1");
        }

        @Test
        void what_was_left_is_delivered_when_it_is_told_again() {
            connect();
            core().listen(event -> {}).run();
            message(1);
            advance(1);
            List<String> heard = new ArrayList<>();
            Object unused = core().listen(event -> heard.add(event.kind().name()));
            message(1);
            advance(1);
            assertThat(ends).containsExactly("left 1", "handled 1");
            assertThat(heard).contains("NEW_MESSAGE");
        }
    }
}
