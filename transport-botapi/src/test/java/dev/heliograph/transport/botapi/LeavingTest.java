// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Updates that handlers leave: the server keeps them, with all that follows. */
class LeavingTest {
    private static final long BOT = 4_711;
    private static final long ANN = 1_001;
    private static final Duration POLL = Duration.ofSeconds(50);

    private final VirtualTimeline timeline = VirtualTimeline.seeded(7);
    private final ScriptedUpdates server = new ScriptedUpdates(timeline);
    private final Inbox inbox = new Inbox();
    private final PollCounts counts = new PollCounts();
    private final Poller poller =
            new Poller(new Reception("main", server, inbox, timeline.strand("main"), timeline, POLL), counts);

    private long first;
    private long second;
    private long third;

    private void three() {
        inbox.beSlow();
        first = server.write(ANN, "one");
        second = server.write(ANN, "two");
        third = server.write(ANN, "three");
        poller.receive(true);
        poller.connected(BOT);
        pass(1);
    }

    private void pass(long seconds) {
        timeline.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void what_was_left_is_not_confirmed_when_the_session_ends() {
        three();
        inbox.done(first);
        inbox.leave(second);
        inbox.leave(third);
        poller.receive(false);
        pass(10);

        assertThat(server.last().offset()).isEqualTo(second);
        assertThat(server.unconfirmed()).isEqualTo(2);
        assertThat(counts.inHand.get()).isZero();
    }

    @Test
    void nothing_after_what_was_left_is_confirmed_however_long_it_goes_on() {
        three();
        inbox.done(first);
        inbox.leave(second);
        inbox.done(third);
        pass(600);

        assertThat(server.asked()).allSatisfy(call -> assertThat(call.offset()).isLessThanOrEqualTo(second));
        assertThat(server.unconfirmed()).isEqualTo(2);
    }

    @Test
    void whoever_listens_next_is_told_again() {
        three();
        inbox.done(first);
        inbox.leave(second);
        inbox.leave(third);
        poller.receive(false);
        pass(10);
        poller.receive(true);
        pass(1);

        assertThat(inbox.texts()).containsExactly("one", "two", "three", "two", "three");
        inbox.done(second);
        inbox.done(third);
        pass(1);
        assertThat(server.unconfirmed()).isZero();
    }

    @Test
    void what_a_handler_still_has_is_confirmed_only_with_all_before_it() {
        three();
        inbox.leave(first);
        poller.receive(false);
        pass(10);
        poller.receive(true);
        inbox.done(second);
        inbox.done(third);
        pass(1);

        assertThat(server.unconfirmed()).isEqualTo(3);
        assertThat(inbox.texts()).contains("one");
    }
}
