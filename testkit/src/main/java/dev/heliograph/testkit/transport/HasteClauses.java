// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Too fast is Throttled: it says how long to wait, nothing was sent, and nothing is lost. */
abstract class HasteClauses extends Clauses {
    private static final int MOST = 100;
    private static final Duration DAY = Duration.ofDays(1);

    HasteClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void sending_too_fast_is_throttled_with_a_wait() {
        Failure.Throttled throttled = hurry(rig.people.group(), new ArrayList<>(), new ArrayList<>());
        assertThat(throttled.retryAfter()).isBetween(Duration.ofNanos(1), DAY);
        assertThat(throttled.reason()).isNotBlank();
    }

    @Test
    void what_was_accepted_in_haste_stands_once_and_what_was_throttled_does_not() {
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        hurry(rig.people.group(), accepted, refused);
        rig.letSettle();
        List<String> standing = rig.texts(rig.people.group().value());
        assertThat(accepted).as("accepted").allMatch(text -> count(standing, text) == 1);
        assertThat(refused).as("throttled").noneMatch(standing::contains);
    }

    @Test
    void a_throttled_message_is_accepted_after_the_wait() {
        List<String> refused = new ArrayList<>();
        hurry(rig.people.group(), new ArrayList<>(), refused);
        SentMessage sent = rig.sent(rig.people.group(), refused.get(0));
        assertThat(rig.copies(sent.chatId(), refused.get(0))).as("copies").isEqualTo(1);
    }

    @Test
    void slow_mode_is_throttled_for_that_chat_alone() {
        rig.sent(rig.people.slow(), rig.words());
        Failure.Throttled throttled = hurry(rig.people.slow(), new ArrayList<>(), new ArrayList<>());
        if (throttled.retryAfter().compareTo(Duration.ofSeconds(5)) < 0) {
            // the speed of the account was in the way; slow mode comes once that is over
            rig.clockwork.advance(throttled.retryAfter().plusMillis(100));
            throttled = hurry(rig.people.slow(), new ArrayList<>(), new ArrayList<>());
        }
        assertThat(throttled.scope()).isIn(FloodScope.CHAT, FloodScope.REQUEST);
        assertThat(throttled.retryAfter()).isBetween(Duration.ofNanos(1), DAY);
        assertThat(rig.sent(rig.people.friend(), rig.words()).messageId()).isPositive();
    }

    /** Sends without a pause until the server has enough of it. */
    private Failure.Throttled hurry(Peer peer, List<String> accepted, List<String> refused) {
        for (int i = 0; i < MOST; i++) {
            String words = rig.words();
            SendRequest request = rig.request(peer, words);
            Outcome<SentMessage> outcome = rig.await(rig.first().link().send(request));
            if (outcome.isDone()) {
                accepted.add(words);
            } else {
                Failure failure = Objects.requireNonNull(outcome.failure());
                assertThat(failure.kind()).as("answer to haste: " + failure).isEqualTo(Failure.Kind.THROTTLED);
                refused.add(words);
                return (Failure.Throttled) failure;
            }
        }
        throw new AssertionError(MOST + " messages without a pause, and none was throttled");
    }

    private static long count(List<String> standing, String text) {
        return standing.stream().filter(text::equals).count();
    }
}
