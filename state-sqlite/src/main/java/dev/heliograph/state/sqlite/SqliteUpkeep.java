// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Inspection;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.Upkeep;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Looks after the file while others use it. */
final class SqliteUpkeep implements Upkeep {
    /** Pages that are given back in one transaction. */
    private static final int PAGES = 2_000;

    private final StateFile file;
    private final Writer writer;
    private final Outbox outbox;
    private final Executor blocking;

    SqliteUpkeep(StateFile file, Writer writer, Outbox outbox, Executor blocking) {
        this.file = file;
        this.writer = writer;
        this.outbox = outbox;
        this.blocking = blocking;
    }

    /** On a connection of its own: reading it all may take long, and the writer goes on meanwhile. */
    @Override
    public CompletionStage<Outcome<Inspection>> inspect(Instant now) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Database db = file.connect()) {
                        db.begin(false);
                        return Outcome.done(new Audit(db, file.path()).inspection());
                    } catch (SQLException failed) {
                        return Outcome.failed(file.failure(failed));
                    }
                },
                blocking);
    }

    @Override
    public CompletionStage<Outcome<Long>> compact(Duration retention, Instant now) {
        return writer.read(db -> db.list("SELECT name FROM queue ORDER BY id", row -> row.getString(1)))
                .thenComposeAsync(
                        queues -> {
                            List<String> names = queues.value();
                            return names == null
                                    ? CompletableFuture.completedFuture(queues.map(none -> 0L))
                                    : compact(names, retention, now, 0);
                        },
                        writer.answers());
    }

    private CompletionStage<Outcome<Long>> compact(List<String> queues, Duration retention, Instant now, long before) {
        if (queues.isEmpty()) {
            return forget(now).thenComposeAsync(outcome -> shrink(outcome.map(none -> before)), writer.answers());
        }
        return outbox.compact(queues.get(0), retention, now)
                .thenComposeAsync(
                        outcome -> {
                            Long forgotten = outcome.value();
                            return forgotten == null
                                    ? CompletableFuture.completedFuture(outcome)
                                    : compact(queues.subList(1, queues.size()), retention, now, before + forgotten);
                        },
                        writer.answers());
    }

    /** What is over besides messages. */
    private CompletionStage<Outcome<Long>> forget(Instant moment) {
        long now = Nanos.of(moment);
        return writer.write(db -> {
            long forgotten = db.update("DELETE FROM cell WHERE expires IS NOT NULL AND expires <= ?", now);
            forgotten += db.update("DELETE FROM value WHERE expires IS NOT NULL AND expires <= ?", now);
            return forgotten + db.update("DELETE FROM bucket WHERE full_at <= ?", now);
        });
    }

    /** Gives free pages back a portion at a time, then the log. */
    private CompletionStage<Outcome<Long>> shrink(Outcome<Long> forgotten) {
        if (!forgotten.isDone()) {
            return CompletableFuture.completedFuture(forgotten);
        }
        return writer.write(db -> {
                    db.once("PRAGMA incremental_vacuum(" + PAGES + ")");
                    return db.number("PRAGMA freelist_count", 0);
                })
                .thenComposeAsync(
                        outcome -> {
                            Long free = outcome.value();
                            if (free == null) {
                                return CompletableFuture.completedFuture(outcome);
                            }
                            return free > 0 ? shrink(forgotten) : truncate(forgotten);
                        },
                        writer.answers());
    }

    private CompletionStage<Outcome<Long>> truncate(Outcome<Long> forgotten) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Database db = file.connect()) {
                        db.number("PRAGMA wal_checkpoint(TRUNCATE)", 0);
                        return forgotten;
                    } catch (SQLException failed) {
                        return Outcome.failed(file.failure(failed));
                    }
                },
                blocking);
    }

    @Override
    public CompletionStage<Outcome<RecordPage>> export(String cursor, int limit, Instant now) {
        Export.Place place = Export.Place.read(cursor);
        if (place == null) {
            return CompletableFuture.completedFuture(Outcome.failed(
                    new Failure.Unavailable(Failure.Origin.SERVER, "'" + cursor + "' is no cursor of this store")));
        }
        return writer.read(db -> new Export(db, now).page(place, Math.max(1, limit)));
    }

    @Override
    public CompletionStage<Outcome<Long>> restore(List<StateRecord> records, Instant now) {
        List<StateRecord> kept = List.copyOf(records);
        return writer.write(db -> new Restoring(db, now).all(kept));
    }
}
