// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heliograph.model.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an npm that is a script of the test's own. */
class NativeInstallerTest {
    private static final String CONTENT = "a library\n".repeat(100);
    private static final String SHA256 = "116ed3c9df038a62bf3cc214c7fc2e3190b25342247803086af9a1020a993199";

    private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    @TempDir
    Path folder;

    private Path archive;

    @BeforeEach
    void pack() throws IOException {
        archive = folder.resolve("made.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(entry("package/package.json", "{}"));
            out.write(entry("package/libtdjson.so", CONTENT));
            out.write(new byte[1024]);
        }
    }

    private static byte[] entry(String name, String content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, String.format("%011o", content.length()));
        header[156] = '0';
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes(header);
        entry.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
        entry.writeBytes(new byte[(512 - content.length() % 512) % 512]);
        return entry.toByteArray();
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private NativeInstaller installer(String... script) throws IOException {
        Path npm = Files.write(
                folder.resolve("npm"),
                Stream.concat(Stream.of("#!/bin/sh"), Stream.of(script)).toList());
        assertThat(npm.toFile().setExecutable(true)).isTrue();
        return new NativeInstaller(new NativeFolder(root()), new Npm(npm.toString(), Duration.ofSeconds(20)));
    }

    private Path root() {
        return folder.resolve("natives");
    }

    private static NativePackage wanted(String sha256) {
        return new NativePackage("linux-x64-glibc", "@acme/lib", "1.2.3", "libtdjson.so", sha256, "1.8.67");
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void the_library_is_fetched_checked_and_put_where_the_search_looks() throws IOException {
        NativeInstaller installer =
                installer("cp " + archive + " ./some.tgz", "echo \"$@\" > " + folder.resolve("asked"));

        Path library = installer.install(wanted(SHA256), NEVER);

        assertThat(library).isEqualTo(new NativeFolder(root()).library(wanted(SHA256)));
        assertThat(library).hasContent(CONTENT);
        assertThat(left()).containsExactly(library);
        assertThat(folder.resolve("asked")).content().contains("pack", "--ignore-scripts", "@acme/lib@1.2.3");
    }

    @Test
    void one_that_is_there_is_not_fetched_again() throws IOException {
        Path library = installer("cp " + archive + " ./some.tgz").install(wanted(SHA256), NEVER);

        assertThat(installer("exit 1").install(wanted(SHA256), NEVER)).isEqualTo(library);
    }

    @Test
    void one_that_was_changed_is_fetched_again() throws IOException {
        Path library = installer("cp " + archive + " ./some.tgz").install(wanted(SHA256), NEVER);
        Files.writeString(library, "changed");

        installer("cp " + archive + " ./some.tgz").install(wanted(SHA256), NEVER);

        assertThat(library).hasContent(CONTENT);
    }

    @Test
    void a_library_with_another_hash_is_refused_and_not_kept() throws IOException {
        NativeInstaller installer = installer("cp " + archive + " ./some.tgz");

        assertThatThrownBy(() -> installer.install(wanted("00"), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("@acme/lib@1.2.3", SHA256, "expected 00");
        assertThat(left()).isEmpty();
    }

    @Test
    void what_npm_says_last_is_told_when_it_fails() throws IOException {
        NativeInstaller installer = installer("echo 'npm error code E404' >&2", "exit 1");

        assertThatThrownBy(() -> installer.install(wanted(SHA256), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("natives install: npm could not fetch @acme/lib@1.2.3: code E404");
        assertThat(left()).isEmpty();
    }

    @Test
    void an_npm_that_writes_nothing_is_told() throws IOException {
        NativeInstaller installer = installer("exit 0");

        assertThatThrownBy(() -> installer.install(wanted(SHA256), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("wrote no package");
    }

    @Test
    void a_missing_npm_is_told_with_what_to_do() {
        NativeInstaller installer = new NativeInstaller(
                new NativeFolder(root()), new Npm(folder.resolve("none").toString(), Duration.ofSeconds(20)));

        assertThatThrownBy(() -> installer.install(wanted(SHA256), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("cannot be run", "Node.js", "TDLIB_LIBRARY");
    }

    @Test
    void a_damaged_package_is_told() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        NativeInstaller installer = installer("cp " + archive + " ./some.tgz");

        assertThatThrownBy(() -> installer.install(wanted(SHA256), NEVER)).isInstanceOf(ConfigurationException.class);
        assertThat(left()).isEmpty();
    }

    @Test
    void a_package_without_the_library_is_told() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(entry("package/package.json", "{}"));
            out.write(new byte[1024]);
        }
        NativeInstaller installer = installer("cp " + archive + " ./some.tgz");

        assertThatThrownBy(() -> installer.install(wanted(SHA256), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no package/libtdjson.so in the package");
    }

    @Test
    void a_file_in_the_way_of_the_folder_is_told() throws IOException {
        Files.writeString(root(), "a file");
        NativeInstaller installer = installer("cp " + archive + " ./some.tgz");

        assertThatThrownBy(() -> installer.install(wanted(SHA256), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(root().toString());
    }

    @Test
    void folders_that_npm_leaves_do_not_hide_why_it_was_refused_and_nothing_stays() throws IOException {
        NativeInstaller installer = installer(
                "cp " + archive + " ./some.tgz",
                "mkdir -p node_modules/a/b && echo x > node_modules/a/b/c && ln -s / node_modules/root",
                "mkdir closed && echo x > closed/file && chmod 500 closed");

        assertThatThrownBy(() -> installer.install(wanted("00"), NEVER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not the one that was tested and is not kept");
        assertThat(left()).isEmpty();
        assertThat(root()).isDirectoryNotContaining("glob:**.install-*");
    }

    @Test
    void folders_that_npm_leaves_are_no_hindrance() throws IOException {
        Path library = installer("cp " + archive + " ./some.tgz", "mkdir -p node_modules/a/b")
                .install(wanted(SHA256), NEVER);

        assertThat(left()).containsExactly(library);
    }

    @Test
    void an_interruption_ends_npm_and_leaves_nothing() throws Exception {
        Path pid = folder.resolve("pid");
        assertThat(new ProcessBuilder("mkfifo", pid.toString()).start().waitFor())
                .isZero();
        NativeInstaller installer = installer("echo $$ > " + pid, "sleep 600 & wait");
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> installer.install(wanted(SHA256), interrupted)));
        ProcessHandle npm =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        interrupted.complete(null);

        assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(npm.isAlive()).isFalse();
        assertThat(left()).isEmpty();
    }

    @Test
    void what_an_installation_left_that_was_killed_is_deleted_by_the_next() throws IOException {
        Path left = Files.createDirectories(root().resolve(".install-1"));
        Files.writeString(left.resolve("libtdjson.so"), "unchecked");

        Path library = installer("cp " + archive + " ./some.tgz").install(wanted(SHA256), NEVER);

        assertThat(left()).containsExactly(library);
    }

    @Test
    void only_its_owner_may_write_where_it_is_installed() throws IOException {
        Path library = installer("cp " + archive + " ./some.tgz").install(wanted(SHA256), NEVER);

        assertThat(Files.getPosixFilePermissions(library.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
