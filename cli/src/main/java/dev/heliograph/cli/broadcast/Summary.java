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

/**
 * The report of a job with the lines that could not be sent at all.
 *
 * @param report what was sent
 * @param badLines lines of the audience that were passed over
 */
public record Summary(BroadcastReport report, long badLines) {
    /** Whether every line was sent. */
    public boolean isClean() {
        return failed().isEmpty() && report.unknown() == 0 && report.sent() == total();
    }

    /** The JSON document. */
    public Json json() {
        Json failed = new Json();
        failed().forEach((status, count) -> failed.put(status.name(), count));
        return new Json()
                .put("job", report.job())
                .put("total", total())
                .put("sent", report.sent())
                .put("failed", failed)
                .put("unknown", report.unknown())
                .put("flood_waits", report.floodWaits())
                .put("duration_ms", report.duration());
    }

    /** The same for people. */
    public String text() {
        TableText table = new TableText("JOB", "TOTAL", "SENT", "FAILED", "UNKNOWN", "FLOOD WAITS", "TOOK");
        long failures = failed().values().stream().mapToLong(Long::longValue).sum();
        table.row(
                report.job(),
                total(),
                report.sent(),
                failures,
                report.unknown(),
                report.floodWaits(),
                Progress.span(report.duration().toSeconds()));
        StringBuilder text = new StringBuilder(table.toString());
        failed().forEach((status, count) ->
                text.append("  ").append(status).append(' ').append(count).append('\n'));
        return text.toString();
    }

    private long total() {
        return report.total() + badLines;
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
