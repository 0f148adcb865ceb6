// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import java.util.List;

/** A command under another; its heirs are wrong in one way each. */
public class GroupedCommand implements CommandProvider {
    /** Makes it. */
    public GroupedCommand() {}

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
        return "A command of tests.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public int run(Settings options, CommandContext context) {
        return DONE;
    }

    /** Has the name of another group. */
    public static final class Stray extends GroupedCommand {
        /** Makes it. */
        public Stray() {}

        @Override
        public String scheme() {
            return "office-tally";
        }
    }

    /** Has no name within its group. */
    public static final class Hollow extends GroupedCommand {
        /** Makes it. */
        public Hollow() {}

        @Override
        public String scheme() {
            return "bureau-";
        }
    }

    /** Has a group that cannot be typed as one word. */
    public static final class Wordy extends GroupedCommand {
        /** Makes it. */
        public Wordy() {}

        @Override
        public String scheme() {
            return "two words-tally";
        }

        @Override
        public String group() {
            return "two words";
        }
    }
}
