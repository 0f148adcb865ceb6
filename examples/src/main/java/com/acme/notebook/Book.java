// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Grant;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The file, and the calls that it can do again. A call is done, then written if it changed anything, then answered: what was
 * answered is in the file. After a line that could not be written, memory and file differ, and every call is refused.
 */
final class Book {
    private static final String FORMAT = "notebook 1";
    private final Path file;
    private final FileChannel channel;
    private final Strand strand;
    private final Map<String, Consumer<Deed>> verbs = new TreeMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean broken;
    private volatile boolean replaced;
    private final Object key;

    private Book(Path file, FileChannel channel, Strand strand) throws IOException {
        this.file = file;
        this.key = key(file);
        this.channel = channel;
        this.strand = strand;
    }

    static Book open(Path file, Strand strand) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(file);
            }
            return new Book(file, channel, strand);
        } catch (OverlappingFileLockException mine) {
            throw inUse(file);
        } catch (IOException unusable) {
            throw new ConfigurationException("notebook " + file + ": cannot be opened (" + unusable + ")");
        }
    }

    private static ConfigurationException inUse(Path file) {
        return new ConfigurationException("notebook " + file + ": is in use; a notebook is for one process at a time");
    }

    /** How a verb is done, now and when the book is read. */
    void teach(String verb, Consumer<Deed> how) {
        verbs.put(verb, how);
    }

    /** Does again what was written. A last line without an end was not answered: it is cut off. */
    void read() {
        try {
            String text = Files.readString(file);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            List<String> lines = whole.lines().toList();
            String first = text.lines().findFirst().orElse("");
            if (!first.equals(FORMAT) && !(lines.isEmpty() && FORMAT.startsWith(first))) {
                channel.close();
                throw new ConfigurationException("notebook " + file + ": expected a first line '" + FORMAT + "'");
            }
            channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            channel.position(channel.size());
            if (lines.isEmpty()) {
                append(FORMAT);
            }
            lines.stream().skip(1).map(Deed::parse).forEach(this::again);
        } catch (IOException unreadable) {
            throw new ConfigurationException("notebook " + file + ": cannot be read (" + unreadable + ")");
        }
    }

    private void again(Deed deed) {
        Consumer<Deed> how = verbs.get(deed.verb());
        if (how == null) {
            throw new ConfigurationException("notebook " + file + ": '" + deed.verb() + "' is not known");
        }
        how.accept(deed);
    }

    /** Whether another file, or none, has its name: what is written now nobody will read. */
    boolean isReplaced() {
        try {
            replaced |= !key(file).equals(key);
        } catch (IOException gone) {
            replaced = true;
        }
        return replaced;
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /** Does what changes something. */
    <T> CompletionStage<Outcome<T>> change(Deed deed, Function<Deed, T> how) {
        return look(() -> {
            T result = how.apply(deed);
            if (!isNothing(result) || deed.verb().equals(BookedOutbox.RECOVER)) {
                append(deed.line());
            }
            return result;
        });
    }

    /** Answers a question. */
    <T> CompletionStage<Outcome<T>> look(Supplier<T> question) {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        strand.execute(() -> {
            if (broken || closed.isDone()) {
                answer.complete(refused("the notebook is closed"));
                return;
            }
            try {
                T result = question.get();
                answer.complete(isReplaced() ? refused("the notebook was removed or replaced") : Outcome.done(result));
            } catch (UncheckedIOException full) {
                broken = true;
                answer.complete(refused("the notebook cannot be written"));
            }
        });
        return answer;
    }

    private static <T> Outcome<T> refused(String reason) {
        return Outcome.failed(new Failure.Unavailable(Failure.Origin.STATE, reason));
    }

    private static boolean isNothing(Object result) {
        return result.equals(List.of())
                || result.equals(false)
                || result.equals(0L)
                || (result instanceof Swap swap && !swap.swapped())
                || (result instanceof Grant grant && !grant.granted());
    }

    private void append(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    CompletionStage<Void> close() {
        strand.execute(() -> {
            try {
                channel.close();
                closed.complete(null);
            } catch (IOException failed) {
                closed.completeExceptionally(failed);
            }
        });
        return closed;
    }
}
