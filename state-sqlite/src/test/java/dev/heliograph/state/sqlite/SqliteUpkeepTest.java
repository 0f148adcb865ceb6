// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.StateStore;
import dev.heliograph.testkit.state.UpkeepContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpkeepTest extends UpkeepContract {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.open(folder.resolve("state.db"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Override
    protected StateStore store() {
        return desk.store;
    }

    @Nested
    class ItsFile {
        @Test
        void facts_name_the_file_its_schema_and_who_sends() {
            desk.append("job", "a", "b");
            Desk.of(desk.claim(1));
            Map<String, Object> facts =
                    Desk.of(store().upkeep().orElseThrow().inspect(Desk.NOW)).facts();

            assertThat(facts)
                    .containsEntry("file", folder.resolve("state.db").toString())
                    .containsEntry("schema", 2L)
                    .containsEntry("messages queued", 1L)
                    .containsEntry("messages claimed", 1L);
            assertThat(facts.get("sender").toString())
                    .startsWith("process " + ProcessHandle.current().pid() + " on ");
        }

        @Test
        void what_does_not_agree_is_told() {
            desk.append("job", "a", "b");
            Desk.of(desk.store.writer().write(db -> db.update("UPDATE job SET queued = 7")));
            Desk.of(desk.store.writer().write(db -> db.update("DELETE FROM chat WHERE name = 'b'")));

            assertThat(desk.problems())
                    .containsExactly(
                            "job 'job' counts 7 QUEUED, it has 2", "chat 'b' would not give message 2, its oldest");
        }

        @Test
        void room_is_given_back() throws IOException {
            for (int i = 0; i < 300; i++) {
                Desk.of(store().values()
                        .set("key " + i, Desk.bytes("x".repeat(10_000)), Duration.ofHours(1), Desk.NOW));
            }
            long before = size();
            Desk.of(store().upkeep().orElseThrow().compact(Duration.ZERO, Desk.NOW.plus(Duration.ofHours(2))));

            assertThat(before).isGreaterThan(3_000_000);
            assertThat(size()).isLessThan(300_000);
        }

        private long size() throws IOException {
            Path log = folder.resolve("state.db-wal");
            return Files.size(folder.resolve("state.db")) + (Files.exists(log) ? Files.size(log) : 0);
        }
    }
}
