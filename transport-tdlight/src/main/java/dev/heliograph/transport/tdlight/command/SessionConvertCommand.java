// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionFact;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code session convert}: writes a session in the form of another library. */
public final class SessionConvertCommand implements CommandProvider {
    private static final String WARNING =
            "both forms hold one key: use one of them at a time, or Telegram revokes it; stop the old owner first";

    /** For {@link java.util.ServiceLoader}. */
    public SessionConvertCommand() {}

    @Override
    public String scheme() {
        return "session-convert";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "Write a session of any library in the form of another.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                SessionSettings.FROM,
                SessionSettings.TO,
                SessionSettings.OUT,
                SessionSettings.USER_ID,
                SessionSettings.BOT,
                SessionSettings.API_ID,
                SessionSettings.ADDRESS,
                SessionSettings.DATABASE_KEY_FILE);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        String place = options.get(SessionSettings.OUT);
        SessionTarget target = options.get(SessionSettings.TO);
        SessionOutput output = SessionOutput.at(typed(), place, target);
        FoundSession found = new SessionSource(
                        typed(), options.get(SessionSettings.FROM), options.get(SessionSettings.DATABASE_KEY_FILE))
                .read(context.input());
        SessionMaterial session = completed(found.material(), options);
        ConvertedSession converted = converted(session, target);
        Path written = output.write(converted);
        context.report(report(found, session, converted, written));
        return DONE;
    }

    private static Report report(
            FoundSession found, SessionMaterial session, ConvertedSession converted, Path written) {
        Report report = new Report()
                .put("from", found.format().words())
                .put("to", converted.target().word())
                .put("out", written.toString());
        SessionInspectCommand.described(report, session);
        return report.put("warning", WARNING)
                .put(
                        "notes",
                        converted.notes().stream()
                                .map(note -> new Report().put("note", note))
                                .toList());
    }

    /** With what the options add; what the session knows itself is not overruled, save where it is and what signed in. */
    private SessionMaterial completed(SessionMaterial known, Settings options) {
        SessionMaterial session = known;
        try {
            Long userId = options.get(SessionSettings.USER_ID).orElse(null);
            if (userId != null) {
                Long other = known.userId();
                if (other != null && !other.equals(userId)) {
                    throw refusal("--user-id " + userId + ": the session is that of user " + other);
                }
                session = session.withUserId(userId);
            }
            if (options.get(SessionSettings.BOT)) {
                if (Boolean.FALSE.equals(known.bot())) {
                    throw refusal("--bot: the session is that of a user");
                }
                session = session.withBot(true);
            }
            Integer api = options.get(SessionSettings.API_ID).orElse(null);
            session = api == null ? session : session.withApiId(api);
        } catch (SessionFormatException wrong) {
            throw refusal(wrong.getMessage());
        }
        return options.get(SessionSettings.ADDRESS).map(session::withAddress).orElse(session);
    }

    private ConvertedSession converted(SessionMaterial session, SessionTarget target) {
        List<SessionFact> missing = SessionConverter.missing(session, target);
        if (!missing.isEmpty()) {
            throw refusal("to write " + target.word() + " the session lacks: "
                    + missing.stream()
                            .map(fact -> fact.words() + " (add " + option(fact) + ")")
                            .collect(Collectors.joining(", ")));
        }
        try {
            return SessionConverter.convert(session, target);
        } catch (SessionFormatException wrong) {
            throw refusal(wrong.getMessage());
        }
    }

    private static String option(SessionFact fact) {
        return switch (fact) {
            case ADDRESS -> "--address IP:PORT";
            case USER_ID -> "--user-id N";
            case API_ID -> "--api-id N";
        };
    }

    private ConfigurationException refusal(@Nullable String why) {
        return new ConfigurationException(typed() + ": " + why);
    }
}
