// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the files of a message to where TDLib can read them: it takes paths and what Telegram has already, so that bytes in
 * memory are written to a folder of their own, under the name that people see, and deleted when the message is done with.
 */
final class Packing {
    private static final Logger LOG = LoggerFactory.getLogger(Packing.class);
    /** File systems take 255 bytes, and a letter may have four. */
    private static final int LONGEST_NAME = 60;

    private final MessagingParts parts;

    Packing(MessagingParts parts) {
        this.parts = parts;
    }

    /** The files of a medium, in their order. */
    static List<MediaFile> filesOf(Media media) {
        return switch (media.kind()) {
            case PHOTO -> List.of(((Media.Photo) media).file());
            case DOCUMENT -> List.of(((Media.Document) media).file());
            case ALBUM ->
                ((Media.Album) media)
                        .items().stream()
                                .flatMap(item -> filesOf(item).stream())
                                .toList();
        };
    }

    /** Packs where blocking is allowed and answers on the strand. */
    void pack(List<MediaFile> files, Consumer<Outcome<Cargo>> then) {
        try {
            parts.context().blocking().execute(() -> {
                Outcome<Cargo> packed = packed(files);
                parts.strand().execute(() -> then.accept(packed));
            });
        } catch (RejectedExecutionException ending) {
            then.accept(Outcome.failed(Failures.network("nothing is sent any more")));
        }
    }

    private Outcome<Cargo> packed(List<MediaFile> files) {
        List<Path> written = new ArrayList<>();
        try {
            List<ObjectNode> inputs = new ArrayList<>();
            long bytes = 0;
            for (MediaFile file : files) {
                Path path = pathOf(file, written);
                inputs.add(
                        path == null
                                ? TdClient.request("inputFileRemote").put("id", ((MediaFile.Remote) file).id())
                                : TdClient.request("inputFileLocal").put("path", path.toString()));
                bytes += path == null ? 0 : Files.size(path);
            }
            return Outcome.done(new Cargo(inputs, bytes, () -> unpack(written)));
        } catch (IOException | RuntimeException unreadable) {
            // a file system can throw anything
            delete(written);
            Failure failure = Failures.refused("FILE_UNREADABLE: " + unreadable.getMessage());
            return Outcome.failed(failure);
        }
    }

    private @Nullable Path pathOf(MediaFile file, List<Path> written) throws IOException {
        return switch (file.kind()) {
            case PATH -> readable(((MediaFile.OnDisk) file).path());
            case BYTES -> write((MediaFile.InMemory) file, written);
            case REFERENCE -> null;
        };
    }

    private static Path readable(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException("the file " + path + " is missing or cannot be read");
        }
        return path.toAbsolutePath();
    }

    private Path write(MediaFile.InMemory file, List<Path> written) throws IOException {
        Path files = Files.createDirectories(parts.files().toAbsolutePath());
        Path folder = Files.createTempDirectory(files, "send");
        written.add(folder);
        Path path = folder.resolve(safe(file.name()));
        Files.write(path, file.bytes().toArray());
        return path;
    }

    /** A name that stays within its folder on every system. */
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        name.codePoints().map(c -> isSafe(c) ? c : '_').forEach(safe::appendCodePoint);
        String kept = safe.toString().strip();
        int length = kept.codePointCount(0, kept.length());
        if (length > LONGEST_NAME) {
            // the end tells what kind of file it is
            kept = kept.substring(kept.offsetByCodePoints(0, length - LONGEST_NAME));
        }
        return kept.isEmpty() || kept.equals(".") || kept.equals("..") ? "file" : kept;
    }

    private static boolean isSafe(int c) {
        // half a pair cannot be written
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c >= ' ' && "/\\:*?\"<>|".indexOf(c) < 0 && !half;
    }

    private void unpack(List<Path> written) {
        if (written.isEmpty()) {
            return;
        }
        try {
            parts.context().blocking().execute(() -> delete(written));
        } catch (RejectedExecutionException ending) {
            delete(written);
        }
    }

    private static void delete(List<Path> folders) {
        for (Path folder : folders) {
            try (var inside = Files.list(folder)) {
                for (Path file : inside.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException left) {
                LOG.warn("a file that was sent could not be deleted: {}", left.getMessage());
            }
        }
    }
}
