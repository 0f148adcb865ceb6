// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
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
            throw new ConfigurationException("state: " + failure(failed).reason());
        } catch (RuntimeException refused) {
            close(db);
            throw refused;
        }
    }

    /** A further connection, for what takes long and changes nothing. */
    Database connect() throws SQLException {
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
                Files.createDirectories(folder, permissions("rwx------"));
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
            throw new ConfigurationException("state: " + path + " cannot be made or opened: " + refused);
        }
        if (!Files.isWritable(path)) {
            throw new ConfigurationException("state: " + path + " may not be written to by this user");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw new ConfigurationException(
                    "state: the folder " + folder + " may not be written to by this user; SQLite keeps its log there");
        }
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
        return new Failure.Unavailable(Failure.Origin.SERVER, reason(failed));
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
            return "the disk is full: " + path + " cannot grow";
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
            return path + " is damaged: 'heliograph state check' says more (" + failed.getMessage() + ")";
        }
        return path + " cannot be used: " + failed.getMessage();
    }

    /** The code without its details. */
    private static int code(SQLException failed) {
        return failed instanceof SQLiteException known ? known.getResultCode().code & 0xFF : -1;
    }
}
