// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.vault.MovingFolder;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.SessionImport;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code session list}: the sessions of a folder. */
public final class SessionListCommand implements CommandProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SessionListCommand() {}

    @Override
    public String scheme() {
        return "session-list";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "List the sessions of a folder and whose they are.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SessionSettings.DIR, SessionSettings.VAULT);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        return run(options, context, Environment.ofProcess());
    }

    int run(Settings options, CommandContext context, Environment environment) {
        SealedSessions sessions = SessionFolder.existing(typed(), options, context, environment);
        List<Report> rows = SessionFolder.names(typed(), sessions).stream()
                .map(name -> row(sessions, name))
                .toList();
        context.report(new Report().put("sessions", rows));
        return DONE;
    }

    private static Report row(SealedSessions sessions, SessionName name) {
        boolean database = SessionImport.hasDatabase(sessions, name);
        try {
            StoredSession stored = sessions.find(name).orElse(null);
            if (sessions.isMoving() && stored != null) {
                boolean latest = new MovingFolder(sessions, name).isLatest(stored);
                return row(name, stored.material() == null ? "not signed in" : "signed in", latest, stored, null);
            }
            return row(name, state(stored, database), database, stored, null);
        } catch (ConfigurationException unreadable) {
            // one that is sealed with another key does not hide the others
            return row(name, "unreadable", database, null, unreadable.getMessage());
        }
    }

    private static String state(@Nullable StoredSession stored, boolean database) {
        if (stored == null) {
            return "no record";
        }
        if (!database) {
            return "no database";
        }
        return stored.fingerprint() == null ? "not signed in" : "signed in";
    }

    private static Report row(
            SessionName name,
            String state,
            boolean database,
            @Nullable StoredSession stored,
            @Nullable String problem) {
        StoredSession.Account account = stored == null ? null : stored.account();
        Report row = new Report().put("name", name.value()).put("state", state);
        SessionInspectCommand.put(row, "user id", account == null ? null : (Long) account.userId());
        SessionInspectCommand.put(row, "bot", account == null ? null : (Boolean) account.bot());
        return row.put("username", account == null ? null : account.username())
                .put("fingerprint", stored == null ? null : stored.fingerprint())
                .put("origin", stored == null ? null : stored.origin())
                .put("database", database)
                .put("last used", stored == null ? null : stored.lastUsed())
                .put("problem", problem);
    }
}
