// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Inspection;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.StateStore;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;

/**
 * Reads all that is stored: whether this version can read it, and whether what is kept twice agrees. Each entry is judged in
 * one step of the server, so that what others do meanwhile is not taken for damage.
 */
final class Audit {
    private static final Script CELLS = Script.reading("cells", "cells-check");
    private static final Script QUEUE = Script.reading("outbox", "outbox-check");
    /** Problems of one key that are told. */
    private static final int MOST = 20;
    /** Portions that are asked for in one go. */
    private static final int AT_ONCE = 50;

    private static final List<String> LOOKED_AT = List.of(
            "",
            ":rows",
            ":payloads",
            ":keys",
            ":lanes",
            ":backlog",
            ":open",
            ":ended",
            ":chats",
            ":ready",
            ":jobs",
            ":due");
    private static final List<String> PLAIN = List.of(":counts", ":meta", ":fences", ":pending");
    private static final List<String> MANY = List.of(":due:", ":lines:", ":job:");

    private final StateStore store;
    private final Wire wire;
    private final KeyTypes types;
    private final String prefix;
    private final Keyspace keys;
    private final Instant now;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Audit(StateStore store, Wire wire, String prefix, Keyspace keys, Instant now) {
        this.store = store;
        this.wire = wire;
        this.types = new KeyTypes(wire.line());
        this.prefix = prefix;
        this.keys = keys;
        this.now = now;
    }

    Inspection inspection() {
        facts.put("address", store.toString());
        facts.put("prefix", prefix);
        servers();
        List<String> foreign = types.single(prefix);
        problems.addAll(foreign);
        if (foreign.isEmpty()) {
            long cells = cells("cells");
            cells("names");
            cells("expiring");
            facts.put("cells", cells);
            sessions();
        }
        values();
        limits();
        queues();
        return new Inspection(problems, facts);
    }

    private void servers() {
        int number = 0;
        for (RedisAsyncCommands<byte[], byte[]> server :
                Refusal.read(wire.line().masters())) {
            String info = Refusal.read(server.info());
            String name = "server " + ++number;
            facts.put(name, ServerChecks.words(info));
            List<String> warnings = new ArrayList<>();
            try {
                ServerChecks.judge(name, info, warnings);
            } catch (ConfigurationException refused) {
                problems.add(String.valueOf(refused.getMessage()));
            }
            for (int i = 0; i < warnings.size(); i++) {
                facts.put(name + " warning " + (i + 1), warnings.get(i));
            }
        }
    }

    private long cells(String part) {
        long looked = 0;
        String cursor = "0";
        List<String> told = new ArrayList<>();
        do {
            List<byte[]> arguments = List.of(Names.utf8(Micros.text(now)), Names.utf8(part), Names.utf8(cursor));
            Reply reply = Refusal.orRefuse(wire.run(CELLS, prefix + ":{cells}", arguments));
            cursor = reply.text(0);
            looked += reply.number(1);
            for (int i = 2; i < reply.size(); i++) {
                told.add(reply.text(i));
            }
        } while (!cursor.equals("0"));
        tell("", told);
        return looked;
    }

    private void values() {
        facts.put("values", (long) keys.values().size());
        formats(List.copyOf(
                keys.values().stream().map(key -> prefix + ":value:" + key).toList()));
    }

    private void sessions() {
        RedisVault vault = new RedisVault(wire, prefix);
        List<SessionName> sessions = Refusal.orRefuse(vault.list());
        facts.put("sessions", (long) sessions.size());
        for (SessionName session : sessions) {
            if (!vault.load(session).toCompletableFuture().join().isDone()) {
                problems.add("session '" + session + "' has a format that this version does not read");
            }
        }
    }

    private void limits() {
        facts.put("limits", (long) keys.limits().size());
        formats(keys.limits());
        facts.put("keys of others", keys.others());
    }

    /** Of hashes that say their format in a field. */
    private void formats(List<String> all) {
        List<String> foreign = types.hashes(all);
        List<String> told = new ArrayList<>(foreign);
        List<String> names = all.stream()
                .filter(name ->
                        foreign.stream().noneMatch(problem -> problem.startsWith("the key '" + name + "' is a ")))
                .toList();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            List<CompletionStage<byte[]>> answers =
                    some.stream().map(this::format).toList();
            for (int i = 0; i < some.size(); i++) {
                byte[] format = Refusal.read(answers.get(i));
                // it may have been forgotten meanwhile
                if (format != null && !Names.text(format).equals("1")) {
                    told.add("'" + some.get(i) + "' has a format that this version does not read");
                }
            }
        }
        tell("", told);
    }

    private CompletionStage<byte[]> format(String key) {
        byte[] bytes = Names.utf8(key);
        return wire.line().to(bytes, false).thenCompose(server -> server.hget(bytes, Names.utf8("f")));
    }

    private void queues() {
        Map<String, Long> total = new LinkedHashMap<>();
        List.of("jobs", "jobs held", "queued", "claimed", "sending", "sent", "failed", "unknown")
                .forEach(name -> total.put(name, 0L));
        keys.queues().forEach((escaped, parts) -> {
            String queue = Names.unescaped(escaped);
            List<String> foreign = types.queue(RedisOutbox.key(prefix, escaped), parts);
            if (!foreign.isEmpty()) {
                tell(in(escaped), foreign);
                return;
            }
            OutboxCounts before = counts(queue, "");
            Map<String, Long> tallies = queue(escaped, parts);
            List<String> jobs = keys.jobs(escaped);
            for (String job : jobs) {
                total.merge("jobs held", counts(queue, Names.unescaped(job)).held() ? 1L : 0L, Long::sum);
            }
            compare(queue, jobs, before, tallies);
            total.merge("jobs", (long) jobs.size(), Long::sum);
            total.merge("queued", before.queued(), Long::sum);
            total.merge("claimed", before.claimed(), Long::sum);
            total.merge("sending", before.sending(), Long::sum);
            total.merge("sent", before.sent(), Long::sum);
            total.merge("failed", before.failed(), Long::sum);
            total.merge("unknown", before.unknown(), Long::sum);
        });
        facts.put("queues", (long) keys.queues().size());
        total.forEach((name, number) -> facts.put(name.startsWith("jobs") ? name : "messages " + name, number));
    }

    private OutboxCounts counts(String queue, String job) {
        return Refusal.orRefuse(store.outbox().counts(queue, job));
    }

    /** Looks at all keys of a queue; returns how many rows there are by job and state. */
    private Map<String, Long> queue(String escaped, SortedSet<String> parts) {
        Deque<Portion> open = new ArrayDeque<>();
        LOOKED_AT.forEach(part -> open.add(new Portion(part, "0")));
        for (String part : parts) {
            if (MANY.stream().anyMatch(part::startsWith)) {
                open.add(new Portion(part, "0"));
            } else if (!LOOKED_AT.contains(part) && !PLAIN.contains(part)) {
                problems.add(in(escaped) + "the key '" + part + "' is none of this store's");
            }
        }
        Map<String, Long> tallies = new HashMap<>();
        Map<String, List<String>> told = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            List<Portion> some = new ArrayList<>();
            while (some.size() < AT_ONCE && !open.isEmpty()) {
                some.add(open.remove());
            }
            List<Reply> replies = Refusal.allOrRefuse(
                    some.stream().map(portion -> look(escaped, portion)).toList());
            for (int i = 0; i < some.size(); i++) {
                Reply reply = replies.get(i);
                String part = some.get(i).part();
                read(reply, tallies, told.computeIfAbsent(part, unseen -> new ArrayList<>()));
                if (!reply.text(0).equals("0")) {
                    open.addFirst(new Portion(part, reply.text(0)));
                }
            }
        }
        told.values().forEach(lines -> tell(in(escaped), lines));
        return tallies;
    }

    private record Portion(String part, String cursor) {}

    private CompletionStage<Outcome<Reply>> look(String escaped, Portion portion) {
        Arguments arguments = new Arguments().add(portion.part()).add(portion.cursor());
        return wire.run(QUEUE, RedisOutbox.key(prefix, escaped), arguments.all());
    }

    private static void read(Reply reply, Map<String, Long> tallies, List<String> told) {
        for (int i = 2; i < reply.size(); i++) {
            String line = reply.text(i);
            if (line.startsWith("!")) {
                told.add(line.substring(1));
            } else {
                int tab = line.lastIndexOf('\t');
                tallies.merge(line.substring(1, tab), Long.parseLong(line.substring(tab + 1)), Long::sum);
            }
        }
    }

    /** What has ended is only counted up: where that did not change meanwhile, counts and rows must agree. */
    private void compare(String queue, List<String> jobs, OutboxCounts before, Map<String, Long> tallies) {
        OutboxCounts after = counts(queue, "");
        if (!after.equals(before)) {
            facts.put("in use", "so counts by state were not compared");
            return;
        }
        List<String> told = new ArrayList<>();
        for (String job : jobs) {
            OutboxCounts counts = counts(queue, Names.unescaped(job));
            Map.of("SENT", counts.sent(), "FAILED", counts.failed(), "UNKNOWN", counts.unknown())
                    .forEach((state, number) -> {
                        long have = tallies.getOrDefault(job + "\t" + state, 0L);
                        if (number != have) {
                            told.add("job '" + Names.unescaped(job) + "' counts " + number + " " + state + ", it has "
                                    + have);
                        }
                    });
        }
        told.sort(null);
        tell(in(Names.escaped(queue)), told);
    }

    private void tell(String where, List<String> told) {
        told.stream().limit(MOST).forEach(line -> problems.add(where + line));
        if (told.size() > MOST) {
            problems.add(where + "and " + (told.size() - MOST) + " more of the kind");
        }
    }

    private static String in(String escaped) {
        return "queue '" + Names.unescaped(escaped) + "': ";
    }
}
