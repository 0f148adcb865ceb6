// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchedLibraryTest {
    // two primes of 1024 bits that nobody needs
    private static final RsaKey OTHER = RsaKey.of(
            BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.valueOf(105)),
            BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.valueOf(1093337)));

    @TempDir
    Path folder;

    private Path original;
    private Path copies;

    @BeforeEach
    void write() throws IOException {
        original = Files.write(folder.resolve("libtdjson.so"), MadeUpLibrary.whole());
        copies = folder.resolve("copies");
    }

    private Path library(String... texts) throws IOException {
        return Files.write(folder.resolve("libother.so"), MadeUpLibrary.of(texts));
    }

    @Nested
    class The_copy {
        @Test
        void knows_the_published_key_in_place_of_two_of_telegram() throws IOException {
            Path copy = PatchedLibrary.of(original, copies);
            String pem = RsaKey.published().publicPem();
            assertThat(Files.readAllBytes(copy)).isEqualTo(MadeUpLibrary.of(pem, pem, MadeUpLibrary.ADDRESSES));
        }

        @Test
        void leaves_the_original_as_it_is() throws IOException {
            PatchedLibrary.of(original, copies);
            assertThat(original).hasBinaryContent(MadeUpLibrary.whole());
        }

        @Test
        void keeps_the_name_of_the_file() {
            assertThat(PatchedLibrary.of(original, copies)).isAbsolute().hasFileName("libtdjson.so");
        }

        @Test
        void keeps_the_lines_of_the_keys() throws IOException {
            String crooked = MadeUpLibrary.MAIN.replace("5nKa", "5n\r\nKa");
            Path copy = PatchedLibrary.of(library(crooked, MadeUpLibrary.TEST), copies);
            String text = Files.readString(copy, StandardCharsets.ISO_8859_1);
            assertThat(text.indexOf("\r\n")).isEqualTo(text.indexOf("-----BEGIN") + crooked.indexOf("\r\n"));
            assertThat(PemBlock.in(Files.readAllBytes(copy)))
                    .extracting(PemBlock::fingerprint)
                    .containsOnly(RsaKey.published().fingerprint());
        }

        @Test
        void may_know_any_other_key() throws IOException {
            Path copy = PatchedLibrary.of(original, copies, OTHER);
            assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).contains(OTHER.publicPem());
        }

        @Test
        void is_for_its_owner_only() throws IOException {
            Path copy = PatchedLibrary.of(original, copies);
            Stream<Path> kept = Stream.of(copy, copy.getParent());
            if (Files.getFileStore(copy).supportsFileAttributeView("posix")) {
                assertThat(kept.map(PatchedLibraryTest::others)).containsOnly(0L);
            } else {
                assertThat(kept).allMatch(Files::exists);
            }
        }
    }

    private static long others(Path path) {
        try {
            return Files.getPosixFilePermissions(path).stream()
                    .filter(permission -> !permission.name().startsWith("OWNER"))
                    .count();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Nested
    class The_folder {
        @Test
        void has_a_copy_that_was_made_before() throws IOException {
            Path copy = PatchedLibrary.of(original, copies);
            Object made = Files.getLastModifiedTime(copy);
            Object file = Files.readAttributes(copy, "*").get("fileKey");
            assertThat(PatchedLibrary.of(original, copies)).isEqualTo(copy);
            assertThat(Files.getLastModifiedTime(copy)).isEqualTo(made);
            assertThat(Files.readAttributes(copy, "*").get("fileKey")).isEqualTo(file);
        }

        @Test
        void has_a_copy_of_each_original() throws IOException {
            Path other = library(MadeUpLibrary.MAIN, MadeUpLibrary.TEST);
            assertThat(PatchedLibrary.of(other, copies).getParent())
                    .isNotEqualTo(PatchedLibrary.of(original, copies).getParent());
        }

        @Test
        void has_a_copy_for_each_key() {
            assertThat(PatchedLibrary.of(original, copies, OTHER)).isNotEqualTo(PatchedLibrary.of(original, copies));
        }

        @Test
        void gets_a_copy_that_was_spoilt_again() throws IOException {
            Path copy = PatchedLibrary.of(original, copies);
            byte[] good = Files.readAllBytes(copy);
            byte[] bad = good.clone();
            bad[7]++;
            Files.write(copy, bad);
            PatchedLibrary.of(original, copies);
            assertThat(copy).hasBinaryContent(good);
        }

        @Test
        void holds_one_file_however_many_ask_at_once() throws IOException {
            CompletableFuture<?>[] asked = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> PatchedLibrary.of(original, copies)))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(asked).join();
            try (Stream<Path> files = Files.walk(copies)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(1);
            }
        }

        @Test
        void has_to_be_a_folder() throws IOException {
            Files.writeString(copies, "in the way");
            assertThatThrownBy(() -> PatchedLibrary.of(original, copies))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cannot be written");
        }
    }

    @Nested
    class An_original {
        @Test
        void that_knows_the_key_already_is_taken_as_it_is() {
            Path copy = PatchedLibrary.of(original, copies);
            assertThat(PatchedLibrary.of(copy, folder.resolve("more"))).isEqualTo(copy);
            assertThat(folder.resolve("more")).doesNotExist();
        }

        @Test
        void that_was_changed_halfway_is_changed_whole() throws IOException {
            String pem = RsaKey.published().publicPem();
            Path copy = PatchedLibrary.of(library(pem, MadeUpLibrary.TEST), copies);
            assertThat(copy).hasBinaryContent(MadeUpLibrary.of(pem, pem));
        }

        @Test
        void has_to_be_there() {
            assertThatThrownBy(() -> PatchedLibrary.of(folder.resolve("none.so"), copies))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("none.so")
                    .hasMessageContaining("cannot be read");
        }

        @Test
        void has_to_have_keys() throws IOException {
            Path other = library("-----BEGIN RSA PUBLIC KEY-----\nnot a key\n-----END RSA PUBLIC KEY-----", "text");
            assertThatThrownBy(() -> PatchedLibrary.of(other, copies))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("holds no key");
        }

        @Test
        void has_to_have_the_keys_of_telegram() throws IOException {
            Path changed = PatchedLibrary.of(original, copies, OTHER);
            assertThatThrownBy(() -> PatchedLibrary.of(changed, copies))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(String.format("%016x", OTHER.fingerprint()))
                    .hasMessageContaining("changed for other servers");
        }

        @Test
        void has_to_have_both() throws IOException {
            Path half = library(MadeUpLibrary.MAIN, MadeUpLibrary.ADDRESSES);
            assertThatThrownBy(() -> PatchedLibrary.of(half, copies)).isInstanceOf(ConfigurationException.class);
            assertThat(copies).doesNotExist();
        }
    }

    @Nested
    class What_only_looks_like_a_key {
        private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----\n";
        private static final String END = "\n-----END RSA PUBLIC KEY-----";

        @Test
        void is_passed_over() {
            byte[] file = MadeUpLibrary.of(
                    BEGIN, BEGIN + END, BEGIN + "MA==" + END, BEGIN + "MIP///8C/////w==" + END, END, BEGIN + "!" + END);
            assertThat(PemBlock.in(file)).isEmpty();
        }

        @Test
        void does_not_hide_the_one_behind_it() {
            byte[] file = MadeUpLibrary.of(BEGIN + "MAIC" + END, BEGIN, MadeUpLibrary.MAIN);
            assertThat(PemBlock.in(file)).extracting(PemBlock::fingerprint).contains(0xd09d1d85de64fd85L);
        }
    }
}
