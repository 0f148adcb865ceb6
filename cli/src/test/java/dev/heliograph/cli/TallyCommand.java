// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code bureau tally}, a command under another that counts what is on standard input. */
public final class TallyCommand implements CommandProvider {
    private static final Setting<String> SOURCE = Setting.rest("-", "What to count.");
    private static final Setting<Boolean> TWICE = Setting.flag("twice", false, "Whether to count twice.");
    private static final Setting<Long> MOST = Setting.number("most", 1, 9, 9L, "How many at most.");

    @Override
    public String scheme() {
        return "bureau-tally";
    }

    @Override
    public String group() {
        return "bureau";
    }

    @Override
    public String description() {
        return "Counts letters.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SOURCE, TWICE, MOST);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        try {
            long found = context.input().readAllBytes().length;
            context.report(new Report()
                    .put("source", options.get(SOURCE))
                    .put("letters", options.get(TWICE) ? 2 * found : found));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return DONE;
    }
}
