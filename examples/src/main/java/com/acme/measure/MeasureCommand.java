// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.measure;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import java.util.List;

/** {@code measure TEXT --most N}: how many messages a text takes. */
public final class MeasureCommand implements CommandProvider {
    private static final Setting<String> TEXT = Setting.rest("", "The text to measure.");
    private static final Setting<Long> MOST =
            Setting.number("most", 1, 1_000_000, 4096L, "How many characters a message may have.");

    /** Does nothing. */
    public MeasureCommand() {}

    @Override
    public String scheme() {
        return "measure";
    }

    @Override
    public String description() {
        return "Say how many messages a text takes.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(TEXT, MOST);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        long characters = options.get(TEXT).length();
        if (characters == 0) {
            throw new ConfigurationException("measure: the text is missing, such as: measure \"Good morning\"");
        }
        long most = options.get(MOST);
        long messages = (characters + most - 1) / most;
        context.report(new Report().put("characters", characters).put("messages", messages));
        return messages == 1 ? DONE : PARTLY;
    }
}
