// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Explanation;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SessionState;
import dev.heliograph.policy.Gates;
import dev.heliograph.policy.LearnedLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what would hold a message, without sending it. */
final class Explainer {
    private Explainer() {}

    static Explanation explain(SessionCore core, OutgoingMessage message, @Nullable AccountBudget budget) {
        Peer peer = core.intake().present(resolved(core, message.peer()));
        String state = core.state() == SessionState.READY ? null : "the session is " + core.state();
        return explain(core, peer, state, budget);
    }

    /** The last but one says why the session itself could not send, or is null where it could. */
    static Explanation explain(SessionCore core, Peer peer, @Nullable String state, @Nullable AccountBudget budget) {
        Instant wall = core.timeline().instant();
        long now = core.timeline().nanos();
        List<Explanation.Hold> holds = new ArrayList<>();
        if (state != null) {
            holds.add(new Explanation.Hold(state, wall));
        }
        if (budget != null) {
            Domain domain = Domain.ofSend(peer);
            Map<String, LearnedLimit> learned = budget.learned();
            add(holds, budget.domain(domain, now), learned, peer, wall, now);
            add(holds, budget.chat(domain, peer, now), learned, peer, wall, now);
        }
        Lane lane = core.dispatcher().lanes().chat(peer);
        if (lane != null) {
            long until = Math.max(lane.heldUntil, now);
            holds.add(
                    new Explanation.Hold(lane.size() + " " + Admission.Hold.LANE.words(), wall.plusNanos(until - now)));
        }
        holds.sort(Comparator.comparing(Explanation.Hold::until).reversed());
        Instant earliest = holds.isEmpty() ? wall : holds.get(0).until();
        return new Explanation(core.config().sessionName(), peer, holds, earliest);
    }

    /** What is said of a message that nobody will send any more. */
    static Explanation closed(SessionCore core, OutgoingMessage message) {
        Instant now = core.timeline().instant();
        return new Explanation(
                core.config().sessionName(),
                message.peer(),
                List.of(new Explanation.Hold("the session is " + SessionState.CLOSED, now)),
                now);
    }

    private static Peer resolved(SessionCore core, Peer peer) {
        long id = core.intake().chatId(peer);
        return id == 0 ? peer : Peer.of(id);
    }

    private static void add(
            List<Explanation.Hold> holds,
            Admission admission,
            Map<String, LearnedLimit> learned,
            Peer peer,
            Instant wall,
            long now) {
        if (admission.at() > now) {
            Instant until = admission.at() == Gates.PROBING ? wall : wall.plusNanos(admission.at() - now);
            String prefix = switch (admission.hold()) {
                case SESSION_PACE -> "session/";
                case GROUPS_PACE -> "groups/";
                case CHAT_PACE -> "chat/" + peer;
                default -> "";
            };
            String known = learned.entrySet().stream()
                    .filter(one -> one.getKey().equals(prefix)
                            || (prefix.endsWith("/") && one.getKey().startsWith(prefix)))
                    .map(one -> ", of which floods have left " + one.getValue().limit())
                    .findFirst()
                    .orElse("");
            holds.add(new Explanation.Hold(admission.hold().words() + known, until));
        }
    }
}
