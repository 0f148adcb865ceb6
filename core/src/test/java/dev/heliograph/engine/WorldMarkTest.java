// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.metrics.NoMetrics;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that was used with one Telegram, and is wanted with another. */
class WorldMarkTest extends SessionFixture {
    private static final SessionName ALPHA = SessionName.of("alpha");
    private static final SessionName BETA = SessionName.of("beta");

    @BeforeEach
    void keepTheState() {
        state.durable = true;
    }

    private WorldMark fleet(Map<String, String> worlds) {
        return new WorldMark(new Fleet(time, state, new NoMetrics(), terms), new TreeMap<>(worlds));
    }

    private WorldMark rehearsal() {
        return fleet(Map.of("alpha", "simulator:"));
    }

    private WorldMark earnest() {
        return fleet(Map.of("alpha", "telegram"));
    }

    private @Nullable Failure look(WorldMark mark) {
        return time.await(mark.look().toCompletableFuture()).failure();
    }

    private Outcome<Boolean> claim(WorldMark mark, SessionName session) {
        return time.await(mark.claim(session).toCompletableFuture());
    }

    @Test
    void a_look_leaves_no_mark() {
        assertThat(look(rehearsal())).isNull();
        assertThat(look(earnest())).isNull();
        assertThat(state.cells).isEmpty();
    }

    @Test
    void a_store_that_was_used_in_a_rehearsal_is_refused_in_earnest() {
        assertThat(claim(rehearsal(), ALPHA).isDone()).isTrue();

        assertThat(look(earnest()).reason()).contains("used with simulator:", "wanted with telegram");
        assertThat(claim(earnest(), ALPHA).failure()).isInstanceOf(Failure.Rejected.class);
        assertThat(look(rehearsal())).isNull();
    }

    @Test
    void another_name_of_the_session_is_no_way_around() {
        assertThat(claim(rehearsal(), ALPHA).isDone()).isTrue();

        assertThat(look(fleet(Map.of("beta", "telegram")))).isNotNull();
    }

    @Test
    void of_two_that_mark_at_once_one_is_refused() {
        state.faster = () -> assertThat(claim(earnest(), ALPHA).isDone()).isTrue();

        assertThat(claim(rehearsal(), ALPHA).failure()).isNotNull();
    }

    @Test
    void sessions_of_two_worlds_keep_their_own() {
        WorldMark both = fleet(Map.of("alpha", "telegram", "beta", "simulator:"));
        assertThat(claim(both, ALPHA).isDone()).isTrue();
        assertThat(claim(both, BETA).isDone()).isTrue();

        assertThat(look(earnest())).isNull();
        assertThat(look(both)).isNull();
        WorldMark changed = fleet(Map.of("alpha", "telegram", "beta", "telegram"));
        assertThat(look(changed).reason()).contains("session beta was used with simulator:");
        assertThat(claim(changed, ALPHA).isDone()).isTrue();
        assertThat(claim(changed, BETA).failure()).isNotNull();
    }

    @Test
    void a_store_that_has_forgotten_is_used_with_what_comes_next() {
        WorldMark both = fleet(Map.of("alpha", "telegram", "beta", "simulator:"));
        assertThat(claim(both, BETA).isDone()).isTrue();
        assertThat(time.await(both.worlds().toCompletableFuture()).orThrow()).containsExactly("simulator:", "telegram");
        assertThat(time.await(both.forget().toCompletableFuture()).isDone()).isTrue();

        assertThat(state.cells.values()).noneMatch(cell -> cell.bytes().size() > 0);
        assertThat(claim(rehearsal(), ALPHA).isDone()).isTrue();
        assertThat(look(earnest())).isNotNull();
    }

    @Test
    void a_store_that_keeps_nothing_is_of_no_world() {
        state.durable = false;
        assertThat(claim(rehearsal(), ALPHA).isDone()).isTrue();
        assertThat(look(earnest())).isNull();
    }

    @Test
    void a_store_that_does_not_answer_marks_nothing_and_is_asked_again() {
        state.broken = true;
        WorldMark mark = rehearsal();
        assertThat(claim(mark, ALPHA).failure()).isInstanceOf(Failure.Unavailable.class);
        state.broken = false;
        assertThat(claim(mark, ALPHA).isDone()).isTrue();
        assertThat(look(earnest())).isNotNull();
    }
}
