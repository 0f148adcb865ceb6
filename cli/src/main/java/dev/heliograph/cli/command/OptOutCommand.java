// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Peer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The chats that want no broadcasts. */
@Command(
        name = "opt-out",
        description = {
            "Keep the list of chats that get no broadcasts; it is kept in the state.",
            "A name stands for its number too, once a session has found out whose it is."
        },
        subcommands = {OptOutCommand.Add.class, OptOutCommand.Remove.class, OptOutCommand.Listing.class})
public final class OptOutCommand implements Task {
    @Override
    public int run(Workplace place) {
        return list(place);
    }

    /** Adds some. */
    @Command(name = "add", description = "Send these chats no broadcasts any more.")
    public static final class Add implements Task {
        @Parameters(paramLabel = "CHAT", arity = "1..*", description = "Numeric ids or @usernames.")
        private List<Peer> chats = new ArrayList<>();

        @Override
        public int run(Workplace place) {
            return change(place, chats, true);
        }
    }

    /** Removes some. */
    @Command(name = "remove", description = "Send these chats broadcasts again.")
    public static final class Remove implements Task {
        @Parameters(paramLabel = "CHAT", arity = "1..*", description = "Numeric ids or @usernames.")
        private List<Peer> chats = new ArrayList<>();

        @Override
        public int run(Workplace place) {
            return change(place, chats, false);
        }
    }

    /** Lists them. */
    @Command(name = "list", description = "List the chats that get no broadcasts.")
    public static final class Listing implements Task {
        @Override
        public int run(Workplace place) {
            return list(place);
        }
    }

    private static int change(Workplace place, List<Peer> chats, boolean out) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            long changed = 0;
            for (Peer chat : chats) {
                boolean change = (out
                                ? heliograph.exclusions().optOut(chat)
                                : heliograph.exclusions().optIn(chat))
                        .join()
                        .orThrow();
                changed += change ? 1 : 0;
            }
            if (place.json()) {
                place.console()
                        .out()
                        .println(Simulated.mark(
                                new Json()
                                        .put(out ? "added" : "removed", changed)
                                        .put("durable", fleets.isDurable()),
                                heliograph));
            } else {
                place.console()
                        .out()
                        .print((out ? "Added " : "Removed ") + changed + " of " + chats.size()
                                + (fleets.isDurable() ? ".\n" : "; memory: keeps nothing when this command ends.\n")
                                + Simulated.line(heliograph));
            }
            return ExitCode.DONE;
        }
    }

    private static int list(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            List<String> chats = heliograph.exclusions().optedOut().join().orThrow();
            if (place.json()) {
                place.console()
                        .out()
                        .println(Simulated.mark(
                                new Json()
                                        .put("as_of", heliograph.timeline().instant())
                                        .put(
                                                "chats",
                                                chats.stream()
                                                        .map(OptOutCommand::plain)
                                                        .toList()),
                                heliograph));
            } else {
                chats.forEach(place.console()::line);
            }
            return ExitCode.DONE;
        }
    }

    /** A number stays one. */
    private static Object plain(String chat) {
        return Shapes.chat(Peer.of(chat));
    }
}
