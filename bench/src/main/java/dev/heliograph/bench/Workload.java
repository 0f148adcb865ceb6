// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
