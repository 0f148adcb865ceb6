// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SessionState;
import dev.heliograph.spi.state.Cell;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what would hold a message of a session that this process does not have, by what others left in a durable state: who has
 * it, and which gates are closed. Begins and ends on the strand of the session.
 */
final class FarExplainer {
    private final SessionCore core;
    private final Fleet fleet;
    private final Consumer<Explanation> taker;

    private FarExplainer(SessionCore core, Fleet fleet, Consumer<Explanation> taker) {
        this.core = core;
        this.fleet = fleet;
        this.taker = taker;
    }

    /** Hands the explanation to the taker; of a session that this process has, or had, without asking anybody. */
    static void explain(SessionCore core, Fleet fleet, OutgoingMessage message, Consumer<Explanation> taker) {
        AccountBudget budget = core.account().budget();
        if (budget != null || core.connection().isHere() || !fleet.state().durable()) {
            taker.accept(Explainer.explain(core, message, budget));
            return;
        }
        FarExplainer far = new FarExplainer(core, fleet, taker);
        fleet.heartbeats()
                .latest(core.config().sessionName())
                .whenCompleteAsync((outcome, bug) -> far.heard(message.peer(), outcome), core.strand());
    }

    private void heard(Peer peer, @Nullable Outcome<Optional<Heartbeat>> outcome) {
        Optional<Heartbeat> found = outcome == null ? null : outcome.value();
        if (found == null) {
            taker.accept(Explainer.explain(core, peer, "the state does not say who has the session", null));
            return;
        }
        Heartbeat beat = found.orElse(null);
        String why = why(beat, core.timeline().instant());
        AccountId account = account(beat);
        if (account == null) {
            taker.accept(Explainer.explain(core, peer, why, null));
            return;
        }
        read("account/" + account)
                .thenCombine(
                        read("entity/" + account + "/" + peer),
                        (notes, entity) -> new Recollection(notes.value(), entity.value()))
                .whenCompleteAsync(
                        (known, bug) -> taker.accept(
                                known == null
                                        ? Explainer.explain(core, peer, why, null)
                                        : Explainer.explain(core, known.chat(peer), why, budget(known.notes))),
                        core.strand());
    }

    /** What the state holds of the account and of the chat, each null where it did not answer. */
    private record Recollection(
            @Nullable Cell notes, @Nullable Cell entity) {
        /** Gates are kept by the ids of chats. */
        Peer chat(Peer named) {
            EntityCodec.Known known = entity == null || !entity.isPresent() ? null : EntityCodec.read(entity.bytes());
            Entity found = known == null ? null : known.entity();
            return found == null ? named : Peer.of(found.id());
        }
    }

    private CompletionStage<Outcome<Cell>> read(String key) {
        return Ports.ask(() -> fleet.state().cells().read(key, fleet.timeline().instant()));
    }

    private @Nullable AccountBudget budget(@Nullable Cell notes) {
        if (notes == null || !notes.isPresent()) {
            return null;
        }
        long now = core.timeline().nanos();
        AccountNotes known = AccountNotes.read(notes.bytes(), core.timeline().instant(), now);
        AccountBudget budget = new AccountBudget(core.limits());
        budget.restore(known.gates(), known.learned(), now);
        return budget;
    }

    /** Why the session cannot send, or null where a process has it ready. */
    private static @Nullable String why(@Nullable Heartbeat beat, Instant now) {
        if (beat == null || !beat.isServed()) {
            return "no process has the session connected";
        }
        if (beat.isStale(now)) {
            return beat.node() + ", which has the session, has said nothing since " + beat.at();
        }
        return beat.state() == SessionState.READY ? null : "the session is " + beat.state() + " at " + beat.node();
    }

    /** The account by what was said of it; that of a bot is in its token. */
    private @Nullable AccountId account(@Nullable Heartbeat beat) {
        if (beat != null && beat.account() != null) {
            return beat.account();
        }
        String token = core.config().botToken();
        String number = token == null ? "" : token.substring(0, Math.max(0, token.indexOf(':')));
        return number.matches("[1-9][0-9]{0,17}") ? new AccountId(Long.parseLong(number)) : null;
    }
}
