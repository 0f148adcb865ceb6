// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import java.nio.file.Path;
import java.util.List;

/** {@code session convert}: writes a session in the form of another library. */
public final class SessionConvertCommand implements CommandProvider {
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
        Conversion conversion = new Conversion(typed());
        SessionMaterial session = conversion.completed(
                found.material(),
                new Conversion.Facts(
                        options.get(SessionSettings.USER_ID).orElse(null),
                        options.get(SessionSettings.BOT),
                        options.get(SessionSettings.API_ID).orElse(null),
                        options.get(SessionSettings.ADDRESS).orElse(null)));
        ConvertedSession converted = conversion.converted(session, target);
        Path written = output.write(converted);
        context.report(conversion.report(found, session, converted, written.toString()));
        return DONE;
    }
}
