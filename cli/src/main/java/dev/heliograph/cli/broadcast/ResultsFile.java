// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.api.RecipientResult;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The results of a job: a line for each line of its audience, in that order. */
public final class ResultsFile {
    private static final int PAGE = 1_000;

    /** What became of the messages of a job. */
    @FunctionalInterface
    public interface Pages {
        /** The results after that line of the job, by line, at most so many. */
        List<RecipientResult> after(long line, int limit);
    }

    private final Pages pages;
    private final Queue<RecipientResult> ahead = new ArrayDeque<>();
    private long lastLine;
    /** Behind the last that is stored there is nothing to ask for: an interrupted job has many lines there. */
    private boolean exhausted;

    private ResultsFile(Pages pages) {
        this.pages = pages;
    }

    /**
     * Writes a line for every message that is stored, in the order of the job; its line is its place in the job.
     *
     * @throws IOException where the file cannot be written
     */
    public static void write(Path place, Pages pages) throws IOException {
        try (SideFile file = new SideFile(place)) {
            long line = 0;
            List<RecipientResult> page;
            do {
                page = pages.after(line, PAGE);
                for (RecipientResult result : page) {
                    line = result.line();
                    file.line(json(line, Peer.of(result.chat()), result));
                }
            } while (page.size() == PAGE);
            file.commit();
        }
    }

    /**
     * Writes a line for every line of the audience; one that has no end yet has the status null.
     *
     * @throws IOException where the audience cannot be read or the file not be written
     */
    public static void write(Path place, Audience audience, Pages pages) throws IOException {
        ResultsFile results = new ResultsFile(pages);
        try (AudienceReader lines = audience.open();
                SideFile file = new SideFile(place)) {
            long good = 0;
            for (AudienceLine line = lines.next(); line != null; line = lines.next()) {
                if (line.isGood()) {
                    good++;
                    file.line(json(line.number(), line.good().peer(), results.of(good)));
                } else {
                    file.line(badLine(line));
                }
            }
            file.commit();
        }
    }

    /** What became of the message of that place in the job, or null where it was not even stored. */
    private @Nullable RecipientResult of(long place) {
        if (ahead.isEmpty() && !exhausted) {
            ahead.addAll(pages.after(lastLine, PAGE));
            exhausted = ahead.isEmpty();
        }
        RecipientResult next = ahead.peek();
        if (next == null || next.line() != place) {
            return null;
        }
        lastLine = place;
        return ahead.remove();
    }

    private static Json json(long line, Peer peer, @Nullable RecipientResult result) {
        Json json = new Json().put("line", line).put("chat", chat(peer));
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
