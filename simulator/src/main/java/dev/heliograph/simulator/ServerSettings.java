// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Numbers;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.server.Faults;
import dev.heliograph.simulator.server.ServerDoor;
import dev.heliograph.simulator.world.Incidents;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The options of {@code simulate-server}. */
final class ServerSettings {
    private static final Setting<Long> PORT =
            Setting.number("port", 0, 65_535, 0L, "The port on 127.0.0.1; 0 for any free one.");
    private static final Setting<Faults> FAULTS = new Setting<>(
            "faults",
            "faults",
            Faults::parse,
            "calm",
            false,
            "What goes wrong: calm, chaos, or rates such as server-errors=0.02,lost-after=0.01.");
    private static final Setting<Double> TIME_SCALE = SimulatorSettings.decimal(
            "time-scale", "1", 0.001, 1000, "How many times as fast the time of the server passes.");
    private static final Setting<Long> GROUPS = Setting.number(
            "groups", 0, 100_000, 0L, "So many groups besides those of every world: -1001100000001 and on.");
    private static final Setting<List<Long>> BLOCKED = new Setting<>(
            "blocked", "ids", ServerSettings::ids, "", false, "People who blocked every bot, such as 5,6,7.");
    private static final Setting<Long> FLOOD_AFTER = Setting.number(
            "flood-after",
            0,
            1_000_000_000,
            0L,
            "A window out of the blue for whoever sends next after so many messages; 0 for none.");
    private static final Setting<Duration> FLOOD_FOR =
            Setting.duration("flood-for", Duration.ofSeconds(5), "How long that window stays open.");
    private static final Setting<Duration> GRACE = Setting.duration(
            "grace",
            BotApiDoorSettings.standard().grace(),
            "How long after a refusal was sent a client may not have read it yet; later requests count as knocks.");
    private static final Setting<SortedSet<String>> HOSTS = new Setting<>(
            "hosts",
            "names",
            ServerSettings::names,
            "",
            false,
            "Names of this machine, besides localhost, by which clients and web pages may call it, such as bots.test.");
    private static final Setting<String> MTPROTO = Setting.text(
            "mtproto",
            "",
            "Lets clients that speak MTProto in as well, by a SOCKS5 proxy on this port; 0 for any free one.");
    private static final Setting<String> PHONES = Setting.text(
            "phones",
            "",
            "Who may sign in by MTProto as a user, such as +15550001,+15550002:password; the code is 12345.");
    private static final Setting<String> LIBRARY = Setting.text(
            "library",
            "",
            "TDLib's library, of which a copy is made that trusts this server and no other; printed as library.");
    private static final long FIRST_GROUP = -1_001_100_000_001L;

    private ServerSettings() {}

    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(PORT, FAULTS, TIME_SCALE));
        all.addAll(SimulatorSettings.ofWorld());
        all.addAll(List.of(GROUPS, BLOCKED, FLOOD_AFTER, FLOOD_FOR, GRACE, HOSTS, MTPROTO, PHONES, LIBRARY));
        return all;
    }

    static World world(Settings options, Instant epoch) {
        WorldSettings settings = SimulatorSettings.calm(options);
        World world = World.of(settings.withRates(options.get(FAULTS).rates(settings.seed())), epoch);
        Incidents incidents = world.incidents();
        for (long i = 0; i < options.get(GROUPS); i++) {
            incidents.addGroup(FIRST_GROUP - i, "Group " + (i + 1), null, 0);
        }
        options.get(BLOCKED).forEach(incidents::blockEverybody);
        if (options.get(FLOOD_AFTER) > 0) {
            incidents.floodAfter(options.get(FLOOD_AFTER), options.get(FLOOD_FOR));
        }
        return world;
    }

    static BotApiDoorSettings door(Settings options) {
        Door.Way way = SimulatorSettings.way(options);
        return BotApiDoorSettings.standard()
                .withPort(options.get(PORT).intValue())
                .withWay(Duration.ofNanos(way.latencyNanos()), Duration.ofNanos(way.jitterNanos()))
                .withTimeScale(options.get(TIME_SCALE))
                .withGrace(options.get(GRACE))
                .withHosts(options.get(HOSTS));
    }

    /** The further door that is wanted, opened; nothing is opened where none is. */
    static Optional<ServerDoor.Opened> further(Settings options, World world, CommandContext context) {
        String port = options.get(MTPROTO).strip();
        if (port.isEmpty()) {
            for (Setting<String> idle : List.of(PHONES, LIBRARY)) {
                if (!options.get(idle).isBlank()) {
                    throw new ConfigurationException(
                            "simulate-server: --" + idle.key() + ": needs --mtproto PORT as well");
                }
            }
            return Optional.empty();
        }
        if (options.get(TIME_SCALE) != 1) {
            throw new ConfigurationException(
                    "simulate-server: --mtproto: real clients live in real time: leave --time-scale at 1");
        }
        ServerDoor door = context.plugins(ServerDoor.class).get(ServerDoor.MTPROTO);
        if (door == null) {
            throw new ConfigurationException("simulate-server: --mtproto: needs the artifact"
                    + " dev.heliograph:heliograph-simulator-mtproto, which is not on the class path");
        }
        List<String> phones = Stream.of(options.get(PHONES).split(","))
                .map(String::strip)
                .filter(phone -> !phone.isEmpty())
                .toList();
        return Optional.of(door.open(
                world,
                context,
                new ServerDoor.Wanted(port(port), phones, options.get(LIBRARY).strip())));
    }

    private static int port(String text) {
        try {
            return (int) Numbers.whole(text, 0, 65_535);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "simulate-server: --mtproto '" + text + "': expected a port from 0 to 65535; 0 for any free one");
        }
    }

    private static SortedSet<String> names(String text) {
        SortedSet<String> names = new TreeSet<>();
        for (String name : items(text)) {
            if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
                throw new IllegalArgumentException(
                        "'" + name + "': expected names without a port, such as bots.test,192.168.1.5");
            }
            names.add(name);
        }
        return names;
    }

    private static List<Long> ids(String text) {
        List<Long> ids = new ArrayList<>();
        for (String item : items(text)) {
            try {
                ids.add(Numbers.whole(item, 1, Long.MAX_VALUE));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("'" + item + "': expected positive ids such as 5,6,7", wrong);
            }
        }
        return ids;
    }

    /** The items of a list, an empty one where two commas meet; none in a blank text. */
    private static List<String> items(String text) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(String::strip).toList();
    }
}
