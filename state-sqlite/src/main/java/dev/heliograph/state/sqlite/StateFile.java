// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.spi.state.Inspection;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.jdbc4.JDBC4Connection;

/** The file: made for its owner only, opened with all that durability needs, and what its errors mean in words. */
final class StateFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    /** What another file, or other rights, would mend; all else is wrong with this one for now. */
    private static final Set<Integer> WRONG_FILE = Set.of(
            SQLiteErrorCode.SQLITE_NOTADB.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PERM.code);

    private static final int KEPT_LOG_BYTES = 64 * 1024 * 1024;

    private final Path path;
    private final boolean syncsAlways;
    private final Duration busyTimeout;

    private StateFile(Path path, boolean syncsAlways, Duration busyTimeout) {
        this.path = path;
        this.syncsAlways = syncsAlways;
        this.busyTimeout = busyTimeout;
    }

    /**
     * The file of that name; nothing is touched yet.
     *
     * @throws ConfigurationException for what cannot be the name of a file
     */
    static StateFile named(String name, boolean syncsAlways, Duration busyTimeout) {
        try {
            Path path = Path.of(name).toAbsolutePath().normalize();
            if (path.toString().contains("?")) {
                throw new ConfigurationException("state: SQLite opens no file with a '?' in its name: " + path);
            }
            return new StateFile(path, syncsAlways, busyTimeout);
        } catch (InvalidPathException broken) {
            throw new ConfigurationException("state: '" + name + "' cannot be the name of a file");
        }
    }

    Path path() {
        return path;
    }

    /**
     * Opens it, making it and its folder where they are missing.
     *
     * @throws ConfigurationException that says in one line why it cannot be opened
     * @throws FailureException where it cannot be opened now: it is damaged, or held, or its disk is full
     */
    Database open() {
        make();
        Database db = null;
        try {
            db = connect();
            Schema.check(db, path);
            prepare(db);
            Schema.migrate(db);
            return db;
        } catch (SQLException failed) {
            close(db);
            if (WRONG_FILE.contains(code(failed))) {
                throw new ConfigurationException("state: " + reason(failed));
            }
            throw new FailureException(failure(failed));
        } catch (RuntimeException refused) {
            close(db);
            throw refused;
        }
    }

    /** What is wrong with it where it can be read at all; empty where nothing is. */
    Optional<Inspection> damage() {
        try (Database db = connect()) {
            Inspection found = Damage.of(db, path);
            return found.problems().isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (SQLException unreadable) {
            return Optional.empty();
        }
    }

    /** Which file it is that stands there now. */
    FileIdentity identity() {
        try {
            return new FileIdentity(path);
        } catch (IOException gone) {
            throw new ConfigurationException("state: " + path + " was removed while it was being opened");
        }
    }

    /** A further connection, for what takes long and changes nothing. */
    Database connect() throws SQLException {
        NativeLibrary.load();
        Database db = new Database(new JDBC4Connection("jdbc:sqlite:" + path, path.toString(), new Properties()));
        db.once("PRAGMA busy_timeout = " + busyTimeout.toMillis());
        return db;
    }

    private void prepare(Database db) throws SQLException {
        if (Schema.version(db) == 0) {
            // has no effect any more once there are tables
            db.once("PRAGMA auto_vacuum = INCREMENTAL");
        }
        db.once("PRAGMA journal_mode = WAL");
        db.once("PRAGMA synchronous = " + (syncsAlways ? "FULL" : "NORMAL"));
        db.once("PRAGMA journal_size_limit = " + KEPT_LOG_BYTES);
        db.once("PRAGMA temp_store = MEMORY");
    }

    private void make() {
        Path folder = path.getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                ownFolder(folder);
            }
            if (Files.isDirectory(path)) {
                throw new ConfigurationException("state: " + path + " is a folder; name a file in it");
            }
            if (!Files.exists(path)) {
                Files.createFile(path, permissions("rw-------"));
            } else if (POSIX && !Files.getPosixFilePermissions(path).equals(OWNER_ONLY) && Files.isWritable(path)) {
                Files.setPosixFilePermissions(path, OWNER_ONLY);
            }
        } catch (FileAlreadyExistsException raced) {
            // another process was quicker
        } catch (IOException refused) {
            throw new ConfigurationException("state: " + path + " cannot be made or opened: " + words(refused));
        }
        if (!Files.isWritable(path)) {
            throw new ConfigurationException("state: " + path + " may not be written to by this user");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw new ConfigurationException(
                    "state: the folder " + folder + " may not be written to by this user; SQLite keeps its log there");
        }
    }

    /** A folder for its owner only, made where it is missing. */
    private static Path ownFolder(Path folder) throws IOException {
        return Files.createDirectories(folder, permissions("rwx------"));
    }

    private static String words(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (refused instanceof NoSuchFileException || refused instanceof NotDirectoryException) {
            return "its folder is not there and cannot be made";
        }
        String reason = refused instanceof FileSystemException known ? known.getReason() : refused.getMessage();
        return reason == null ? refused.toString() : reason;
    }

    private static FileAttribute<?>[] permissions(String symbols) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbols))
                }
                : new FileAttribute<?>[0];
    }

    private static void close(@org.jspecify.annotations.Nullable Database db) {
        try {
            if (db != null) {
                db.close();
            }
        } catch (SQLException broken) {
            // it could not be opened, which is what is told
        }
    }

    /** Why something failed that left nothing behind. */
    Failure failure(SQLException failed) {
        return new Failure.Unavailable(Failure.Origin.STATE, reason(failed));
    }

    /** Why a commit failed: where the disk did not do as told, what it kept cannot be known. */
    Failure commitFailure(SQLException failed) {
        return code(failed) == SQLiteErrorCode.SQLITE_IOERR.code
                ? new Failure.Ambiguous(reason(failed))
                : failure(failed);
    }

    private String reason(SQLException failed) {
        int code = code(failed);
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full: " + path + " cannot grow; it goes on by itself when there is room";
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
            return path + " cannot be written to (" + failed.getMessage() + ")";
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
            return path + " has been held by another process for more than " + busyTimeout.toMillis() + " ms";
        }
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return path + " is no database of SQLite";
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return path + " is damaged: 'heliograph state check' says where (" + failed.getMessage() + ")";
        }
        return path + " cannot be used: " + failed.getMessage();
    }

    /** The code without its details. */
    private static int code(SQLException failed) {
        return failed instanceof SQLiteException known ? known.getResultCode().code & 0xFF : -1;
    }
}
