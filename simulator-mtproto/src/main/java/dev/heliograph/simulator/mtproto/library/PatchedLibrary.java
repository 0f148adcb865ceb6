// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.library;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A copy of TDLib's library for tests: it takes the simulated Telegram for the real one, and the real one for a stranger.
 * Exactly the characters of two public keys differ from the original, those of the main and of the test data centres. The
 * original is only read.
 *
 * <p>The copy is for the machine that made it, and not to be passed on: whoever uses it talks to servers whose secret key
 * is published. Systems that check a signature of a library, as macOS does, want it signed anew.
 */
public final class PatchedLibrary {
    private static final long MAIN = 0xd09d1d85de64fd85L;
    private static final long TEST = 0xb25898df208d2603L;
    private static final int KEYS = 2;
    // of a hash that nobody tries to hit
    private static final int NAME_BYTES = 16;

    private PatchedLibrary() {}

    /**
     * Where copies are kept of which nobody says otherwise: {@code heliograph/tdlib} under XDG_CACHE_HOME, else under {@code
     * .cache} in the user's home.
     */
    public static Path ofUser() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = cache != null && Path.of(cache).isAbsolute()
                ? Path.of(cache)
                : Path.of(System.getProperty("user.home"), ".cache");
        return folder.resolve("heliograph").resolve("tdlib");
    }

    /**
     * The copy that knows the published key.
     *
     * @see #of(Path, Path, RsaKey)
     */
    public static Path of(Path original, Path folder) {
        return of(original, folder, RsaKey.published());
    }

    /**
     * The copy that knows that key. It is made where it is not there yet, in a folder of its own whose name follows from the
     * content of the original and from the key, under the file's old name. Only its owner may read it, where the file system
     * knows owners. Several processes may ask at once.
     *
     * @param original TDLib's library, such as {@code libtdjson.so}
     * @param folder where copies are kept; made where it is missing
     * @param key what the copy will know its servers by
     * @return the copy, or the original where it knows that key already
     * @throws ConfigurationException where the original is no library of TDLib, or the copy cannot be written
     */
    public static Path of(Path original, Path folder, RsaKey key) {
        byte[] bytes = read(original);
        List<PemBlock> blocks = PemBlock.in(bytes);
        List<PemBlock> foreign =
                blocks.stream().filter(PatchedLibrary::isTelegram).toList();
        long own = blocks.stream()
                .filter(block -> block.fingerprint() == key.fingerprint())
                .count();
        if (foreign.size() + own < KEYS) {
            throw unusable(original, why(blocks));
        }
        if (foreign.isEmpty()) {
            return original.toAbsolutePath();
        }
        byte[] hash = Digests.sha256(bytes, key.publicDer());
        byte[] changed = teach(original, bytes, foreign, key);
        String name = HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        Path home = folder.toAbsolutePath().resolve(name);
        return OwnFile.write(home.resolve(String.valueOf(original.getFileName())), changed);
    }

    private static byte[] teach(Path original, byte[] bytes, List<PemBlock> blocks, RsaKey key) {
        byte[] changed = bytes.clone();
        try {
            blocks.forEach(block -> block.replace(changed, key));
        } catch (IllegalArgumentException otherSize) {
            throw unusable(original, String.valueOf(otherSize.getMessage()));
        }
        verify(bytes, changed, blocks, key);
        return changed;
    }

    /** A copy that differs elsewhere, or does not know the key afterwards, is a mistake here. */
    private static void verify(byte[] bytes, byte[] changed, List<PemBlock> blocks, RsaKey key) {
        int at = 0;
        for (PemBlock block : blocks) {
            if (!Arrays.equals(bytes, at, block.from(), changed, at, block.from())) {
                throw new IllegalStateException("the copy differs before " + block);
            }
            at = block.to();
        }
        if (!Arrays.equals(bytes, at, bytes.length, changed, at, changed.length)) {
            throw new IllegalStateException("the copy differs behind all keys");
        }
        List<PemBlock> after = PemBlock.in(changed);
        for (PemBlock block : blocks) {
            if (!after.contains(new PemBlock(block.from(), block.to(), key.fingerprint()))) {
                throw new IllegalStateException("the copy does not know the key at " + block);
            }
        }
    }

    private static boolean isTelegram(PemBlock block) {
        return block.fingerprint() == MAIN || block.fingerprint() == TEST;
    }

    private static byte[] read(Path original) {
        try {
            return Files.readAllBytes(original);
        } catch (IOException | OutOfMemoryError unreadable) {
            throw unusable(original, "cannot be read: " + unreadable);
        }
    }

    private static String why(List<PemBlock> blocks) {
        if (blocks.isEmpty()) {
            return "holds no key of a server; expected the shared library of TDLib, such as libtdjson.so";
        }
        StringBuilder found = new StringBuilder();
        for (PemBlock block : blocks) {
            found.append(String.format(Locale.ROOT, " %016x", block.fingerprint()));
        }
        return "does not hold the keys of Telegram's data centres, but" + found
                + "; was it changed for other servers, or is it newer than this program?";
    }

    private static ConfigurationException unusable(Path original, String why) {
        return new ConfigurationException("library '" + original + "': " + why);
    }
}
