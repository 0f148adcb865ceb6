// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client and a server keep the same limit; whatever the way between them does, the server has nothing to refuse. */
class LatencyTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("heliograph.campaign") ? 20_000 : 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_server_never_refuses(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        Way way = new Way(BucketPropertiesTest.anyLimit(chance), chance, true);

        assertThat(way.refused()).isZero();
        assertThat(way.judged).isPositive();
    }

    /** The test can fail: permits that are dated when they are taken let the server see more than it allows. */
    @Test
    void without_dating_at_the_answer_it_would_refuse() {
        long refused = seeds().limit(100)
                .mapToObj(SplittableRandom::new)
                .mapToLong(chance -> new Way(BucketPropertiesTest.anyLimit(chance), chance, false).refused())
                .sum();

        assertThat(refused).isPositive();
    }

    /** Requests on their way, each with its own latency there and back, so that they overtake each other. */
    private static final class Way {
        private final PriorityQueue<Moment> moments =
                new PriorityQueue<>(Comparator.comparingLong(Moment::at).thenComparing(Moment::what));
        private final Limit limit;
        private final SplittableRandom chance;
        private final boolean dated;
        private Bucket client;
        private Bucket server;
        private long refused;
        private long judged;

        Way(Limit limit, SplittableRandom chance, boolean dated) {
            this.limit = limit;
            this.chance = chance;
            this.dated = dated;
            this.client = Bucket.full(limit);
            this.server = Bucket.full(limit);
        }

        long refused() {
            long pause = BucketPropertiesTest.pause(limit);
            long latency = 1 + chance.nextLong(20 * pause);
            long now = 0;
            for (int i = 0; i < 300; i++) {
                now = chance.nextBoolean() ? now + chance.nextLong(pause) : Math.max(now, client.earliest(now));
                pass(now);
                if (client.earliest(now) == now) {
                    send(now, latency);
                }
            }
            pass(Long.MAX_VALUE);
            return refused;
        }

        private void send(long now, long latency) {
            client = dated ? client.take(now) : client.takeNow(now);
            if (dated && chance.nextInt(20) == 0) {
                moments.add(new Moment(now + chance.nextLong(latency), What.RETURN));
                return;
            }
            long judgedAt = now + chance.nextLong(latency);
            moments.add(new Moment(judgedAt, What.JUDGE));
            moments.add(new Moment(judgedAt + chance.nextLong(latency), What.ANSWER));
        }

        private void pass(long until) {
            while (!moments.isEmpty() && moments.peek().at() <= until) {
                Moment moment = moments.remove();
                switch (moment.what()) {
                    case JUDGE -> judge(moment.at());
                    case ANSWER -> client = dated ? client.answered(moment.at()) : client;
                    case RETURN -> client = client.returned();
                }
            }
        }

        private void judge(long at) {
            judged++;
            if (server.earliest(at) == at) {
                server = server.takeNow(at);
            } else {
                refused++;
            }
        }
    }

    private enum What {
        JUDGE,
        ANSWER,
        RETURN
    }

    private record Moment(long at, What what) {}
}
