// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a case came to.
 *
 * @param minutes what the server counted in each whole minute
 * @param load average load of the machine before it began: others may have shared it
 */
record CaseReport(
        BroadcastCase what,
        Usage usage,
        Score score,
        List<Accepted> accepted,
        Audit audit,
        List<Minute> minutes,
        double load) {
    /** Acceptances, answers and floods of one minute. */
    record Minute(long accepted, long requests, long floods) {}

    /** The time from the first acceptance to the last. */
    double seconds() {
        return accepted.isEmpty() ? 0 : (last() - first()) / 1000;
    }

    /** The least possible time over the time that it took. */
    double goodput() {
        return seconds() == 0 ? 0 : what.minimumSeconds() / seconds();
    }

    /** The same, counting only what was accepted: refusals and doubts have also taken their time. */
    double strictGoodput() {
        List<Workload.Line> taken = accepted.stream()
                .map(message -> new Workload.Line(message.chat(), message.text()))
                .toList();
        double least = new Workload(taken).minimumSeconds(what.limits()) + what.floodSeconds();
        return seconds() == 0 ? 0 : least / seconds();
    }

    /** One line for people. */
    String line() {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s goodput %.3f (%.1f s of at least %.1f s)%s  429: %d, inside a window %d  "
                        + "lost %d, doubled %d, out of order %d, disagreements %d  %s  exit %d  "
                        + "CPU %.2f s per 1,000, peak %.0f MB",
                what.name(),
                goodput(),
                seconds(),
                what.minimumSeconds(),
                goodput() < what.target() ? " MISSES " + what.target() : "",
                score.floods(),
                score.inside(),
                audit.lost(),
                audit.doubled(),
                audit.outOfOrder(),
                audit.disagreements().size(),
                audit.statuses(),
                usage.exit(),
                cpuPerThousand(),
                usage.peakMegabytes()));
        for (String remark : remarks()) {
            line.append("\n           ").append(remark);
        }
        return line.toString();
    }

    /** The same, and more, for programs. */
    ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("case", what.name()).put("goodput", goodput()).put("target", what.target());
        json.put("goodput_of_accepted", strictGoodput());
        json.put("seconds", seconds()).put("minimum_seconds", what.minimumSeconds());
        json.put("sent_429", score.floods()).put("inside_window", score.inside());
        json.put("lost", audit.lost()).put("doubled", audit.doubled()).put("out_of_order", audit.outOfOrder());
        json.put("unknown_accepted", audit.unknownAccepted());
        json.set("statuses", JsonMapper.shared().valueToTree(audit.statuses()));
        json.set("disagreements", JsonMapper.shared().valueToTree(audit.disagreements()));
        json.put("exit", usage.exit()).put("cpu_seconds", usage.cpuSeconds());
        json.put("cpu_seconds_per_1000", cpuPerThousand()).put("peak_mb", usage.peakMegabytes());
        json.put("load_average", load);
        json.set("remarks", JsonMapper.shared().valueToTree(remarks()));
        ArrayNode each = json.putArray("minutes");
        minutes.forEach(minute -> each.addObject()
                .put("accepted", minute.accepted())
                .put("requests", minute.requests())
                .put("sent_429", minute.floods()));
        json.set("score", score.whole());
        return json;
    }

    private double cpuPerThousand() {
        return usage.cpuSeconds() * 1000 / Math.max(1, accepted.size());
    }

    private double first() {
        return accepted.get(0).atMillis();
    }

    private double last() {
        return accepted.get(accepted.size() - 1).atMillis();
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (accepted.isEmpty()) {
            return remarks;
        }
        if (what.head() > 0) {
            remarks.add(ofTheOthers());
        }
        if (what.floodSeconds() > 0) {
            remarks.add(ofTheFlood());
        }
        if (accepted.size() < what.load().lines().size()) {
            remarks.add(String.format(Locale.ROOT, "goodput of what was accepted alone: %.3f", strictGoodput()));
        }
        if (score.blockedAgain() > 0) {
            remarks.add(score.blockedAgain() + " requests to chats that had said that they blocked the bot");
        }
        if (audit.unknownAccepted() > 0) {
            remarks.add(audit.unknownAccepted() + " of the UNKNOWN were accepted");
        }
        boolean told = what.limits().rate() < ServerLimits.USUAL.rate()
                || !what.changes().isEmpty();
        for (int i = 0; told && i < minutes.size(); i++) {
            Minute minute = minutes.get(i);
            remarks.add(String.format(
                    Locale.ROOT,
                    "minute %d: %.3f of the true rate, %.2f %% of %d answers 429",
                    i + 1,
                    minute.accepted() / (60 * what.limits().rate()),
                    100.0 * minute.floods() / Math.max(1, minute.requests()),
                    minute.requests()));
        }
        audit.disagreements().stream().limit(5).forEach(remarks::add);
        return remarks;
    }

    private String ofTheOthers() {
        double firstOther = Double.MAX_VALUE;
        double lastOther = 0;
        List<Workload.Line> head = what.load().lines().subList(0, what.head());
        List<Long> full = head.stream().map(Workload.Line::chat).distinct().toList();
        for (Accepted message : accepted) {
            if (!full.contains(message.chat())) {
                firstOther = Math.min(firstOther, message.atMillis());
                lastOther = message.atMillis();
            }
        }
        return String.format(
                Locale.ROOT,
                "the others: first after %.2f s, last after %.2f s",
                (firstOther - first()) / 1000,
                (lastOther - first()) / 1000);
    }

    /** The longest pause of the server is the flood. */
    private String ofTheFlood() {
        int longest = 1;
        for (int i = 1; i < accepted.size(); i++) {
            if (pause(i) > pause(longest)) {
                longest = i;
            }
        }
        double resumed = accepted.get(longest).atMillis();
        double span = Math.min(5_000, last() - resumed);
        long after = accepted.stream()
                .filter(message -> message.atMillis() >= resumed && message.atMillis() < resumed + span)
                .count();
        return String.format(
                Locale.ROOT,
                "a pause of %.2f s after %d acceptances, then %.1f a second for %.0f s",
                pause(longest) / 1000,
                longest,
                after * 1000 / span,
                span / 1000);
    }

    private double pause(int index) {
        return accepted.get(index).atMillis() - accepted.get(index - 1).atMillis();
    }
}
