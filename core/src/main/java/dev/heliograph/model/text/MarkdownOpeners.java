// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The marks of forgiving Markdown that were opened and wait for their partner, innermost last. */
final class MarkdownOpeners {
    private final List<Opener> openers = new ArrayList<>();
    // Counted, so that asking for a partner that is not there costs nothing.
    private final Map<Mark, Integer> waiting = new EnumMap<>(Mark.class);
    /** Link openers below this index are dead: a link holds no link. */
    private int deadLinks;

    void push(Mark mark, int position) {
        openers.add(new Opener(mark, position));
        waiting.merge(mark, 1, Integer::sum);
    }

    /** Whether {@link #pop} may be asked for this mark. */
    boolean awaits(Mark mark) {
        return waiting.getOrDefault(mark, 0) > 0;
    }

    /** Where the innermost opener stands, or -1 when none waits. */
    int lastPosition() {
        return openers.isEmpty() ? -1 : openers.get(openers.size() - 1).position();
    }

    /** Which of bold and italic was opened last; one of them must be awaited. */
    Mark innermostStars() {
        int top = openers.size() - 1;
        while (openers.get(top).mark() != Mark.BOLD && openers.get(top).mark() != Mark.ITALIC) {
            top--;
        }
        return openers.get(top).mark();
    }

    /** Takes the innermost opener of a mark and answers where it stands; those inside it stay text for good. */
    int pop(Mark mark) {
        while (true) {
            Opener top = openers.remove(openers.size() - 1);
            boolean dead = top.mark() == Mark.LINK && openers.size() < deadLinks;
            deadLinks = Math.min(deadLinks, openers.size());
            if (!dead) {
                waiting.merge(top.mark(), -1, Integer::sum);
                if (top.mark() == mark) {
                    return top.position();
                }
            }
        }
    }

    /** Gives up every link that is still open. */
    void forgetLinks() {
        waiting.remove(Mark.LINK);
        deadLinks = openers.size();
    }

    enum Mark {
        BOLD(TextEntity.Kind.BOLD, 2),
        ITALIC(TextEntity.Kind.ITALIC, 1),
        UNDERLINE(TextEntity.Kind.UNDERLINE, 2),
        STRIKETHROUGH(TextEntity.Kind.STRIKETHROUGH, 2),
        SPOILER(TextEntity.Kind.SPOILER, 2),
        LINK(TextEntity.Kind.TEXT_LINK, 1);

        private final TextEntity.Kind kind;
        private final int length;

        Mark(TextEntity.Kind kind, int length) {
            this.kind = kind;
            this.length = length;
        }

        TextEntity.Kind kind() {
            return kind;
        }

        /** How many units it is written with. */
        int length() {
            return length;
        }
    }

    private record Opener(Mark mark, int position) {}
}
