// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scratch file or folder of one process, which only its owner may read. Closing it deletes it. Until then the process holds a
 * lock of the kernel on it, so that one whose lock is free was left behind by a process that was killed; {@link #sweep} deletes
 * those.
 */
public final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    /** What is left behind may hold a key, so that each kind is known by its name: also to later versions. */
    private static final String KINDS = "{.ask*,.install-*,.session*.part}";

    private static final String LOCK = ".lock";
    private static final String HELD = "heliograph.scratch.";
    private static final int TRIES = 10;

    private final Path path;
    private final FileChannel channel;

    private Scratch(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * An empty folder.
     *
     * @param parent where it is to be
     * @param prefix of its name, of one of the kinds that are swept
     */
    public static Scratch folder(Path parent, String prefix) throws IOException {
        return held(() -> Files.createTempDirectory(parent.toAbsolutePath(), prefix));
    }

    /** An empty file in that folder, to be written by {@link #channel()}: another handle that is closed would end the lock. */
    static Scratch file(Path parent) throws IOException {
        return held(() -> Files.createTempFile(parent.toAbsolutePath(), ".session", ".part"));
    }

    private interface Maker {
        Path make() throws IOException;
    }

    /** Between its making and the lock a sweep of another process may take it for left behind. */
    private static Scratch held(Maker maker) throws IOException {
        for (int left = TRIES; ; left--) {
            Path path = maker.make();
            System.setProperty(HELD + path, "");
            FileChannel channel = locked(path);
            if (channel != null) {
                return new Scratch(path, channel);
            }
            System.clearProperty(HELD + path);
            if (left == 1) {
                throw new IOException("scratch in it cannot be kept: another process deletes it");
            }
        }
    }

    private static @Nullable FileChannel locked(Path path) throws IOException {
        Path lock = lockOf(path);
        FileChannel channel;
        try {
            channel = FileChannel.open(lock, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (NoSuchFileException swept) {
            return null;
        }
        if (channel.tryLock() != null && Files.exists(lock)) {
            return channel;
        }
        channel.close();
        return null;
    }

    private static Path lockOf(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? path.resolve(LOCK) : path;
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /**
     * Deletes all of it that is still there.
     *
     * @throws IOException the first failure, after everything else was deleted
     */
    @Override
    public void close() throws IOException {
        try (channel) {
            Tree.delete(path);
        } finally {
            System.clearProperty(HELD + path);
        }
    }

    /**
     * Deletes what processes left behind in a folder that were killed; what cannot be deleted is logged. A folder that is not
     * there has nothing.
     */
    public static void sweep(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder.toAbsolutePath(), KINDS)) {
            for (Path path : inside) {
                sweepOne(path);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            LOG.warn("'{}' could not be searched for what dead processes left: {}", folder, unreadable.getMessage());
        }
    }

    private static void sweepOne(Path path) {
        // not even opened where it is this process's own: to close a file gives back all locks on it
        if (Files.isSymbolicLink(path) || System.getProperty(HELD + path) != null) {
            return;
        }
        Path lock = lockOf(path);
        if (!Files.exists(lock)) {
            delete(path);
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                delete(path);
            }
        } catch (OverlappingFileLockException oursMeanwhile) {
            // made by another thread since the look above
        } catch (IOException unreadable) {
            LOG.warn("'{}' was left by a dead process and cannot be opened: {}", path, unreadable.getMessage());
        }
    }

    private static void delete(Path path) {
        try {
            Tree.delete(path);
            LOG.info("deleted '{}', which a process left that was killed", path);
        } catch (IOException failure) {
            LOG.warn("'{}' was left by a dead process and cannot be deleted: {}", path, failure.getMessage());
        }
    }

    @Override
    public String toString() {
        return "Scratch[" + path + "]";
    }
}
