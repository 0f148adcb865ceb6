// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.transport.tdlight.os.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Sealed sessions as files {@code NAME.session} of one folder, which is made with the first of them. Files are replaced
 * whole and belong to their owner alone.
 */
public final class FileVault implements SessionVault {
    private static final String SUFFIX = ".session";

    private final Path folder;
    private final Executor blocking;

    /**
     * Over a folder.
     *
     * @param folder need not exist
     * @param blocking runs what waits for the disk
     */
    public FileVault(Path folder, Executor blocking) {
        this.folder = folder;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
        return answer(() -> {
            try {
                return Optional.of(Bytes.copyOf(Files.readAllBytes(file(session))));
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
        return answer(() -> {
            SecretFile.folder(folder);
            SecretFile.replace(file(session), sealed.toArray());
            return true;
        });
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
        return answer(() -> Files.deleteIfExists(file(session)));
    }

    @Override
    public CompletionStage<Outcome<List<SessionName>>> list() {
        return answer(() -> {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                        .filter(FileVault::isName)
                        .map(SessionName::of)
                        .sorted()
                        .toList();
            }
        });
    }

    private Path file(SessionName session) {
        return folder.resolve(session.value() + SUFFIX);
    }

    private static boolean isName(String text) {
        try {
            return SessionName.of(text).value().equals(text);
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    private <T> CompletionStage<Outcome<T>> answer(Work<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Outcome.done(work.run());
                    } catch (IOException failure) {
                        return Outcome.failed(new Failure.Unavailable(
                                Failure.Origin.SERVER, "the folder '" + folder + "': " + FileTrouble.cause(failure)));
                    }
                },
                blocking);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    @Override
    public String toString() {
        return "FileVault[" + folder + "]";
    }
}
