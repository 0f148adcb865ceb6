// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.TransferProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries the bytes of a message up, part by part. Only their number travels: the simulated Telegram keeps no files. */
final class Upload {
    private static final long BYTES_PER_SECOND = 8L << 20;
    private static final long LEAST_PART = 512 << 10;
    private static final int MOST_PARTS = 20;
    private static final long UNREADABLE = -1;

    private final Door door;
    private final TransferProgress progress;
    private final BooleanSupplier connected;
    private final Consumer<@Nullable Failure> done;

    /**
     * @param connected whether the way is still there, asked before each part
     * @param done told null once everything is up, else why it is not
     */
    Upload(Door door, TransferProgress progress, BooleanSupplier connected, Consumer<@Nullable Failure> done) {
        this.door = door;
        this.progress = progress;
        this.connected = connected;
        this.done = done;
    }

    void start(Media media) {
        // looking at a file may block, so it is not done on the strand
        door.context().blocking().execute(() -> {
            long total = size(media);
            door.strand().execute(() -> begin(total));
        });
    }

    private void begin(long total) {
        if (total == UNREADABLE) {
            done.accept(new Failure.Rejected(SendStatus.FAILED, 400, "MEDIA_INVALID"));
        } else if (total == 0) {
            done.accept(null);
        } else {
            next(0, total, Math.max(LEAST_PART, total / MOST_PARTS + 1));
        }
    }

    private void next(long sent, long total, long part) {
        if (!connected.getAsBoolean()) {
            done.accept(new Failure.Unavailable(Failure.Origin.NETWORK, "the connection broke during the upload"));
            return;
        }
        progress.transferred(sent, total);
        if (sent == total) {
            done.accept(null);
            return;
        }
        long upTo = Math.min(total, sent + part);
        door.after((upTo - sent) * 1_000_000_000L / BYTES_PER_SECOND, () -> next(upTo, total, part));
    }

    private static long size(Media media) {
        return switch (media.kind()) {
            case PHOTO -> size(((Media.Photo) media).file());
            case DOCUMENT -> size(((Media.Document) media).file());
            case ALBUM -> size(((Media.Album) media).items());
        };
    }

    private static long size(List<Media> items) {
        long total = 0;
        for (Media item : items) {
            long size = size(item);
            if (size == UNREADABLE) {
                return UNREADABLE;
            }
            total += size;
        }
        return total;
    }

    private static long size(MediaFile file) {
        return switch (file.kind()) {
            case BYTES -> ((MediaFile.InMemory) file).bytes().size();
            case REFERENCE -> 0;
            case PATH -> {
                try {
                    yield Files.size(((MediaFile.OnDisk) file).path());
                } catch (IOException unreadable) {
                    yield UNREADABLE;
                }
            }
        };
    }
}
