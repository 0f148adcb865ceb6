// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.time.VirtualTimeline;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long requests may take, and that nothing they do takes a place for ever. */
class TripTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PATH = "/bot7:very-secret/sendDocument";

    private final VirtualTimeline time = VirtualTimeline.seeded(7);
    private final List<CompletableFuture<HttpAnswer>> open = new ArrayList<>();
    private final List<HttpAnswer> told = new ArrayList<>();
    private final Traffic traffic = traffic(call -> {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        open.add(answer);
        return answer;
    });

    private Traffic traffic(Http http) {
        return new Traffic(http, time, time.strand("trips"), 1, 1);
    }

    private static HttpCall call(HttpCall.Purpose purpose, long length) {
        return new HttpCall(purpose, PATH, new HttpBody("text/plain", length, InputStream::nullInputStream), null);
    }

    private HttpCall begin(Traffic where, HttpCall.Purpose purpose, long length, Consumer<HttpAnswer> listener) {
        HttpCall call = call(purpose, length);
        new Trip(where, call, LIMIT, listener).begin();
        return call;
    }

    private HttpCall upload(long length) {
        return begin(traffic, HttpCall.Purpose.UPLOAD, length, told::add);
    }

    private static String reason(HttpAnswer answer) {
        return ((HttpAnswer.Broken) answer).reason();
    }

    @Nested
    class Uploads {
        @Test
        void have_no_time_in_the_queue() {
            HttpCall first = upload(9);
            upload(1);
            time.advance(Duration.ofSeconds(20));
            first.moved(1);
            time.advance(Duration.ofSeconds(20));
            assertThat(told).isEmpty();
            open.get(0).complete(ScriptedHttp.ok("{}"));
            time.advance(LIMIT.minusSeconds(1));
            assertThat(told).containsExactly(ScriptedHttp.ok("{}"));
            assertThat(open).hasSize(2);
        }

        @Test
        void are_broken_off_where_nothing_moves() {
            upload(1);
            time.advance(LIMIT);
            assertThat(told).containsExactly(new HttpAnswer.Broken(false, "nothing moved for 30 s"));
        }

        @Test
        void leave_the_server_time_to_pass_the_files_on() {
            HttpCall large = upload(600L << 20);
            time.advance(Duration.ofSeconds(10));
            assertThat(large.depart()).isTrue();
            large.moved(600L << 20);
            time.advance(Duration.ofSeconds(719));
            assertThat(told).isEmpty();
            time.advance(Duration.ofSeconds(1));
            assertThat(told).containsExactly(new HttpAnswer.Broken(true, "no answer for 720 s after the last byte"));
        }

        @Test
        void end_before_the_engine_gives_them_up() {
            assertThat(upload(2000L << 20).depart()).isTrue();
            time.advance(Duration.ofMinutes(14));
            assertThat(told).containsExactly(new HttpAnswer.Broken(true, "no answer for 840 s after the last byte"));
        }

        @Test
        void that_are_small_give_the_server_minutes_too() {
            assertThat(upload(1).depart()).isTrue();
            time.advance(Duration.ofSeconds(119));
            open.get(0).complete(ScriptedHttp.ok("{}"));
            time.settle();
            assertThat(told).containsExactly(ScriptedHttp.ok("{}"));
        }
    }

    @Nested
    class Bugs {
        @Test
        void of_the_client_are_told_without_the_token_and_free_the_place() {
            Traffic broken = traffic(call -> {
                throw new IllegalArgumentException("Illegal character in path: " + call.path());
            });
            HttpCall first = begin(broken, HttpCall.Purpose.CALL, 1, told::add);
            begin(broken, HttpCall.Purpose.CALL, 1, told::add);
            time.settle();
            assertThat(told)
                    .hasSize(2)
                    .allSatisfy(answer -> assertThat(reason(answer))
                            .startsWith("a bug of the HTTP client")
                            .doesNotContain("very-secret"));
            assertThat(first.depart()).as("may leave after all").isFalse();
        }

        @Test
        void of_who_is_told_free_the_place() {
            begin(traffic, HttpCall.Purpose.CALL, 1, answer -> {
                throw new IllegalStateException("a bug");
            });
            begin(traffic, HttpCall.Purpose.CALL, 1, told::add);
            open.get(0).complete(ScriptedHttp.ok("{}"));
            assertThatThrownBy(time::settle).hasMessage("a bug");
            assertThat(open).hasSize(2);
        }
    }
}
