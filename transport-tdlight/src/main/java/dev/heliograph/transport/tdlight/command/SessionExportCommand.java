// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.Environment;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code session export}: one of our sessions in the form of another library. */
public final class SessionExportCommand implements CommandProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SessionExportCommand() {}

    @Override
    public String scheme() {
        return "session-export";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "Write one of our sessions in the form of another library.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                SessionSettings.NAME,
                SessionSettings.TO,
                SessionSettings.EXPORTED,
                SessionSettings.DIR,
                SessionSettings.VAULT,
                SessionSettings.API_ID,
                SessionSettings.ADDRESS);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        return run(options, context, Environment.ofProcess());
    }

    int run(Settings options, CommandContext context, Environment environment) {
        SessionName name = options.get(SessionSettings.NAME);
        SessionTarget target = options.get(SessionSettings.TO);
        String place = options.get(SessionSettings.EXPORTED);
        boolean printed = place.equals("-") && target != SessionTarget.TDLIB;
        SessionOutput output = printed ? null : SessionOutput.at(typed(), place, target);
        SealedSessions sessions = SessionFolder.existing(typed(), options, context, environment);
        FoundSession found = SessionFolder.database(typed(), sessions, name);
        Conversion conversion = new Conversion(typed());
        SessionMaterial session = conversion.completed(
                found.material(),
                new Conversion.Facts(
                        null,
                        false,
                        options.get(SessionSettings.API_ID)
                                .or(() -> SessionSettings.apiId(environment))
                                .orElse(null),
                        options.get(SessionSettings.ADDRESS).orElse(null)));
        ConvertedSession converted = conversion.converted(session, target);
        String written = output == null ? "-" : output.write(converted).toString();
        Report report = conversion.report(found, session, converted, written);
        context.report(output == null ? report.put("session", text(converted)) : report);
        return DONE;
    }

    private static String text(ConvertedSession converted) {
        return new String(converted.content(), StandardCharsets.US_ASCII);
    }
}
