// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKeyTest {
    private static final byte[] BYTES = bytes();

    @TempDir
    Path folder;

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (250 - 7 * i);
        }
        return bytes;
    }

    private byte[] found(String... variables) {
        return VaultKey.find(environment(variables)).bytes();
    }

    private Environment environment(String... variables) {
        Map<String, String> all = new TreeMap<>();
        all.put("XDG_CONFIG_HOME", folder.toString());
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        return Environment.of(all);
    }

    private void refused(Environment environment, String... words) {
        assertThatThrownBy(() -> VaultKey.find(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(words)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", ""})
    void a_mark_of_byte_order_is_no_part_of_it(String mark) throws IOException {
        String text = mark + Base64.getEncoder().encodeToString(BYTES) + "\r\n";
        Path file = Files.writeString(folder.resolve("marked.key"), text);
        assertThat(found(VaultKey.VARIABLE, text)).isEqualTo(BYTES);
        assertThat(VaultKey.named("--key-file", file.toString()).bytes()).isEqualTo(BYTES);
    }

    @Test
    void a_file_in_utf_16_is_named() throws IOException {
        Path file = Files.write(folder.resolve("wide.key"), "AAAA".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> VaultKey.named("--key-file", file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("--key-file '" + file + "': is UTF-16; save it as UTF-8");
    }

    @Nested
    class A_variable {
        @Test
        void holds_it_as_base64_or_in_hexadecimal() {
            assertThat(found(VaultKey.VARIABLE, Base64.getEncoder().encodeToString(BYTES)))
                    .isEqualTo(BYTES);
            assertThat(found(
                            VaultKey.VARIABLE,
                            Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES)))
                    .isEqualTo(BYTES);
            assertThat(found(VaultKey.VARIABLE, HexFormat.of().formatHex(BYTES) + "\n"))
                    .isEqualTo(BYTES);
            assertThat(folder).isEmptyDirectory();
        }

        @ParameterizedTest
        @ValueSource(strings = {"secret-word", "AAAA", "zzzz"})
        void that_holds_no_key_is_refused_and_not_repeated(String text) {
            refused(environment(VaultKey.VARIABLE, text), VaultKey.VARIABLE, "32 bytes", text.length() + " characters");
            assertThatThrownBy(() -> found(VaultKey.VARIABLE, text)).message().doesNotContain(text);
        }

        @Test
        void does_not_stand_beside_the_other() {
            refused(environment(VaultKey.VARIABLE, "x", VaultKey.FILE_VARIABLE, "y"), "both set");
        }
    }

    @Nested
    class A_file {
        @Test
        void holds_it_as_it_is_or_as_text() throws IOException {
            Path raw = Files.write(folder.resolve("raw"), BYTES);
            Path text = Files.writeString(
                    folder.resolve("text"), Base64.getEncoder().encodeToString(BYTES) + "\n");

            assertThat(found(VaultKey.FILE_VARIABLE, raw.toString())).isEqualTo(BYTES);
            assertThat(found(VaultKey.FILE_VARIABLE, text.toString())).isEqualTo(BYTES);
        }

        @Test
        void that_is_missing_is_not_made() {
            Path missing = folder.resolve("missing");

            refused(environment(VaultKey.FILE_VARIABLE, missing.toString()), VaultKey.FILE_VARIABLE, "no such file");
            assertThat(missing).doesNotExist();
        }

        @Test
        void that_holds_something_else_is_refused() throws IOException {
            Path wrong = Files.writeString(folder.resolve("wrong"), "hello");

            refused(environment(VaultKey.FILE_VARIABLE, wrong.toString()), wrong.toString(), "32 bytes");
        }
    }

    @Nested
    class The_one_of_the_user {
        @Test
        void is_made_once_and_for_its_owner_alone() throws IOException {
            byte[] key = found();
            Path file = folder.resolve("heliograph").resolve("vault.key");

            assertThat(found()).isEqualTo(key).hasSize(32).isNotEqualTo(new byte[32]);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void is_one_when_many_make_it() {
            List<String> keys = IntStream.range(0, 32)
                    .parallel()
                    .mapToObj(i -> Arrays.toString(found()))
                    .distinct()
                    .toList();

            assertThat(keys).hasSize(1);
        }

        @Test
        void lies_under_the_home_folder_without_xdg() {
            VaultKey.find(Environment.of(Map.of("HOME", folder.toString())));

            assertThat(folder.resolve(".config/heliograph/vault.key")).isRegularFile();
        }

        @Test
        void that_is_damaged_is_refused_and_kept() throws IOException {
            Path file = Files.createDirectory(folder.resolve("heliograph")).resolve("vault.key");
            Files.writeString(file, "half");

            refused(environment(), file.toString(), "32 bytes");
            assertThat(file).hasContent("half");
        }

        @Test
        void that_cannot_be_made_is_refused() throws IOException {
            Files.writeString(folder.resolve("heliograph"), "a file");

            refused(environment(), "vault.key", VaultKey.VARIABLE);
        }
    }
}
