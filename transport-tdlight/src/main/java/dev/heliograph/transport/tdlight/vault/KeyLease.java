// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.SessionName;
import dev.heliograph.transport.tdlight.os.SecretFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a key, which one session of one process of this user on this machine has at a time. A key is known by its
 * fingerprint, so it does not matter where the session lies or which library it came from. The lock is the kernel's: it is
 * free again when the process dies, however it dies. Other machines and other programs are not kept off.
 *
 * <p>May be closed from any thread, and more than once.
 */
public final class KeyLease implements AutoCloseable {
    /** What people must know who hold one key in two forms. */
    public static final String WARNING =
            "both forms hold one key: use one of them at a time, or Telegram revokes it; stop the old owner first";

    private static final String OWNER = ".owner";
    private static final String LOCK = ".lock";
    private static final String HELD = "heliograph.key.";

    private final String fingerprint;
    private final String owner;
    private final Path place;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KeyLease(String fingerprint, String owner, Path place, FileChannel channel) {
        this.fingerprint = fingerprint;
        this.owner = owner;
        this.place = place;
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @param environment says where the user's configuration is
     * @param fingerprint of the key, sixteen hexadecimal digits
     * @param session who wants it
     * @param folder where that session lies, for the message that another one gets
     * @throws ConfigurationException if another session has it; the message names it as far as it is known
     */
    public static KeyLease take(Environment environment, String fingerprint, SessionName session, Path folder) {
        Path place = UserFolder.made(UserFolder.of(environment).resolve("keys"));
        String owner = "session " + session + " of " + folder.toAbsolutePath().normalize();
        // a process does not keep its own threads apart by file locks, and would lose one by closing the file again
        @Nullable Object other = System.getProperties().putIfAbsent(HELD + fingerprint, owner);
        if (other != null) {
            throw refusal(session, fingerprint, other + " in this process");
        }
        try {
            return new KeyLease(fingerprint, owner, place, locked(place, fingerprint, session, owner));
        } catch (IOException failure) {
            boolean unused = System.getProperties().remove(HELD + fingerprint, owner);
            throw new ConfigurationException("session " + session + ": the lock of its key in '" + place
                    + "' cannot be made: " + FileTrouble.cause(failure));
        } catch (ConfigurationException refused) {
            boolean unused = System.getProperties().remove(HELD + fingerprint, owner);
            throw refused;
        }
    }

    /**
     * Has it for as long as the work takes.
     *
     * @throws ConfigurationException as {@link #take} does
     */
    public static <T> T with(
            Environment environment, String fingerprint, SessionName session, Path folder, Supplier<T> work) {
        KeyLease lease = take(environment, fingerprint, session, folder);
        try {
            return work.get();
        } finally {
            lease.close();
        }
    }

    private static FileChannel locked(Path place, String fingerprint, SessionName session, String owner)
            throws IOException {
        Path named = place.resolve(fingerprint + OWNER);
        FileChannel channel = FileChannel.open(
                place.resolve(fingerprint + LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw refusal(session, fingerprint, holder(named));
            }
            String line = owner + " in process " + ProcessHandle.current().pid() + "\n";
            SecretFile.replace(named, line.getBytes(StandardCharsets.UTF_8));
            return channel;
        } catch (IOException | ConfigurationException failure) {
            channel.close();
            throw failure;
        }
    }

    /** In a file of its own: to close one that is locked, having read it, would give the lock back. */
    private static String holder(Path named) {
        try {
            String line = Files.readString(named).strip();
            return line.isEmpty() ? "another process" : line;
        } catch (IOException unknown) {
            return "another process";
        }
    }

    private static ConfigurationException refusal(SessionName session, String fingerprint, String other) {
        return new ConfigurationException("session " + session + ": its key " + fingerprint + " is in use by " + other
                + "; a key has one owner at a time, or Telegram revokes it");
    }

    /** The key that it is about. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Gives it back. The empty file of the lock stays: another process may be about to lock it. */
    @Override
    public void close() {
        close(place.resolve(fingerprint + OWNER));
    }

    /** As {@link #close}, for a key that nobody will use again: nothing of it is left. */
    public void discard() {
        close(place.resolve(fingerprint + OWNER), place.resolve(fingerprint + LOCK));
    }

    private void close(Path... litter) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            // before the lock is given back: what comes after belongs to the next owner
            for (Path file : litter) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // it is a name in a file of this user, and is written over by the next owner
        }
        try {
            channel.close();
        } catch (IOException gone) {
            // the kernel takes it back with the process at the latest
        } finally {
            boolean unused = System.getProperties().remove(HELD + fingerprint, owner);
        }
    }

    @Override
    public String toString() {
        return "KeyLease[" + fingerprint + "]";
    }
}
