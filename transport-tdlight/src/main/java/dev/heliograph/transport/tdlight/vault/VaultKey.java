// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TextFile;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.transport.tdlight.os.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The key that seals sessions. Whoever has it and the files has the accounts. Its text form shows nothing of it. */
public final class VaultKey {
    /** The variable that holds the key. */
    public static final String VARIABLE = "HELIOGRAPH_VAULT_KEY";

    /** The variable that names the file with the key. */
    public static final String FILE_VARIABLE = "HELIOGRAPH_VAULT_KEY_FILE";

    /** The length of a key in bytes. */
    static final int BYTES = 32;

    private static final String FILE = "vault.key";
    private static final int LONGEST_FILE = 1024;

    private final byte[] bytes;

    private VaultKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key of these bytes.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static VaultKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a vault's key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new VaultKey(bytes.clone());
    }

    /**
     * The key of the environment: the variable's, or that of the file which the other variable names, or the user's own in
     * {@code heliograph/vault.key} under the configuration folder, which is made when it is first needed.
     *
     * @throws ConfigurationException if what is named is no key or cannot be read, or none can be made
     */
    public static VaultKey find(Environment environment) {
        String text = environment.get(VARIABLE);
        String file = environment.get(FILE_VARIABLE);
        if (text != null && file != null) {
            throw new ConfigurationException(VARIABLE + " and " + FILE_VARIABLE + " are both set: set one of them");
        }
        if (text != null) {
            return parse(VARIABLE, text.replace("\uFEFF", ""));
        }
        if (file != null) {
            return named(FILE_VARIABLE, file);
        }
        return ofUser(UserFolder.of(environment));
    }

    /**
     * As {@link #find}, for whoever only reads: a key that is not there yet is not made. Nothing was sealed with it then, so one
     * that nobody keeps does as well.
     *
     * @throws ConfigurationException if what is named is no key or cannot be read
     */
    public static VaultKey look(Environment environment) {
        boolean named = environment.get(VARIABLE) != null || environment.get(FILE_VARIABLE) != null;
        if (named || Files.exists(UserFolder.of(environment).resolve(FILE))) {
            return find(environment);
        }
        return new VaultKey(fresh());
    }

    /**
     * Makes sure that a key is not made for a vault that other machines have filled with theirs. Blocks.
     *
     * @throws ConfigurationException if there are sessions and no key, or the vault cannot be read
     */
    public static void checkFor(SessionVault vault, Environment environment) {
        boolean named = environment.get(VARIABLE) != null || environment.get(FILE_VARIABLE) != null;
        Path own = UserFolder.of(environment).resolve(FILE);
        if (named || Files.exists(own)) {
            return;
        }
        Outcome<List<SessionName>> there = vault.list().toCompletableFuture().join();
        Failure failure = there.failure();
        if (failure != null) {
            throw new ConfigurationException("the vault in the state cannot be read: " + failure.reason());
        }
        if (!there.orThrow().isEmpty()) {
            throw new ConfigurationException(
                    "the vault in the state holds sessions, and their key is not on this machine: set " + VARIABLE
                            + " or " + FILE_VARIABLE + ", or copy '" + own + "' from where they were made");
        }
    }

    /**
     * The key in a file: its 32 bytes, or their Base64 or hexadecimal text.
     *
     * @param option what named the file, for messages
     * @throws ConfigurationException if it cannot be read or holds no key
     */
    static VaultKey named(String option, String file) {
        try {
            return read(option, Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new ConfigurationException(option + ": the file '" + file + "' cannot be read: "
                    + (unreadable instanceof IOException io ? FileTrouble.cause(io) : "it is no path"));
        }
    }

    private static VaultKey ofUser(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(folder, file);
            }
            return read("the vault's key", file);
        } catch (IOException failure) {
            throw new ConfigurationException("the vault's key '" + file + "' cannot be read or made: "
                    + FileTrouble.cause(failure) + "; or set " + VARIABLE);
        }
    }

    private static void make(Path folder, Path file) throws IOException {
        SecretFile.folder(folder);
        String line = Base64.getEncoder().encodeToString(fresh()) + "\n";
        try {
            SecretFile.write(file, line.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException another) {
            // another process was faster: its key is the one
        }
    }

    private static byte[] fresh() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return fresh;
    }

    private static VaultKey read(String shown, Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LONGEST_FILE);
        }
        if (content.length == BYTES) {
            return new VaultKey(content);
        }
        String named = shown + " '" + file + "'";
        try {
            return parse(named, new String(TextFile.withoutMark(content), StandardCharsets.ISO_8859_1));
        } catch (NotUtf8Exception foreign) {
            throw new ConfigurationException(named + ": " + foreign.getMessage());
        }
    }

    private static VaultKey parse(String shown, String text) {
        String line = text.strip();
        byte[] found = decoded(line);
        if (found.length == BYTES) {
            return new VaultKey(found);
        }
        throw new ConfigurationException(shown + ": expected " + BYTES + " bytes as Base64 or as " + 2 * BYTES
                + " hexadecimal digits, found " + line.length() + " characters of something else");
    }

    private static byte[] decoded(String text) {
        try {
            if (text.length() == 2 * BYTES) {
                return HexFormat.of().parseHex(text);
            }
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException neither) {
            return new byte[0];
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "VaultKey";
    }
}
