// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The messages of a broadcast, in their order.
 *
 * @param lines each with a text of its own, so that what the server accepted can be told apart
 */
record Workload(List<Line> lines) {
    /** The first private chat. */
    static final long FIRST_CHAT = 70_001;

    private static final long FIRST_GROUP = -1_001_100_000_001L;

    /** One message; a chat below zero is a group. */
    record Line(long chat, String text) {}

    /** One message to each of that many private chats. */
    static Workload toEach(int chats) {
        List<Long> targets = new ArrayList<>();
        add(targets, FIRST_CHAT, 1, chats, 1);
        return of(targets);
    }

    /** As many messages to every chat and every group, shuffled by the seed. */
    static Workload shuffled(int chats, int groups, int toEach, long seed) {
        List<Long> targets = new ArrayList<>();
        add(targets, FIRST_CHAT, 1, chats, toEach);
        add(targets, FIRST_GROUP, -1, groups, toEach);
        Collections.shuffle(targets, new Random(seed));
        return of(targets);
    }

    /** A full chat and a full group, then one message to each of the others. */
    static Workload behind(int toChat, int toGroup, int others) {
        List<Long> targets = new ArrayList<>();
        add(targets, FIRST_CHAT, 1, 1, toChat);
        add(targets, FIRST_GROUP, -1, 1, toGroup);
        add(targets, FIRST_CHAT + 1, 1, others, 1);
        return of(targets);
    }

    /** As {@link #behind}, where the others are fewer chats, each with several messages, shuffled by the seed. */
    static Workload behindFew(int toChat, int toGroup, int others, int chats, long seed) {
        List<Long> rest = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            rest.add(FIRST_CHAT + 1 + i % chats);
        }
        Collections.shuffle(rest, new Random(seed));
        List<Long> targets = new ArrayList<>();
        add(targets, FIRST_CHAT, 1, 1, toChat);
        add(targets, FIRST_GROUP, -1, 1, toGroup);
        targets.addAll(rest);
        return of(targets);
    }

    /** Messages to private chats whose weights are those of a Zipf distribution, in the order of chance of the seed. */
    static Workload zipf(int messages, int chats, double exponent, long seed) {
        double[] until = new double[chats];
        double sum = 0;
        for (int i = 0; i < chats; i++) {
            sum += Math.pow(i + 1, -exponent);
            until[i] = sum;
        }
        Random chance = new Random(seed);
        List<Long> targets = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            int at = Arrays.binarySearch(until, chance.nextDouble() * sum);
            targets.add(FIRST_CHAT + Math.min(chats - 1, at < 0 ? -at - 1 : at));
        }
        return of(targets);
    }

    /** One message to each of many chats, then as many as said to each of some groups and chats, shuffled by the seed. */
    static Workload lateHeat(int singles, int groups, int toGroup, int chats, int toChat, long seed) {
        List<Long> hot = new ArrayList<>();
        add(hot, FIRST_GROUP, -1, groups, toGroup);
        add(hot, FIRST_CHAT, 1, chats, toChat);
        Collections.shuffle(hot, new Random(seed));
        List<Long> targets = new ArrayList<>();
        add(targets, FIRST_CHAT + chats, 1, singles, 1);
        targets.addAll(hot);
        return of(targets);
    }

    /** How many groups there are among the chats. */
    int groups() {
        return (int) lines.stream()
                .mapToLong(Line::chat)
                .filter(chat -> chat < 0)
                .distinct()
                .count();
    }

    /** The least time in which a server with these limits can accept them, from the first to the last. */
    double minimumSeconds(ServerLimits limits) {
        int fullestChat = 0;
        int fullestGroup = 0;
        Map<Long, Integer> perChat = new TreeMap<>();
        for (Line line : lines) {
            int count = perChat.merge(line.chat(), 1, Integer::sum);
            if (line.chat() < 0) {
                fullestGroup = Math.max(fullestGroup, count);
            } else {
                fullestChat = Math.max(fullestChat, count);
            }
        }
        return limits.minimumSeconds(lines.size(), fullestChat, fullestGroup);
    }

    /** Writes the input of the command. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Line line : lines) {
                out.write("{\"chat_id\":" + line.chat() + ",\"text\":\"" + line.text() + "\"}\n");
            }
        }
    }

    private static void add(List<Long> targets, long first, int step, int chats, int toEach) {
        for (int chat = 0; chat < chats; chat++) {
            targets.addAll(Collections.nCopies(toEach, first + (long) step * chat));
        }
    }

    private static Workload of(List<Long> targets) {
        List<Line> lines = new ArrayList<>(targets.size());
        for (long chat : targets) {
            lines.add(new Line(chat, "Message of line " + (lines.size() + 1)));
        }
        return new Workload(lines);
    }
}
