// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.ForwardingBuckets;
import dev.heliograph.spi.state.Grant;
import dev.heliograph.testkit.state.BucketsContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LyingBucketsTest {
    private static final String PROPERTY = "grants_exactly_what_the_pure_bucket_grants";

    @Test
    void one_permit_too_many_is_caught() {
        assertThat(Verdict.on(GivesOneMore.class))
                .contains(
                        "after_the_burst_it_answers_when_to_come_back",
                        "a_pause_saves_up_no_more_than_the_burst",
                        "so_many_are_granted_in_any_span",
                        "calls_at_once_share_no_permit",
                        PROPERTY)
                .doesNotContain("the_burst_is_granted_at_once", "keys_are_apart");
    }

    static class GivesOneMore extends Liar {
        GivesOneMore() {
            super(limits(limit -> switch (limit.kind()) {
                case RATE -> Limit.rate(limit.perSecond(), ((Limit.Rate) limit).burst() + 1);
                case WINDOW -> Limit.window(((Limit.Window) limit).count() + 1, ((Limit.Window) limit).span());
            }));
        }
    }

    @Test
    void a_refusal_that_takes_is_caught() {
        assertThat(Verdict.on(TakesOneByOne.class)).containsExactlyInAnyOrder("a_refusal_takes_of_none", PROPERTY);
    }

    static class TakesOneByOne extends Liar {
        TakesOneByOne() {
            super(new ForwardingBuckets(honest()) {
                @Override
                public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
                    List<Grant> grants = new ArrayList<>();
                    takes.forEach(take -> grants.add(super.take(List.of(take), now)
                            .toCompletableFuture()
                            .join()
                            .orThrow()));
                    Instant at = grants.stream()
                            .map(Grant::at)
                            .max(Instant::compareTo)
                            .orElse(now);
                    return Answer.of(new Grant(grants.stream().allMatch(Grant::granted), at));
                }
            });
        }
    }

    @Test
    void the_wrong_time_to_come_back_is_caught() {
        assertThat(Verdict.on(AnswersTooEarly.class))
                .containsExactlyInAnyOrder("the_latest_of_the_limits_says_when_to_come_back", PROPERTY);
    }

    static class AnswersTooEarly extends Liar {
        AnswersTooEarly() {
            super(new ForwardingBuckets(honest()) {
                @Override
                public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
                    return super.take(takes, now)
                            .thenApply(outcome -> outcome.map(grant -> grant.granted() || takes.size() == 1
                                    ? grant
                                    : new Grant(false, now.plusMillis(1))));
                }
            });
        }
    }

    @Test
    void a_clock_of_its_own_is_caught() {
        assertThat(Verdict.on(HasItsOwnClock.class)).contains("the_burst_is_granted_at_once", PROPERTY);
    }

    static class HasItsOwnClock extends Liar {
        HasItsOwnClock() {
            super(new ForwardingBuckets(honest()) {
                @Override
                public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
                    return super.take(takes, Instant.parse("2026-01-01T00:00:00Z"));
                }
            });
        }
    }

    @Test
    void a_changed_limit_that_forgets_is_caught() {
        assertThat(Verdict.on(ForgetsUnderAnotherLimit.class))
                .containsExactlyInAnyOrder(
                        "a_slower_rate_keeps_what_was_taken", "a_wider_window_keeps_what_was_taken", PROPERTY);
    }

    static class ForgetsUnderAnotherLimit extends Liar {
        ForgetsUnderAnotherLimit() {
            super(new ForwardingBuckets(honest()) {
                @Override
                public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
                    return super.take(
                            takes.stream()
                                    .map(take -> new Take(take.key() + " under " + take.limit(), take.limit()))
                                    .toList(),
                            now);
                }
            });
        }
    }

    @Test
    void a_window_counted_from_its_first_permit_is_caught() {
        assertThat(Verdict.on(TakesWindowsForRates.class))
                .contains("so_many_are_granted_in_any_span", PROPERTY)
                .doesNotContain("after_the_burst_it_answers_when_to_come_back");
    }

    /** The well-known shortcut: a window as a token bucket of the same average. */
    static class TakesWindowsForRates extends Liar {
        TakesWindowsForRates() {
            super(limits(limit -> limit.kind() == Limit.Kind.RATE
                    ? limit
                    : Limit.rate(limit.perSecond(), ((Limit.Window) limit).count())));
        }
    }

    @Test
    void limits_that_share_a_bucket_are_caught() {
        assertThat(Verdict.on(IgnoresCase.class)).containsExactly("keys_are_apart");
    }

    static class IgnoresCase extends Liar {
        IgnoresCase() {
            super(new ForwardingBuckets(honest()) {
                @Override
                public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
                    return super.take(
                            takes.stream()
                                    .map(take -> new Take(take.key().toLowerCase(java.util.Locale.ROOT), take.limit()))
                                    .toList(),
                            now);
                }
            });
        }
    }

    static Buckets honest() {
        return new MemoryStateStore().buckets();
    }

    private static Buckets limits(UnaryOperator<Limit> lie) {
        return new ForwardingBuckets(honest()) {
            @Override
            public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
                return super.take(
                        takes.stream()
                                .map(take -> new Take(take.key(), lie.apply(take.limit())))
                                .toList(),
                        now);
            }
        };
    }

    abstract static class Liar extends BucketsContract {
        private final Buckets buckets;

        Liar(Buckets buckets) {
            this.buckets = buckets;
        }

        @Override
        protected Buckets buckets() {
            return buckets;
        }
    }
}
