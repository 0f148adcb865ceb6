// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.time.VirtualTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {
    private static final String SECRET = "s3cret";
    private static final String URL = "https://bots.example/main";
    private static final String UPDATE =
            "{\"update_id\":9,\"message\":{\"message_id\":5,\"date\":1,\"chat\":{\"id\":7},\"text\":\"hello\"}}";

    private final VirtualTimeline timeline = VirtualTimeline.seeded(7);
    private final ScriptedUpdates server = new ScriptedUpdates(timeline);
    private final Inbox inbox = new Inbox();
    private final PollCounts counts = new PollCounts();
    private final Reception reception =
            new Reception("main", server, inbox, timeline.strand("main"), timeline, Duration.ofSeconds(50));
    private final WebhookReceiver receiver = new WebhookReceiver(reception, counts, "", SECRET, Duration.ofSeconds(30));

    private CompletableFuture<Integer> deliver(String body) {
        CompletableFuture<Integer> answer =
                receiver.handle(SECRET, body.getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
        timeline.settle();
        return answer;
    }

    @BeforeEach
    void listen() {
        receiver.connected(4_711);
        receiver.receive(true);
    }

    @Nested
    class Deliveries {
        @Test
        void are_answered_once_they_are_handled() {
            inbox.beSlow();
            CompletableFuture<Integer> answer = deliver(UPDATE);
            assertThat(answer).isNotDone();
            inbox.done(9);
            timeline.settle();

            assertThat(answer).isCompletedWithValue(200);
            assertThat(inbox.texts()).containsExactly("hello");
        }

        @Test
        void are_sent_again_later_where_handlers_left_them() {
            inbox.beSlow();
            CompletableFuture<Integer> answer = deliver(UPDATE);
            inbox.leave(9);
            timeline.settle();

            assertThat(answer).isCompletedWithValue(503);
            assertThat(deliver(UPDATE)).isNotDone();
            assertThat(inbox.texts()).containsExactly("hello", "hello");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "s3cres", "s3cre", "s3crett"})
        void with_another_secret_are_refused(String shown) {
            CompletableFuture<Integer> answer = receiver.handle(shown, UPDATE.getBytes(StandardCharsets.UTF_8))
                    .toCompletableFuture();
            timeline.settle();

            assertThat(answer).isCompletedWithValue(401);
            assertThat(inbox.texts()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "{\"message\":{}}", "{\"update_id\":\"x\"}"})
        void that_are_no_updates_are_refused(String body) {
            assertThat(deliver(body)).isCompletedWithValue(400);
        }

        @Test
        void of_a_malformed_message_are_counted_and_not_repeated() {
            assertThat(deliver("{\"update_id\":9,\"message\":{}}")).isCompletedWithValue(200);
            assertThat(counts.snapshot().malformed()).isEqualTo(1);
        }

        @Test
        void of_other_kinds_are_accepted() {
            assertThat(deliver("{\"update_id\":9,\"poll\":{}}")).isCompletedWithValue(200);
        }

        @Test
        void into_a_full_mailbox_are_put_off() {
            inbox.beFull(true);
            assertThat(deliver(UPDATE)).isCompletedWithValue(503);
            inbox.beFull(false);
            assertThat(deliver(UPDATE)).isCompletedWithValue(200);
        }

        @Test
        void that_nobody_listens_to_are_put_off() {
            receiver.receive(false);

            assertThat(deliver(UPDATE)).isCompletedWithValue(503);
        }

        @Test
        void to_a_session_that_is_not_connected_are_put_off() {
            receiver.disconnected();

            assertThat(deliver(UPDATE)).isCompletedWithValue(503);
        }

        @Test
        void whose_handlers_take_too_long_are_put_off_and_their_repetition_is_not_handled_twice() {
            inbox.beSlow();
            CompletableFuture<Integer> first = deliver(UPDATE);
            timeline.advance(Duration.ofSeconds(51));
            assertThat(first).isCompletedWithValue(503);
            CompletableFuture<Integer> second = deliver(UPDATE);
            inbox.done(9);
            timeline.settle();

            assertThat(second).isCompletedWithValue(200);
            assertThat(inbox.texts()).containsExactly("hello");
        }
    }

    @Nested
    class Registration {
        private final WebhookReceiver registered =
                new WebhookReceiver(reception, counts, URL, SECRET, Duration.ofSeconds(30));

        @Test
        void tells_the_server_where_to_deliver() {
            server.next(Verdict.done(ScriptedUpdates.JSON.readTree("true")));

            assertThat(timeline.await(registered.connected(4_711))).isEmpty();
            assertThat(server.last().method()).isEqualTo("setWebhook");
            assertThat(server.last().params().path("url").stringValue("")).isEqualTo(URL);
            assertThat(server.last().params().path("secret_token").stringValue(""))
                    .isEqualTo(SECRET);
            assertThat(server.last().params().path("allowed_updates").size()).isEqualTo(4);
        }

        @Test
        void that_is_refused_says_so() {
            server.next(Verdict.failed(new Failure.Rejected(SendStatus.FAILED, 400, "bad webhook: HTTPS url must be")));

            assertThat(timeline.await(registered.connected(4_711)))
                    .get()
                    .extracting(Failure::reason)
                    .asString()
                    .contains("does not accept the webhook")
                    .contains("HTTPS url");
        }

        @Test
        void is_the_users_business_where_no_address_is_given() {
            timeline.advance(Duration.ofMinutes(1));

            assertThat(server.asked()).isEmpty();
        }
    }
}
