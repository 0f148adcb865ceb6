// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The tables, as they were made one version after the other. A file is brought up to the newest when it is opened. */
final class Schema {
    /** "HELI": whose file it is. */
    static final int APPLICATION = 0x48454C49;

    private static final List<String> MIGRATIONS = List.of("V1__first.sql", "V2__backlog.sql");

    private Schema() {}

    /** The version that this build writes. */
    static int newest() {
        return MIGRATIONS.size();
    }

    /** Refuses what is not ours before anything is changed in it. */
    static void check(Database db, Path file) throws SQLException {
        long application = db.number("PRAGMA application_id", 0);
        long version = version(db);
        long tables = db.number("SELECT count(*) FROM sqlite_master", 0);
        boolean isFresh = application == 0 && version == 0 && tables == 0;
        if (application != APPLICATION && !isFresh) {
            throw new ConfigurationException("state: " + file
                    + " is a database of another program; name another file, such as sqlite:.heliograph/state.db");
        }
        if (version > newest()) {
            throw new ConfigurationException(
                    "state: " + file + " was written by a newer heliograph (its tables have version " + version
                            + ", this one knows " + newest() + "); use that one, or another file");
        }
    }

    /** Brings the tables up to the newest version, all or nothing; another process may do so at the same time. */
    static void migrate(Database db) throws SQLException {
        if (version(db) == newest()) {
            return;
        }
        db.begin(true);
        try {
            for (long version = version(db); version < newest(); version++) {
                for (String statement : statements(MIGRATIONS.get((int) version))) {
                    db.once(statement);
                }
            }
            db.once("PRAGMA application_id = " + APPLICATION);
            db.once("PRAGMA user_version = " + newest());
            db.commit();
        } catch (SQLException | RuntimeException failed) {
            db.rollback();
            throw failed;
        }
    }

    static long version(Database db) throws SQLException {
        return db.number("PRAGMA user_version", 0);
    }

    private static List<String> statements(String resource) {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(resource), resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split(";\\R", -1)).stream()
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar lacks " + resource, broken);
        }
    }
}
