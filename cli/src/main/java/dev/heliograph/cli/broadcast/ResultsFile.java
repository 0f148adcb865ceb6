// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The results of a job: a line for each line of its audience, in that order. */
public final class ResultsFile {
    private static final int PAGE = 1_000;

    private final Broadcast broadcast;
    private final Queue<RecipientResult> ahead = new ArrayDeque<>();
    private long lastLine;

    private ResultsFile(Broadcast broadcast) {
        this.broadcast = broadcast;
    }

    /**
     * Writes what is known now; a line that has no end yet has the status null.
     *
     * @throws IOException where the audience cannot be read or the file not be written
     */
    public static void write(Path place, Audience audience, Broadcast broadcast) throws IOException {
        ResultsFile results = new ResultsFile(broadcast);
        try (AudienceReader lines = audience.open();
                SideFile file = new SideFile(place)) {
            long good = 0;
            for (AudienceLine line = lines.next(); line != null; line = lines.next()) {
                if (line.isGood()) {
                    good++;
                    file.line(json(line, results.of(good)));
                } else {
                    file.line(badLine(line));
                }
            }
            file.commit();
        }
    }

    /** What became of the message of that place in the job, or null where it was not even stored. */
    private @Nullable RecipientResult of(long place) {
        if (ahead.isEmpty()) {
            ahead.addAll(broadcast.results(lastLine, PAGE).join().orThrow());
        }
        RecipientResult next = ahead.peek();
        if (next == null || next.line() != place) {
            return null;
        }
        lastLine = place;
        return ahead.remove();
    }

    private static Json json(AudienceLine line, @Nullable RecipientResult result) {
        Json json = new Json()
                .put("line", line.number())
                .put("chat", chat(line.good().peer()));
        if (result == null || result.status() == null) {
            return json.put("status", null)
                    .put("message_id", null)
                    .put("attempts", result == null ? 0 : result.attempts())
                    .put("reason", null)
                    .put("session", null);
        }
        return json.put("status", result.status())
                .put("message_id", result.messageId() == 0 ? null : result.messageId())
                .put("attempts", result.attempts())
                .put("reason", result.reason())
                .put("session", result.session().isEmpty() ? null : result.session());
    }

    private static Json badLine(AudienceLine line) {
        return new Json()
                .put("line", line.number())
                .put("chat", null)
                .put("status", SendStatus.FAILED)
                .put("message_id", null)
                .put("attempts", 0)
                .put("reason", AudienceLine.BAD_LINE)
                .put("session", null);
    }

    private static Object chat(Peer peer) {
        return peer instanceof Peer.Id id ? (Object) id.value() : peer.toString();
    }
}
