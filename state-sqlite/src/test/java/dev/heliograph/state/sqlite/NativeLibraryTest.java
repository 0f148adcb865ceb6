// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir
    Path folder;

    private Path library(Path kept) throws IOException {
        try (Stream<Path> all = Files.list(kept)) {
            List<Path> found = all.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    @Nested
    class TheCopy {
        @Test
        void it_is_made_once_and_for_its_owner_only() throws IOException {
            Path kept = Objects.requireNonNull(NativeLibrary.kept(folder.resolve("cache")));
            long made = Files.getLastModifiedTime(library(kept)).toMillis();

            assertThat(NativeLibrary.kept(folder.resolve("cache"))).isEqualTo(kept);
            assertThat(Files.getLastModifiedTime(library(kept)).toMillis()).isEqualTo(made);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rwx------");
        }

        @Test
        void one_that_was_changed_is_made_anew() throws IOException {
            Path kept = Objects.requireNonNull(NativeLibrary.kept(folder));
            byte[] right = Files.readAllBytes(library(kept));
            byte[] changed = right.clone();
            changed[5_000] ^= 1;
            Files.write(library(kept), changed);

            assertThat(NativeLibrary.kept(folder)).isEqualTo(kept);
            assertThat(Files.readAllBytes(library(kept))).isEqualTo(right);
        }

        @Test
        void what_a_kill_left_is_removed_and_the_copy_made_anew() throws IOException {
            Path kept = Objects.requireNonNull(NativeLibrary.kept(folder));
            Files.delete(library(kept));
            Files.writeString(kept.resolve("123.new"), "half a library");

            assertThat(NativeLibrary.kept(folder)).isEqualTo(kept);
            assertThat(library(kept).toString()).doesNotEndWith(".new");
        }

        @Test
        void a_folder_that_others_may_write_to_is_closed_to_them() throws IOException {
            Path kept = Objects.requireNonNull(NativeLibrary.kept(folder));
            Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));
            NativeLibrary.kept(folder);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rwx------");
        }

        @Test
        void a_cache_that_cannot_be_made_is_no_cache() throws IOException {
            Path text = Files.writeString(folder.resolve("text"), "no folder");

            assertThat(NativeLibrary.kept(text)).isNull();
        }
    }

    @Nested
    class AProcess {
        @Test
        void killed_ones_leave_nothing_in_the_temporary_folder() throws Exception {
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            for (int i = 0; i < 2; i++) {
                Process victim = start(temporary, folder.resolve("cache"), Victim.class, "1");
                assertThat(victim.getInputStream().read()).isPositive();
                victim.toHandle().destroyForcibly();
                assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }

            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("hsperf")))
                        .isEmpty();
            }
        }

        @Test
        void without_a_cache_the_temporary_folder_is_used() throws Exception {
            Path temporary = Files.createDirectories(folder.resolve("tmp"));
            Path text = Files.writeString(folder.resolve("text"), "no folder");
            Process opener = start(temporary, text, Opener.class);

            assertThat(output(opener)).isEqualTo("opened");
        }

        @Test
        void without_either_both_are_named_and_the_way_out() throws Exception {
            Path text = Files.writeString(folder.resolve("text"), "no folder");
            Path missing = folder.resolve("missing");
            Process opener = start(missing, text, Opener.class);

            assertThat(output(opener))
                    .startsWith("state: SQLite's native library cannot be loaded from the temporary folder " + missing)
                    .contains("noexec", "-Dorg.sqlite.tmpdir=FOLDER");
        }

        private String output(Process process) throws Exception {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return text.strip().lines().reduce("", (before, line) -> line);
        }

        private Process start(Path temporary, Path cache, Class<?> program, String... arguments) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> command = new ArrayList<>(List.of(
                    java,
                    "-Xmx128m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    program.getName(),
                    folder.resolve("state.db").toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(Map.of("XDG_CACHE_HOME", cache.toString()));
            return builder.start();
        }
    }

    /** A program that says whether it could open the file. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            try (Desk desk = Desk.open(Path.of(arguments[0]))) {
                desk.append("job", "a");
                System.out.println("opened");
            } catch (RuntimeException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
