// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sealed sessions in a table. */
final class SqliteVault implements SessionVault {
    private final Writer writer;

    SqliteVault(Writer writer) {
        this.writer = writer;
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
        return writer.read(db -> Optional.ofNullable(db.first(
                "SELECT sealed FROM session WHERE name = ?", row -> Bytes.copyOf(row.getBytes(1)), session.value())));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
        return writer.write(db -> {
            db.update("INSERT OR REPLACE INTO session (name, sealed) VALUES (?, ?)", session.value(), sealed.toArray());
            return true;
        });
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
        return writer.write(db -> db.update("DELETE FROM session WHERE name = ?", session.value()) > 0);
    }

    @Override
    public CompletionStage<Outcome<List<SessionName>>> list() {
        return writer.read(
                db -> db.list("SELECT name FROM session ORDER BY name", row -> SessionName.of(row.getString(1))));
    }
}
