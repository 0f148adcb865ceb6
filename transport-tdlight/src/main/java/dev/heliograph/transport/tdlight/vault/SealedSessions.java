// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.transport.tdlight.os.Scratch;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.os.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one folder: sealed records, and beside each the folder of its TDLib database.
 *
 * <pre>DIR/NAME.session   sealed record
 *DIR/NAME.tdlib/    TDLib's database, encrypted by TDLib with the key in the record</pre>
 *
 * Or, where they {@linkplain #moving move}, records that a state keeps, and beside each database {@code NAME.place}.
 *
 * Every method blocks for as long as the disk does, and throws {@link ConfigurationException} with one line where the record
 * was sealed with another key, is damaged, or may not be read or written.
 */
public final class SealedSessions {
    private static final String LOCK = ".vault.lock";
    private static final String DATABASE = ".tdlib";

    private final Path folder;
    private final SessionVault vault;
    private final Seal seal;
    private final boolean moving;
    private final SecureRandom entropy = new SecureRandom();

    private SealedSessions(Path folder, SessionVault vault, VaultKey key, boolean moving) {
        this.folder = folder;
        this.vault = vault;
        this.seal = new Seal(key);
        this.moving = moving;
        sweep(folder);
    }

    /**
     * The sessions of a folder, which is made when the first is stored. What processes left there that were killed, such as the
     * copy of a key, is deleted.
     */
    public static SealedSessions over(Path folder, VaultKey key) {
        // who calls these methods waits for the disk anyway
        return new SealedSessions(folder, new FileVault(folder, Runnable::run), key, false);
    }

    /**
     * The sessions of a vault that several machines use: the records hold the sessions themselves, and a folder only what can
     * be made anew from them. Who opens one must be the only one who does, by a lease of the state.
     *
     * @param folder of this process alone
     */
    public static SealedSessions moving(Path folder, SessionVault vault, VaultKey key) {
        return new SealedSessions(folder, vault, key, true);
    }

    private static void sweep(Path folder) {
        Scratch.sweep(folder);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> databases = Files.newDirectoryStream(folder, "*" + DATABASE)) {
                databases.forEach(Scratch::sweep);
            } catch (IOException | DirectoryIteratorException unreadable) {
                // whoever uses the sessions is told by what he does with them
            }
        }
    }

    /** Whether the records hold the sessions themselves, so that they can move to another machine. */
    public boolean isMoving() {
        return moving;
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** Where TDLib keeps the session's database, whether or not there is one. */
    public Path databaseFolder(SessionName session) {
        return folder.resolve(session.value() + DATABASE);
    }

    /** The key of the session's database: that of its record, which is made where there is none. */
    public byte[] databaseKey(SessionName session) {
        return update(session, UnaryOperator.identity()).databaseKey();
    }

    /** The session's record, if there is one. */
    public Optional<StoredSession> find(SessionName session) {
        return await(session, vault.load(session)).map(content -> opened(session, content));
    }

    /**
     * Changes the session's record, which is made with a new database key where there is none. Other processes wait.
     *
     * @return as it was stored
     */
    public StoredSession update(SessionName session, UnaryOperator<StoredSession> change) {
        return alone(session, () -> {
            Optional<StoredSession> found = find(session);
            StoredSession before = found.orElseGet(() -> StoredSession.fresh(freshKey()));
            StoredSession after = change.apply(before);
            if (found.isEmpty() || !after.equals(before)) {
                await(session, vault.store(session, seal.seal(session, StoredJson.write(after))));
            }
            return after;
        });
    }

    /** Forgets the record, and with it the key of the database; true where there was one. The database stays. */
    public boolean delete(SessionName session) {
        return alone(session, () -> await(session, vault.delete(session)));
    }

    /** Deletes the session's database, if there is one. Nobody may have it open. */
    public void deleteDatabase(SessionName session) {
        Path database = databaseFolder(session);
        try {
            Tree.delete(database);
        } catch (IOException failure) {
            throw new ConfigurationException("session " + session + ": its database in '" + database
                    + "' cannot be deleted: " + FileTrouble.cause(failure));
        }
    }

    /** The sessions that have a record, by name. */
    public List<SessionName> list() {
        return await(null, vault.list());
    }

    private StoredSession opened(SessionName session, Bytes content) {
        byte[] plain = seal.open(session, content);
        try {
            return StoredJson.read(plain);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("session " + session + ": its record in the vault " + wrong.getMessage());
        }
    }

    private byte[] freshKey() {
        byte[] key = new byte[StoredSession.KEY_BYTES];
        entropy.nextBytes(key);
        return key;
    }

    private interface Work<T> {
        T run();
    }

    /**
     * Two that make a key for the same database at once would lose one of them. The lock of the class is for this process,
     * whose threads a file's lock does not keep apart.
     */
    private <T> T alone(SessionName session, Work<T> work) {
        synchronized (SealedSessions.class) {
            try {
                SecretFile.folder(folder);
                Path file = folder.resolve(LOCK);
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    // given back when the channel is closed
                    FileLock unused = channel.lock();
                    return work.run();
                }
            } catch (IOException failure) {
                throw new ConfigurationException("session " + session + ": the folder '" + folder
                        + "' cannot be written: " + FileTrouble.cause(failure));
            }
        }
    }

    private <T> T await(@Nullable SessionName session, CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = stage.toCompletableFuture().join();
        Failure failure = outcome.failure();
        if (failure != null) {
            throw new ConfigurationException((session == null ? "sessions" : "session " + session)
                    + ": the vault cannot be used: " + failure.reason());
        }
        return outcome.orThrow();
    }

    @Override
    public String toString() {
        return "SealedSessions[" + folder + "]";
    }
}
