// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has become of each message that one request made: one, or those of an album. */
final class Parts {
    /** How far one has come. */
    enum Fate {
        UNSENT,
        SENT,
        REFUSED,
        /** Taken away before the server answered. */
        REMOVED,
        /** Sent, and then deleted because its success came too late. */
        UNDONE
    }

    private static final class Part {
        private Fate fate = Fate.UNSENT;
        private @Nullable SentMessage sent;
        private @Nullable Failure failure;
        private long finalId;
    }

    private final Map<Long, Part> parts = new LinkedHashMap<>();

    void add(long temporaryId) {
        parts.put(temporaryId, new Part());
    }

    /** Whether it is TDLib's id of one of them while that is unsent. */
    boolean has(long temporaryId) {
        return parts.containsKey(temporaryId);
    }

    /** Those that are still unsent. */
    List<Long> unsent() {
        return parts.entrySet().stream()
                .filter(entry -> entry.getValue().fate == Fate.UNSENT)
                .map(Map.Entry::getKey)
                .toList();
    }

    void sent(long temporaryId, long finalId, SentMessage message) {
        Part part = part(temporaryId);
        part.fate = Fate.SENT;
        part.finalId = finalId;
        part.sent = message;
    }

    void refused(long temporaryId, Failure why) {
        Part part = part(temporaryId);
        part.fate = Fate.REFUSED;
        part.failure = why;
    }

    /** Takes note that TDLib removed a message, by whichever id it names it; answers whether it is one of these. */
    boolean removed(long id) {
        Part unsent = parts.get(id);
        if (unsent != null && unsent.fate == Fate.UNSENT) {
            unsent.fate = Fate.REMOVED;
            return true;
        }
        List<Part> sent = parts.values().stream()
                .filter(part -> part.fate == Fate.SENT && part.finalId == id)
                .toList();
        sent.forEach(part -> part.fate = Fate.UNDONE);
        return !sent.isEmpty();
    }

    boolean all(Fate... fates) {
        return parts.values().stream().allMatch(part -> List.of(fates).contains(part.fate));
    }

    /** What became of the whole, where each part is sent or refused. */
    Outcome<SentMessage> outcome() {
        Part first = parts.values().iterator().next();
        if (all(Fate.SENT)) {
            return Outcome.done(Objects.requireNonNull(first.sent));
        }
        if (all(Fate.REFUSED)) {
            // a part of which nobody knows what happened leaves a doubt about the whole
            return Outcome.failed(parts.values().stream()
                    .map(part -> Objects.requireNonNull(part.failure))
                    .filter(Failure::mayHaveHappened)
                    .findFirst()
                    .orElse(Objects.requireNonNull(first.failure)));
        }
        return Outcome.failed(new Failure.Ambiguous("one part of it was sent, another was not"));
    }

    private Part part(long temporaryId) {
        return Objects.requireNonNull(parts.get(temporaryId));
    }
}
