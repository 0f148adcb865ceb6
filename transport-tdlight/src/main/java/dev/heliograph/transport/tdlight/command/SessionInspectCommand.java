// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.session.DcAddress;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code session inspect}: what a session is, without a word of what it grants. */
public final class SessionInspectCommand implements CommandProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SessionInspectCommand() {}

    @Override
    public String scheme() {
        return "session-inspect";
    }

    @Override
    public String group() {
        return "session";
    }

    @Override
    public String description() {
        return "Say what a session of any library is and whose, without showing it.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SessionSettings.INSPECTED, SessionSettings.DATABASE_KEY_FILE);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        FoundSession found = new SessionSource(
                        typed(), options.get(SessionSettings.INSPECTED), options.get(SessionSettings.DATABASE_KEY_FILE))
                .read(context.input());
        context.report(described(found).put("peers", found.peers().size()));
        return DONE;
    }

    /** What is known of a session and may be shown. */
    static Report described(FoundSession found) {
        return described(new Report().put("format", found.format().words()), found.material());
    }

    /** Adds what is known of it and may be shown. */
    static Report described(Report report, SessionMaterial session) {
        report.put("dc", session.dc()).put("test", session.test());
        DcAddress address = session.address();
        report.put("address", address == null ? null : address.toString());
        put(report, "user id", session.userId());
        put(report, "bot", session.bot());
        Integer api = session.apiId();
        put(report, "api id", api == null ? null : (Long) api.longValue());
        return report.put("fingerprint", session.fingerprint());
    }

    static void put(Report report, String name, @Nullable Boolean answer) {
        if (answer == null) {
            report.put(name, (String) null);
        } else {
            report.put(name, answer);
        }
    }

    static void put(Report report, String name, @Nullable Long number) {
        if (number == null) {
            report.put(name, (String) null);
        } else {
            report.put(name, number);
        }
    }
}
