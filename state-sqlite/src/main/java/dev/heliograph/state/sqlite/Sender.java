// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Timeline;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to send from this file, which one open store has at a time: a row that names its process. It is taken at the
 * first claim and renewed while the store is open. Where its process can be asked for, it is lost with that; elsewhere by
 * time. Runs on the writer's thread.
 */
final class Sender implements Writer.Chore {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Path file;
    private final Timeline timeline;
    private final long leaseNanos;
    private final String token;
    private final Whereabouts here = Whereabouts.ofThisProcess();
    private boolean isMine;
    private long renewAt;

    Sender(Path file, PluginContext context, Duration lease) {
        this.file = file;
        this.timeline = context.timeline();
        this.leaseNanos = lease.toNanos();
        // two stores of one process differ by when they were opened, two processes by chance
        this.token = HexFormat.of().toHexDigits(timeline.chance("state/sender").nextLong() ^ timeline.nanos());
    }

    /** Who has the right, as its row says it. */
    private record Holder(String token, Whereabouts where, long since, long until) {
        static Holder read(ResultSet row) throws SQLException {
            return new Holder(
                    row.getString(1),
                    new Whereabouts(row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                    row.getLong(6),
                    row.getLong(7));
        }

        String words() {
            return "process " + where.pid() + " on " + where.host() + ", since " + Nanos.instant(since);
        }
    }

    /**
     * Takes the right if nobody else has it.
     *
     * @throws Refusal that names who has it
     */
    void require(Database db) throws SQLException {
        Holder other = take(db);
        if (other != null) {
            throw new Refusal(new Failure.Unavailable(
                    Failure.Origin.SERVER,
                    "another process sends from " + file + ": " + other.words() + "; one may do so at a time"));
        }
    }

    /** Whether this store has the right, or could take it. */
    boolean has(Database db) throws SQLException {
        return take(db) == null;
    }

    /** Who has the right, in words; or null. */
    static @Nullable String words(Database db) throws SQLException {
        Holder holder = holder(db);
        return holder == null ? null : holder.words();
    }

    private @Nullable Holder take(Database db) throws SQLException {
        Holder holder = holder(db);
        if (holder != null && holder.token.equals(token)) {
            return null;
        }
        isMine = false;
        if (holder != null && !isGone(holder)) {
            return holder;
        }
        if (holder != null) {
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("earlier", holder.words())
                    .log("the right to send is taken over");
        }
        long now = Nanos.of(timeline.instant());
        db.update(
                "INSERT OR REPLACE INTO sender (only, token, host, place, pid, started, since, until)"
                        + " VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
                token,
                here.host(),
                here.place(),
                here.pid(),
                here.started(),
                now,
                now + leaseNanos);
        isMine = true;
        renewAt = timeline.nanos() + leaseNanos / 3;
        return null;
    }

    private static @Nullable Holder holder(Database db) throws SQLException {
        return db.first("SELECT token, host, place, pid, started, since, until FROM sender", Holder::read);
    }

    private boolean isGone(Holder holder) {
        if (holder.where.isThisProcess(here) || !holder.where.isNear(here)) {
            return holder.until < Nanos.of(timeline.instant());
        }
        return !holder.where.isAlive();
    }

    @Override
    public long tend(Database db) throws SQLException {
        if (!isMine) {
            return leaseNanos;
        }
        long left = renewAt - timeline.nanos();
        if (left > 0) {
            return left;
        }
        long until = Nanos.of(timeline.instant()) + leaseNanos;
        isMine = db.update("UPDATE sender SET until = ? WHERE token = ?", until, token) == 1;
        renewAt = timeline.nanos() + leaseNanos / 3;
        return leaseNanos / 3;
    }

    @Override
    public void end(Database db) throws SQLException {
        if (isMine) {
            db.update("DELETE FROM sender WHERE token = ?", token);
        }
    }
}
