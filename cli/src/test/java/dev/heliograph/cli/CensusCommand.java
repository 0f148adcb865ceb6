// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code census}, a command of a plugin that says what it was told. */
public final class CensusCommand implements CommandProvider {
    private static final Setting<String> TOWN = Setting.rest("nowhere", "The town to count in.");
    private static final Setting<Long> HEADS =
            Setting.number("heads", 0, 100, 7L, "How many there are, at 100 % most.");
    private static final Setting<Duration> PAUSE = Setting.duration("pause", Duration.ofSeconds(2), "Between two.");
    private static final Setting<Boolean> LOUD = Setting.flag("loud", false, "Whether to shout.");
    private static final Setting<String> SIZE =
            Setting.choice("size", List.of("small", "large"), "small", "Of houses.");

    @Override
    public String scheme() {
        return "census";
    }

    @Override
    public String description() {
        return "Counts people.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(TOWN, HEADS, PAUSE, LOUD, SIZE);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        if (options.get(TOWN).equals("atlantis")) {
            throw new ConfigurationException("atlantis: expected a town above the sea");
        }
        context.report(new Report()
                .put("town", options.get(TOWN))
                .put("size of houses", options.get(SIZE))
                .put("loud", options.get(LOUD))
                .put("pause", options.get(PAUSE))
                .put("since", Instant.EPOCH)
                .put("mayor", new Report().put("name", "Ida").put("age", 44))
                .put("houses", List.of(house(1, options.get(HEADS)), house(2, 0))));
        return options.get(HEADS) == 0 ? PARTLY : DONE;
    }

    private static Report house(long number, long heads) {
        return new Report().put("number", number).put("heads", heads);
    }
}
