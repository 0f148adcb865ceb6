// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.api.BroadcastReport;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.Progress;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.SendStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The report of a job with the lines that could not be sent at all.
 *
 * @param report what was sent
 * @param badLines lines of the audience that were passed over
 */
public record Summary(BroadcastReport report, long badLines) {
    /** Whether every line was sent that was to be: those passed over were not. */
    public boolean isClean() {
        return failed().isEmpty() && report.unknown() == 0 && report.sent() + report.skipped() == total();
    }

    /** The JSON document. */
    public Json json() {
        Json failed = new Json();
        failed().forEach((status, count) -> failed.put(status.name(), count));
        Json reasons = new Json();
        reasons().forEach(reasons::put);
        return new Json()
                .put("job", report.job())
                .put("total", total())
                .put("sent", report.sent())
                .put("failed", failed)
                .put("skipped", report.skipped())
                .put("unknown", report.unknown())
                .put("reasons", reasons)
                .put("flood_waits", report.floodWaits())
                .put("duration_ms", report.duration());
    }

    /** The same for people. */
    public String text() {
        TableText table = new TableText("JOB", "TOTAL", "SENT", "FAILED", "SKIPPED", "UNKNOWN", "FLOOD WAITS", "TOOK");
        long failures = failed().values().stream().mapToLong(Long::longValue).sum();
        table.row(
                report.job(),
                total(),
                report.sent(),
                failures,
                report.skipped(),
                report.unknown(),
                report.floodWaits(),
                Progress.span(report.duration().toSeconds()));
        StringBuilder text = new StringBuilder(table.toString());
        reasons()
                .forEach((reason, count) -> text.append("  ")
                        .append(reason)
                        .append(' ')
                        .append(count)
                        .append('\n'));
        return text.toString();
    }

    private long total() {
        return report.total() + badLines;
    }

    private Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>(report.reasons());
        if (badLines > 0) {
            reasons.merge("BAD_LINE", badLines, Long::sum);
        }
        return reasons;
    }

    private Map<SendStatus, Long> failed() {
        Map<SendStatus, Long> failed = new EnumMap<>(SendStatus.class);
        failed.putAll(report.failed());
        if (badLines > 0) {
            failed.merge(SendStatus.FAILED, badLines, Long::sum);
        }
        return failed;
    }
}
