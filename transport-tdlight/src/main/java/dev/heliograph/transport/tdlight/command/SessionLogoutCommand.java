// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import java.util.List;

/** {@code session logout}: the end of a session, at the server and here. */
public final class SessionLogoutCommand implements CommandProvider {
    static final Setting<Boolean> YES =
            Setting.flag("yes", false, "Signs out without a way back; without it nothing is done.");

    /** For {@link java.util.ServiceLoader}. */
    public SessionLogoutCommand() {}

    @Override
    public String scheme() {
        return "session-logout";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "Sign a session out for good and delete it here.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return Tdlib.settings(SessionSettings.NAME, YES);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        return run(options, context, Environment.ofProcess());
    }

    int run(Settings options, CommandContext context, Environment environment) {
        SessionName name = options.get(SessionSettings.NAME);
        Tdlib tdlib = new Tdlib(typed(), options, environment);
        SealedSessions sessions = SessionFolder.existing(typed(), options, context, environment);
        FoundSession found = SessionFolder.database(typed(), sessions, name);
        if (!options.get(YES)) {
            throw new ConfigurationException(typed() + ": signs session " + name
                    + " out for good, everywhere its key is used, and deletes it here: add --yes to do so");
        }
        ClientConfig config = tdlib.config(name).build();
        try (CommandContext.Custody mine = SessionFolder.custody(context, sessions, name)) {
            return Breakable.code(this, context, mine, () -> {
                boolean signedIn = end(context, environment, sessions, config, tdlib.engine(), found);
                mine.check();
                SessionFolder.forget(sessions, name);
                context.report(new Report()
                        .put("name", name.value())
                        .put("fingerprint", found.material().fingerprint())
                        .put("signed out", signedIn)
                        .put("deleted", true));
                return DONE;
            });
        }
    }

    private static boolean end(
            CommandContext context,
            Environment environment,
            SealedSessions sessions,
            ClientConfig config,
            TdEngine engine,
            FoundSession found) {
        boolean test = found.material().test();
        try (OpenSession open = OpenSession.of(context, environment, sessions, config, engine, test)) {
            boolean signedIn = signOut(open);
            open.end();
            return signedIn;
        }
    }

    /** False where the server did not know the session any more. */
    private static boolean signOut(OpenSession open) {
        try {
            SelfInfo unused = open.await(open.session().signIn(null, false));
        } catch (FailureException refused) {
            if (isLost(refused)) {
                return false;
            }
            throw refused;
        }
        return open.await(open.session().logOut());
    }

    private static boolean isLost(FailureException refused) {
        return refused.failure().kind() == Failure.Kind.SESSION_LOST
                || refused.failure().reason().startsWith("LOGIN_NEEDED");
    }
}
