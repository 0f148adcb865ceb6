// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.Incidents;
import dev.heliograph.simulator.world.World;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The hand that moves the world, as JSON asks for it. What cannot be done throws IllegalArgumentException with a sentence. */
final class Control {
    private static final double LONGEST_FLOOD = 86_400;

    private final World world;
    private final Incidents incidents;
    private final LongSupplier now;
    private final ScoreSheet sheet;
    private final SortedMap<String, Consumer<Wish>> deeds = new TreeMap<>();

    Control(World world, LongSupplier now, ScoreSheet sheet) {
        this.world = world;
        this.incidents = world.incidents();
        this.now = now;
        this.sheet = sheet;
        deeds.put("write", this::write);
        deeds.put("flood", this::flood);
        deeds.put("block", this::block);
        deeds.put("unblock", this::unblock);
        deeds.put("limits", this::limits);
        deeds.put("faults", this::faults);
        deeds.put("heal", this::heal);
        deeds.put("reset-score", this::resetScore);
    }

    /** What can be asked for, by name. */
    SortedMap<String, Consumer<Wish>> deeds() {
        return Collections.unmodifiableSortedMap(deeds);
    }

    private void write(Wish wish) {
        long person = wish.number("from");
        if (person <= 0) {
            throw new IllegalArgumentException("'from' is " + person + ": expected the positive id of a person.");
        }
        String text = wish.text("text");
        if (wish.has("chat")) {
            long chat = wish.number("chat");
            boolean invited = wish.has("bot");
            long bot = invited ? bot(wish) : 0;
            wish.end();
            if (invited) {
                incidents.join(bot, chat);
            }
            incidents.writeInto(chat, person, text, now.getAsLong());
            return;
        }
        long bot = bot(wish);
        wish.end();
        incidents.write(bot, person, text, now.getAsLong());
    }

    private long bot(Wish wish) {
        long id = wish.bot();
        if (!(world.entity(id) instanceof Entity.Bot)) {
            throw new IllegalArgumentException(
                    "Bot " + id + " has not called yet: it becomes known by its first call.");
        }
        return id;
    }

    private void flood(Wish wish) {
        long bot = bot(wish);
        long chat = wish.has("chat") ? wish.number("chat") : 0;
        Duration span = Duration.ofNanos((long) (wish.positive("seconds", LONGEST_FLOOD) * 1e9));
        wish.end();
        incidents.flood(bot, chat, span, now.getAsLong());
    }

    private void block(Wish wish) {
        long person = wish.number("person");
        boolean one = wish.has("bot");
        long bot = one ? bot(wish) : 0;
        wish.end();
        if (one) {
            incidents.block(bot, person);
        } else {
            incidents.blockEverybody(person);
        }
    }

    private void unblock(Wish wish) {
        long person = wish.number("person");
        boolean one = wish.has("bot");
        long bot = one ? bot(wish) : 0;
        wish.end();
        if (one) {
            incidents.unblock(bot, person);
        } else {
            incidents.unblockEverybody(person);
        }
    }

    /** Those that are not named are as they were when the server began. */
    private void limits(Wish wish) {
        long bot = bot(wish);
        Limits limits = world.settings().bots();
        Limit session = wish.limit("session");
        Limit chat = wish.limit("chat");
        Limit group = wish.limit("group");
        wish.end();
        limits = session == null ? limits : limits.withSession(session);
        limits = chat == null ? limits : limits.withChat(chat);
        incidents.limits(bot, group == null ? limits : limits.withGroup(group));
    }

    private void faults(Wish wish) {
        Faults faults = Faults.parse(wish.text("faults"));
        wish.end();
        Map<Fault, Double> rates = faults.rates(world.settings().seed());
        for (Fault fault : Fault.values()) {
            incidents.rate(fault, rates.getOrDefault(fault, 0.0));
        }
    }

    private void heal(Wish wish) {
        wish.end();
        incidents.heal();
    }

    private void resetScore(Wish wish) {
        wish.end();
        sheet.reset();
    }
}
