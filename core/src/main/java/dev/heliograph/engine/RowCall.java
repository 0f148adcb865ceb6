// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.policy.Recipients;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxRow;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message of the outbox: its intent is stored before it leaves, and floods are waited out however long they are. */
final class RowCall extends SendCall {
    private final OutboxPump pump;
    private final Claimant claimant;
    private final OutboxRow row;
    private final long behind;
    private boolean intended;

    RowCall(
            SessionCore core,
            OutgoingMessage message,
            Job job,
            OutboxPump pump,
            Claimant claimant,
            OutboxRow row,
            long behind,
            Consumer<SendResult> taker) {
        super(
                core,
                message,
                job,
                row.randomId() == 0 ? core.newRandomId() : row.randomId(),
                TransferProgress.UNWATCHED,
                taker);
        this.pump = pump;
        this.claimant = claimant;
        this.row = row;
        this.behind = behind;
    }

    @Override
    long behind() {
        return behind;
    }

    /** Once stored, the intent holds until the attempt is known to have had no effect. */
    @Override
    @Nullable
    CompletionStage<Boolean> intent() {
        if (intended) {
            return null;
        }
        intended = true;
        return pump.intend(claimant, new Intent(row.id(), sessionName(), randomId));
    }

    /** Whether that end means that nothing was written, and that the row waits in the outbox again. */
    static boolean isReturned(SendResult result) {
        return switch (result.reason()) {
            case "SESSION_LOST", "NOT_CONNECTED", "CLOSED", "TAKEN_BACK", "NOT_RESOLVED" -> true;
            default -> false;
        };
    }

    @Override
    boolean counts(SendResult result) {
        return !isReturned(result) && !result.reason().equals("NOT_CLAIMED");
    }

    /** Where the chat refuses for good, its other rows of the job are not sent after this one. */
    @Override
    SendResult concluded(Ending<SentMessage> ending) {
        SendResult result = super.concluded(ending);
        if (!job.name.isEmpty() && Recipients.isClosedBy(result)) {
            session().intake().takeBack(ending.peer(), job.name);
        }
        return result;
    }

    @Override
    void stoodBack() {
        intended = false;
        pump.stoodBack(claimant, row.id(), row.attempts() + attempts);
    }

    @Override
    long floodPatience() {
        return NEVER;
    }

    @Override
    boolean isRow() {
        return true;
    }

    @Override
    boolean isRowOf(OutboxPump other) {
        return pump == other;
    }

    @Override
    @Nullable
    String passesOver(Peer resolved) {
        return pump.passesOver(job.name, resolved.toString());
    }

    @Override
    boolean waitsForFloods() {
        return true;
    }
}
