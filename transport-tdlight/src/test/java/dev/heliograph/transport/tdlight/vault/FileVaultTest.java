// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.testkit.state.SessionVaultContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVaultTest extends SessionVaultContract {
    @TempDir
    Path folder;

    @Override
    protected SessionVault vault() {
        return new FileVault(folder.resolve("sessions"), Runnable::run);
    }

    @Nested
    class On_the_disk {
        @Test
        void a_session_is_a_file_for_its_owner_alone() throws IOException {
            store("desk");

            Path file = folder.resolve("sessions").resolve("desk.session");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }

        @Test
        void what_is_no_session_is_not_listed() throws IOException {
            store("desk");
            Files.writeString(folder.resolve("sessions").resolve("notes.txt"), "mine");
            Files.writeString(folder.resolve("sessions").resolve(".session"), "mine");

            assertThat(vault().list().toCompletableFuture().join().orThrow()).containsExactly(SessionName.of("desk"));
        }

        @Test
        void a_folder_that_is_a_file_is_a_failure_and_no_exception() throws IOException {
            Files.writeString(folder.resolve("sessions"), "mine");

            assertThat(vault().store(SessionName.of("desk"), Bytes.empty())
                            .toCompletableFuture()
                            .join()
                            .failure())
                    .isNotNull()
                    .extracting(failure -> failure.reason())
                    .asString()
                    .contains(folder.toString());
        }
    }

    private void store(String name) {
        assertThat(vault().store(SessionName.of(name), Bytes.copyOf(new byte[] {1}))
                        .toCompletableFuture()
                        .join()
                        .isDone())
                .isTrue();
    }
}
