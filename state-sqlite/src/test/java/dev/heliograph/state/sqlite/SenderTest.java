// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("state.db");
    }

    @Test
    void a_second_sender_is_refused_and_told_who_the_first_is() {
        try (Desk one = Desk.open(file());
                Desk other = Desk.open(file())) {
            one.append("job", "a", "b");
            Desk.of(one.claim(1));
            Outcome<List<OutboxRow>> refused = Desk.outcome(other.claim(1));

            assertThat(refused.failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(refused.failure().reason())
                    .contains("another process sends from " + file())
                    .contains("process " + ProcessHandle.current().pid() + " on ");
            assertThat(Desk.outcome(other.outbox().recover(Desk.QUEUE, new Claimant("beta", 1), Desk.NOW))
                            .isDone())
                    .isFalse();
        }
    }

    @Test
    void all_but_sending_is_free_to_everybody() {
        try (Desk one = Desk.open(file());
                Desk other = Desk.open(file())) {
            one.append("job", "a", "b");
            Desk.of(one.claim(1));

            assertThat(other.append("more", "c")).hasSize(1);
            assertThat(Desk.of(other.outbox().hold(Desk.QUEUE, "job", true, Desk.NOW)))
                    .isTrue();
            assertThat(Desk.of(other.outbox().cancel(Desk.QUEUE, "job", "CANCELLED", Desk.NOW)))
                    .isEqualTo(1);
            assertThat(Desk.of(other.outbox().rows(Desk.QUEUE, "job", 0, 10))).hasSize(2);
        }
    }

    @Test
    void whoever_closes_gives_up_the_right() {
        try (Desk other = Desk.open(file())) {
            try (Desk one = Desk.open(file())) {
                one.append("job", "a", "b");
                Desk.of(one.claim(1));
            }
            assertThat(Desk.of(other.claim(1))).hasSize(1);
        }
    }

    @Test
    void the_right_of_a_dead_process_is_free_at_once() throws Exception {
        try (Desk desk = Desk.open(file())) {
            desk.append("job", "a");
            Process process = new ProcessBuilder("true").start();
            Whereabouts here = Whereabouts.ofThisProcess();
            take(desk, new Whereabouts(here.host(), here.place(), process.pid(), "1"), Long.MAX_VALUE);
            process.waitFor();

            assertThat(Desk.of(desk.claim(1))).hasSize(1);
        }
    }

    @Test
    void a_process_that_got_the_id_of_a_dead_one_is_not_taken_for_it() {
        try (Desk desk = Desk.open(file())) {
            desk.append("job", "a");
            Whereabouts here = Whereabouts.ofThisProcess();
            take(desk, new Whereabouts(here.host(), here.place(), 1, "long before"), Long.MAX_VALUE);

            assertThat(Desk.of(desk.claim(1))).hasSize(1);
        }
    }

    @Test
    void the_right_of_another_machine_is_kept_until_its_lease_is_over() {
        try (Desk desk = Desk.open(file())) {
            desk.append("job", "a");
            Whereabouts far = new Whereabouts("elsewhere", "another boot", 1, "1");
            take(desk, far, Long.MAX_VALUE);
            assertThat(Desk.outcome(desk.claim(1)).failure().reason()).contains("process 1 on elsewhere");

            take(desk, far, 1);
            assertThat(Desk.of(desk.claim(1))).hasSize(1);
        }
    }

    @Test
    void who_lost_the_right_stores_no_more_intents() {
        try (Desk desk = Desk.open(file())) {
            long id = desk.append("job", "a").get(0);
            Desk.of(desk.claim(1));
            take(desk, new Whereabouts("elsewhere", "another boot", 1, "1"), Long.MAX_VALUE);

            assertThat(Desk.of(desk.outbox()
                            .sending(Desk.QUEUE, Desk.ALPHA, List.of(new Intent(id, "session", 1)), Desk.NOW)))
                    .isEmpty();
        }
    }

    private static void take(Desk desk, Whereabouts by, long until) {
        Desk.of(desk.store
                .writer()
                .write(db -> db.update(
                        "INSERT OR REPLACE INTO sender VALUES (1, 'other', ?, ?, ?, ?, 0, ?)",
                        by.host(),
                        by.place(),
                        by.pid(),
                        by.started(),
                        until)));
    }
}
