// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import dev.heliograph.cli.file.OwnerOnly;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A log file that rolls; it and those that were rolled away are for their owner only. */
public final class LogFile extends RollingFileAppender<ILoggingEvent> {
    private static final String KEY = "log.file '";

    /**
     * Makes the file and its folders, and opens it once: Logback would go on without a file, and without a word.
     *
     * @throws ConfigurationException where it cannot be written to
     */
    static void probe(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            OwnerOnly.make(file);
            Files.newOutputStream(file, StandardOpenOption.APPEND).close();
        } catch (IOException refused) {
            String named = FileTrouble.of(refused);
            throw new ConfigurationException(KEY + file + "': cannot be written to: "
                    + (named.startsWith(file + ": ") ? FileTrouble.cause(refused) : named));
        }
    }

    /** What speaks against the file, as far as can be seen without making it; null where nothing does. */
    public static @Nullable String problem(Path file) {
        Path nearest = file.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        boolean there = Files.exists(file);
        if (nearest == null || Files.isDirectory(nearest) == there) {
            return KEY + file + "': expected a file"
                    + (there ? ", and it is a folder" : ": " + nearest + " is no folder");
        }
        return Files.isWritable(nearest) ? null : KEY + file + "': cannot be written to: access is denied";
    }

    /** Also each file that begins after another was rolled away. */
    @Override
    public void openFile(String name) throws IOException {
        OwnerOnly.make(Path.of(name));
        super.openFile(name);
    }
}
