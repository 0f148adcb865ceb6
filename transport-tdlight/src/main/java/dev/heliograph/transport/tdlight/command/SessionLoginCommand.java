// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.MovingFolder;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** {@code session login}: a new session, or one that is signed in again. */
public final class SessionLoginCommand implements CommandProvider {
    static final Setting<String> BOT_TOKEN =
            Setting.secret("bot-token", "", "The token of a bot; better TELEGRAM_BOT_TOKEN, which nobody sees.");
    static final Setting<String> PHONE =
            Setting.text("phone", "", "The number of a user; otherwise TELEGRAM_PHONE, or it is asked for.");
    static final Setting<Boolean> QR = Setting.flag(
            "qr", false, "Shows a QR code, which a device of the account scans, instead of asking for a code.");
    static final Setting<String> APPROVE_WITH =
            Setting.text("approve-with", "", "The session of the same account here that lets the new one in.");
    static final Setting<Boolean> TEST = Setting.flag("test", false, "The account is one of Telegram's test servers.");

    /** For {@link java.util.ServiceLoader}. */
    public SessionLoginCommand() {}

    @Override
    public String scheme() {
        return "session-login";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "Sign a bot or a user in, and keep the session.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return Tdlib.settings(SessionSettings.NAME, BOT_TOKEN, PHONE, QR, APPROVE_WITH, TEST);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        return run(options, context, Environment.ofProcess());
    }

    int run(Settings options, CommandContext context, Environment environment) {
        SessionName name = options.get(SessionSettings.NAME);
        Tdlib tdlib = new Tdlib(typed(), options, environment);
        SealedSessions sessions = SessionFolder.of(typed(), options, context, environment);
        ClientConfig config = config(tdlib, options, environment, name);
        try (CommandContext.Custody mine = SessionFolder.custody(context, sessions, name)) {
            return Breakable.code(this, context, mine, () -> {
                Report signedIn = signedIn(options, context, environment, sessions, tdlib, config);
                mine.check();
                context.report(signedIn);
                return DONE;
            });
        }
    }

    private Report signedIn(
            Settings options,
            CommandContext context,
            Environment environment,
            SealedSessions sessions,
            Tdlib tdlib,
            ClientConfig config) {
        SessionName name = config.sessionName();
        String approver = options.get(APPROVE_WITH);
        FoundSession other = approver.isEmpty() ? null : approving(sessions, name, approver);
        boolean fresh = sessions.find(name).isEmpty() && !SecretFile.isTaken(sessions.databaseFolder(name));
        TdEngine engine = tdlib.engine();
        boolean test = options.get(TEST) || (other != null && other.material().test());
        SelfInfo self;
        try {
            self = other == null
                    ? signedIn(
                            OpenSession.of(context, environment, sessions, config, engine, test),
                            context,
                            options.get(QR))
                    : approved(context, environment, sessions, tdlib, config, SessionName.of(approver), test);
        } catch (FailureException | ConfigurationException | CancellationException failed) {
            if (fresh) {
                SessionFolder.forget(sessions, name);
            }
            throw failed;
        }
        return kept(context, sessions, name, self);
    }

    private ClientConfig config(Tdlib tdlib, Settings options, Environment environment, SessionName name) {
        boolean byLink = options.get(QR) || !options.get(APPROVE_WITH).isEmpty();
        String token = options.get(BOT_TOKEN);
        String phone = options.get(PHONE);
        if ((byLink ? 1 : 0) + (token.isEmpty() ? 0 : 1) + (phone.isEmpty() ? 0 : 1) > 1) {
            throw new ConfigurationException(
                    typed() + ": of --bot-token, --phone and --qr or --approve-with, one can be had");
        }
        ClientConfig.Builder config = tdlib.config(name);
        if (byLink) {
            return config.build();
        }
        if (token.isEmpty() && phone.isEmpty()) {
            String botToken = environment.get("TELEGRAM_BOT_TOKEN");
            return config.botToken(botToken)
                    .phone(botToken == null ? environment.get("TELEGRAM_PHONE") : null)
                    .build();
        }
        return (token.isEmpty() ? config.phone(phone) : config.botToken(token)).build();
    }

    private FoundSession approving(SealedSessions sessions, SessionName name, String approver) {
        SessionName other;
        try {
            other = SessionName.of(approver);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(typed() + ": --approve-with: " + wrong.getMessage());
        }
        if (other.equals(name)) {
            throw new ConfigurationException(typed() + ": --approve-with: a session cannot let itself in");
        }
        return SessionFolder.database(typed(), sessions, other);
    }

    private static SelfInfo signedIn(OpenSession opened, CommandContext context, boolean byLink) {
        try (OpenSession open = opened) {
            TerminalPrompts prompts = new TerminalPrompts(
                    context,
                    link -> context.tell("Scan this with a device of the"
                            + " account (Settings, Devices, Link Desktop Device), or open " + link + "\n"
                            + QrDrawing.of(link).lines()));
            return open.await(open.session().signIn(prompts, byLink));
        }
    }

    private static SelfInfo approved(
            CommandContext context,
            Environment environment,
            SealedSessions sessions,
            Tdlib tdlib,
            ClientConfig config,
            SessionName approver,
            boolean test) {
        TdEngine engine = tdlib.engine();
        ClientConfig known = tdlib.config(approver).build();
        try (CommandContext.Custody mine = SessionFolder.custody(context, sessions, approver);
                OpenSession old = OpenSession.of(context, environment, sessions, known, engine, test)) {
            SelfInfo account = old.await(old.session().signIn(null, false));
            mine.check();
            try (OpenSession open = OpenSession.of(context, environment, sessions, config, engine, test)) {
                CompletableFuture<Outcome<SelfInfo>> refusal = new CompletableFuture<>();
                TerminalPrompts prompts = new TerminalPrompts(
                        context,
                        link -> old.session().approve(link).whenComplete((approval, bug) -> {
                            if (approval != null && !approval.isDone()) {
                                refusal.complete(approval.map(unused -> account));
                            }
                        }));
                return open.await(open.session().signIn(prompts, true).applyToEither(refusal, outcome -> outcome));
            }
        }
    }

    private Report kept(CommandContext context, SealedSessions sessions, SessionName name, SelfInfo self) {
        if (sessions.isMoving() && !new MovingFolder(sessions, name).keep()) {
            throw new ConfigurationException(
                    typed() + ": session " + name + " is signed in, but TDLib has not written its key: sign in again");
        }
        SessionMaterial material =
                SessionFolder.database(typed(), sessions, name).material();
        StoredSession stored = sessions.update(
                name,
                before -> (before.origin() == null ? before.withOrigin("signed in here") : before)
                        .withAccount(new StoredSession.Account(self.account().value(), self.bot(), self.username()))
                        .withFingerprint(material.fingerprint())
                        .withLastUsed(context.timeline().instant()));
        return new Report()
                .put("name", name.value())
                .put("user id", self.account().value())
                .put("bot", self.bot())
                .put("username", self.username())
                .put("dc", material.dc())
                .put("test", material.test())
                .put("fingerprint", stored.fingerprint())
                .put("database", sessions.databaseFolder(name).toString());
    }
}
