// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ProcessWide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, loaded from one copy in the cache of this user. The driver itself makes a copy in the temporary
 * folder for each process, and those of processes that were killed stay there; that is done only where the cache cannot be
 * used.
 */
@ProcessWide("a library is loaded once into a process")
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String TEMPORARY = "org.sqlite.tmpdir";
    private static final String UNFINISHED = ".new";
    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Loads it once; whoever has told the driver where it lies, or where to copy it, decides.
     *
     * @throws ConfigurationException that names the folders where it could not be loaded from
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        boolean isToldWhere = System.getProperty(FOLDER) != null || System.getProperty(TEMPORARY) != null;
        Path folder = isToldWhere ? null : kept(cache());
        if (folder != null) {
            System.setProperty(FOLDER, folder.toString());
        }
        try {
            SQLiteJDBCLoader.initialize();
            loaded = true;
        } catch (Exception | LinkageError failed) {
            throw new ConfigurationException("state: SQLite's native library cannot be loaded from "
                    + (folder == null ? "" : folder + " or ") + "the temporary folder "
                    + System.getProperty(TEMPORARY, System.getProperty("java.io.tmpdir"))
                    + ": it is missing, full, or mounted noexec; name another one with JAVA_TOOL_OPTIONS=-D" + TEMPORARY
                    + "=FOLDER");
        } finally {
            if (folder != null) {
                System.clearProperty(FOLDER);
            }
        }
    }

    private static Path cache() {
        String chosen = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home", "");
        Path root = chosen != null && Path.of(chosen).isAbsolute() ? Path.of(chosen) : Path.of(home, ".cache");
        return root.resolve("heliograph").resolve("sqlite");
    }

    /** The folder that has the copy, made or mended where needed; null where that cannot be. */
    static @Nullable Path kept(Path cache) {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath();
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource + "/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] library = in.readAllBytes();
            String platform = resource.replaceAll("^/?org/sqlite/native/", "").replace('/', '-');
            Path folder = Files.createDirectories(cache.resolve(SQLiteJDBCLoader.getVersion() + "-" + platform));
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                // only its owner may, so that a folder of somebody else is not used
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Path copy = folder.resolve(name);
            if (!isCopy(copy, library)) {
                write(library, copy);
            }
            return isCopy(copy, library) ? folder : null;
        } catch (IOException | RuntimeException unusable) {
            return null;
        }
    }

    private static boolean isCopy(Path file, byte[] library) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == library.length
                && Arrays.equals(Files.readAllBytes(file), library);
    }

    /** Whole or not at all: others may load it at this moment. */
    private static void write(byte[] library, Path copy) throws IOException {
        Path folder = copy.resolveSibling(".");
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path unfinished : left) {
                // of a process that was killed meanwhile; one that lives finds that it is gone, and its copy made by
                // this one
                Files.deleteIfExists(unfinished);
            }
        }
        Path unfinished = Files.createTempFile(folder, "", UNFINISHED);
        try {
            Files.write(unfinished, library);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
