// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.bench.Workload.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the client says became of every line, held against what the server accepted.
 *
 * @param statuses lines by the status that the results give them
 * @param lost lines that were said to be sent, or have no status, and were not accepted
 * @param doubled acceptances beyond the first of a line
 * @param outOfOrder acceptances that came after a later line of the same chat
 * @param unknownAccepted lines with status UNKNOWN that the server accepted
 * @param disagreements lines whose result and fate differ, in words
 */
record Audit(
        Map<String, Integer> statuses,
        int lost,
        int doubled,
        int outOfOrder,
        int unknownAccepted,
        List<String> disagreements) {
    private static final int TOLD = 20;

    boolean isClean() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && disagreements.isEmpty();
    }

    /** The same for a client that says nothing of its lines. */
    Audit withoutResults() {
        return new Audit(Map.of(), lost, doubled, outOfOrder, unknownAccepted, List.of());
    }

    static Audit of(Workload load, List<Accepted> accepted, Path results) throws IOException {
        Map<String, List<Accepted>> byText = new HashMap<>();
        Map<Long, Integer> newest = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (Line line : load.lines()) {
            numbers.put(line.text(), numbers.size());
        }
        int outOfOrder = 0;
        int doubled = 0;
        List<String> disagreements = new ArrayList<>();
        for (Accepted message : accepted) {
            Integer number = numbers.get(message.text());
            if (number == null) {
                disagreements.add("accepted, but no line: " + message);
                continue;
            }
            List<Accepted> same = byText.computeIfAbsent(message.text(), text -> new ArrayList<>());
            same.add(message);
            if (same.size() > 1) {
                doubled++;
            } else if (newest.getOrDefault(message.chat(), -1) > number) {
                outOfOrder++;
            } else {
                newest.put(message.chat(), number);
            }
        }
        List<String> answers = Files.exists(results) ? Files.readAllLines(results) : List.of();
        if (answers.size() != load.lines().size()) {
            disagreements.add("results of " + answers.size() + " lines");
        }
        Map<String, Integer> statuses = new TreeMap<>();
        int lost = 0;
        int unknownAccepted = 0;
        for (int i = 0; i < load.lines().size(); i++) {
            Line line = load.lines().get(i);
            JsonNode said = JsonMapper.shared().readTree(i < answers.size() ? answers.get(i) : "{}");
            List<Accepted> fate = byText.getOrDefault(line.text(), List.of());
            String status = said.path("status").asString("none");
            statuses.merge(status, 1, Integer::sum);
            lost += fate.isEmpty() && List.of("SUCCESS", "none").contains(status) ? 1 : 0;
            unknownAccepted += status.equals("UNKNOWN") && !fate.isEmpty() ? 1 : 0;
            if (!agrees(line, i + 1, said, status, fate)) {
                disagreements.add("line " + (i + 1) + ": " + said + " but accepted " + fate);
            }
        }
        return new Audit(statuses, lost, doubled, outOfOrder, unknownAccepted, told(disagreements));
    }

    private static boolean agrees(Line line, int number, JsonNode said, String status, List<Accepted> fate) {
        if (said.path("line").asInt() != number || said.path("chat").asLong() != line.chat()) {
            return false;
        }
        if (status.equals("SUCCESS")) {
            return fate.size() == 1
                    && fate.get(0).chat() == line.chat()
                    && fate.get(0).messageId() == said.path("message_id").asLong();
        }
        return status.equals("UNKNOWN") ? fate.size() <= 1 : !status.equals("none") && fate.isEmpty();
    }

    private static List<String> told(List<String> disagreements) {
        if (disagreements.size() <= TOLD) {
            return disagreements;
        }
        List<String> some = new ArrayList<>(disagreements.subList(0, TOLD));
        some.add("and " + (disagreements.size() - TOLD) + " more");
        return some;
    }
}
