// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.spi.state.Inspection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be read of a damaged file: each table is read as far as it goes. */
final class Damage {
    /** Problems of SQLite that are told. */
    private static final int MOST = 20;

    private static final List<String> TABLES = List.of(
            "counter", "cell", "value", "bucket", "session", "signal", "sender", "queue", "fence", "job", "chat",
            "backlog", "message");

    private final Database db;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    private Damage(Database db) {
        this.db = db;
    }

    /** Reads all of it. */
    static Inspection of(Database db, Path file) throws SQLException {
        Damage damage = new Damage(db);
        damage.facts.put("file", file.toString());
        // without it SQLite reads nothing of a file that is shorter than it says
        db.once("PRAGMA writable_schema = ON");
        damage.wholeFile();
        damage.tables().forEach(damage::table);
        return new Inspection(damage.problems, damage.facts);
    }

    private void wholeFile() {
        try {
            db.each("PRAGMA integrity_check(" + MOST + ")", row -> {
                if (!row.getString(1).equals("ok")) {
                    problems.add("SQLite: " + row.getString(1));
                }
            });
        } catch (SQLException broken) {
            db.forgetStatements();
            problems.add("SQLite: " + broken.getMessage());
        }
    }

    /** Those that the file still names. */
    private List<String> tables() {
        List<String> named = new ArrayList<>();
        try {
            db.each("SELECT name FROM sqlite_master WHERE type = 'table'", row -> named.add(row.getString(1)));
        } catch (SQLException broken) {
            db.forgetStatements();
        }
        List<String> found = TABLES.stream().filter(named::contains).toList();
        if (found.size() < TABLES.size()) {
            problems.add("the list of tables is damaged: it names " + found.size() + " of " + TABLES.size()
                    + ", and the others cannot be read");
        }
        return found;
    }

    private void table(String name) {
        long[] read = {0};
        try {
            db.each("SELECT * FROM " + name, row -> {
                for (int i = row.getMetaData().getColumnCount(); i > 0; i--) {
                    row.getObject(i);
                }
                read[0]++;
            });
        } catch (SQLException broken) {
            db.forgetStatements();
            problems.add("table '" + name + "' can be read up to row " + read[0] + ": " + broken.getMessage());
        }
        facts.put("rows of " + name, read[0]);
    }
}
