// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.state.OutboxDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are moved and deleted under a store that has them open. */
class ReplacedFileTest {
    @TempDir
    Path folder;

    private Path file;
    private Desk desk;

    @BeforeEach
    void open() {
        file = folder.resolve("deep/state.db");
        desk = Desk.open(file);
        desk.append("job", "a");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void assertRefused(String reason) {
        OutboxDraft draft = new OutboxDraft("late", "", 0, "late", Desk.NOW, Desk.bytes("late"));
        Failure failure = Desk.outcome(desk.outbox().append(Desk.QUEUE, List.of(draft), Desk.NOW))
                .failure();

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        refused -> assertThat(refused.origin()).isEqualTo(Failure.Origin.STATE));
        assertThat(failure.reason()).contains(reason, file.getFileName().toString());
        assertThat(desk.store.replaced()).contains(failure.reason());
        assertThat(Desk.outcome(desk.outbox().counts(Desk.QUEUE, "")).isDone()).isFalse();
    }

    @Nested
    class AnotherOneOrNone {
        @ParameterizedTest
        @ValueSource(strings = {"", "-wal", "-shm"})
        void a_file_that_was_deleted_takes_nothing_more(String end) throws IOException {
            Files.delete(Path.of(file + end));

            assertRefused("was removed while it was in use");
        }

        @Test
        void a_folder_that_was_deleted_takes_everything_with_it() throws IOException {
            try (Stream<Path> all = Files.list(file.getParent())) {
                for (Path one : all.toList()) {
                    Files.delete(one);
                }
            }
            Files.delete(file.getParent());

            assertRefused("was removed while it was in use");
        }

        @Test
        void a_file_that_was_moved_away_takes_nothing_more() throws IOException {
            Files.move(file, file.resolveSibling("old.db"));

            assertRefused("was removed while it was in use");
        }

        @Test
        void a_copy_that_was_put_in_its_place_is_another_file() throws IOException {
            Path copy = file.resolveSibling("copy");
            Files.copy(file, copy);
            Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertRefused("was replaced by another file while it was in use");
        }

        @Test
        void a_file_that_another_process_made_anew_is_another_file() throws IOException {
            for (String end : List.of("", "-wal", "-shm")) {
                Files.delete(Path.of(file + end));
            }
            try (Desk other = Desk.open(file)) {
                assertThat(Desk.of(other.outbox().counts(Desk.QUEUE, "")).total())
                        .isZero();
                assertRefused("was replaced by another file while it was in use");
            }
        }

        @Test
        void a_link_that_leads_elsewhere_is_another_file() throws IOException {
            Path link = folder.resolve("link-to-state.db");
            Path elsewhere = folder.resolve("elsewhere.db");
            Desk.open(elsewhere).close();
            Files.createSymbolicLink(link, file);
            desk.close();
            desk = Desk.open(link);
            file = link;
            desk.append("job", "b");
            Files.delete(link);
            Files.createSymbolicLink(link, elsewhere);

            assertRefused("was replaced by another file while it was in use");
        }

        @Test
        void it_is_noticed_without_a_write() throws IOException {
            assertThat(desk.store.replaced()).isEmpty();
            Files.delete(file);

            assertThat(desk.store.replaced()).isPresent();
        }

        @Test
        void it_stays_refused_when_the_file_is_put_back() throws IOException {
            Path away = file.resolveSibling("away.db");
            Files.move(file, away);
            assertThat(desk.store.replaced()).isPresent();
            Files.move(away, file);

            assertRefused("was removed while it was in use");
        }

        @Test
        void it_closes_all_the_same() throws IOException {
            Files.delete(file);
            desk.claim(1);
            desk.close();

            assertThat(desk.store.replaced()).isEmpty();
        }
    }

    @Nested
    class TheSameFile {
        @Test
        void rights_and_dates_do_not_matter() throws IOException {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));

            assertThat(desk.append("job2", "b")).hasSize(1);
        }

        @Test
        void compacting_it_keeps_it() {
            Desk.of(desk.store.upkeep().orElseThrow().compact(Duration.ZERO, Desk.NOW));

            assertThat(desk.append("job2", "b")).hasSize(1);
        }

        @Test
        void others_open_and_close_it() {
            for (int i = 0; i < 3; i++) {
                try (Desk other = Desk.open(file)) {
                    other.append("of another " + i, "b");
                }
                assertThat(desk.append("mine " + i, "b")).hasSize(1);
            }
            assertThat(desk.store.replaced()).isEmpty();
        }

        @Test
        void a_link_to_it_is_followed_to_its_log() throws IOException {
            Path link = folder.resolve("link.db");
            Files.createSymbolicLink(link, file);
            try (Desk other = Desk.open(link)) {
                other.append("by the link", "b");
                assertThat(other.store.replaced()).isEmpty();
            }
            assertThat(desk.append("job2", "b")).hasSize(1);
        }
    }
}
