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
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.KeyLease;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.SessionImport;
import dev.heliograph.transport.tdlight.vault.SessionImport.Imported;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.util.ArrayList;
import java.util.List;

/** {@code session import}: a session of another library becomes one of ours. */
public final class SessionImportCommand implements CommandProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SessionImportCommand() {}

    @Override
    public String scheme() {
        return "session-import";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "Make a session of any library one of ours.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return Tdlib.settings(
                SessionSettings.NAME,
                SessionSettings.FROM,
                SessionSettings.USER_ID,
                SessionSettings.BOT,
                SessionSettings.DATABASE_KEY_FILE);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        return run(options, context, Environment.ofProcess());
    }

    int run(Settings options, CommandContext context, Environment environment) {
        SessionName name = options.get(SessionSettings.NAME);
        FoundSession found = new SessionSource(
                        typed(), options.get(SessionSettings.FROM), options.get(SessionSettings.DATABASE_KEY_FILE))
                .read(context.input());
        SealedSessions sessions = SessionFolder.of(typed(), options, context, environment);
        SessionMaterial session = new Conversion(typed())
                .completed(
                        found.material(),
                        new Conversion.Facts(
                                options.get(SessionSettings.USER_ID).orElse(null),
                                options.get(SessionSettings.BOT),
                                null,
                                null));
        List<String> notes = new ArrayList<>();
        FoundSession completed = new FoundSession(found.format(), session, found.peers());
        Tdlib tdlib = new Tdlib(typed(), options, environment);
        try (CommandContext.Custody mine = SessionFolder.custody(context, sessions, name)) {
            return Breakable.code(this, context, mine, () -> {
                Imported imported = new SessionImport(sessions)
                        .prepare(name, completed, material -> account(material, tdlib, context, sessions, name, notes));
                mine.check();
                context.report(report(name, found, imported, sessions.isMoving(), notes));
                return DONE;
            });
        }
    }

    /** Of the server, where TDLib and an application are at hand. */
    private Account account(
            SessionMaterial session,
            Tdlib tdlib,
            CommandContext context,
            SealedSessions sessions,
            SessionName name,
            List<String> notes) {
        // who named the account knows it, and need not wait for the server
        if (tdlib.options().get(SessionSettings.USER_ID).isEmpty() && tdlib.isReady()) {
            return tdlib.askWho(sessions, name, context.interrupted()).apply(session);
        }
        Long userId = session.userId();
        if (userId == null) {
            throw new ConfigurationException(typed()
                    + ": the session does not tell whose it is: add --user-id N, and --bot for a bot; or have the server"
                    + " asked, for which TELEGRAM_API_ID, TELEGRAM_API_HASH and TDLib are needed ("
                    + tdlib.why() + ")");
        }
        notes.add("the account is taken for a user, not a bot: the session does not say");
        return new Account(userId, false, null);
    }

    private static Report report(
            SessionName name, FoundSession found, Imported imported, boolean moving, List<String> notes) {
        Report report = new Report()
                .put("name", name.value())
                .put("from", found.format().words())
                .put("database", moving ? null : imported.database().toString())
                .put("imported", imported.made());
        SessionInspectCommand.described(report, imported.material());
        report.put("peers", found.peers().size());
        List<String> all = new ArrayList<>(notes);
        if (imported.made() && !moving) {
            all.add("the database is not encrypted until TDLib opens it for the first time");
        } else if (!imported.made()) {
            all.add("the session was here already: nothing was done");
        }
        if (!found.peers().isEmpty()) {
            all.add("of people and chats their usernames are kept, by which TDLib finds them again");
        }
        return report.put("warning", KeyLease.WARNING)
                .put(
                        "notes",
                        all.stream().map(note -> new Report().put("note", note)).toList());
    }
}
