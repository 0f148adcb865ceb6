// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.TelegramError;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One request on its way to the server and back. Confined to the door's strand, its future apart. */
final class Exchange<T> {
    private final CompletableFuture<Outcome<T>> future = new CompletableFuture<>();
    private final boolean effect;
    private final long sentAt;
    private final Function<Call, Answer<T>> body;
    private final Function<SentMessage, T> standing;

    /**
     * @param effect whether it changes anything, so that a lost answer leaves a doubt
     * @param sentAt when the client decided to send it, on the world's clock
     * @param body what it does at the server
     * @param standing the value where the server says that there was nothing left to do
     */
    Exchange(boolean effect, long sentAt, Function<Call, Answer<T>> body, Function<SentMessage, T> standing) {
        this.effect = effect;
        this.sentAt = sentAt;
        this.body = body;
        this.standing = standing;
    }

    CompletableFuture<Outcome<T>> future() {
        return future;
    }

    boolean isOver() {
        return future.isDone();
    }

    long sentAt() {
        return sentAt;
    }

    Answer<T> carryOut(Call call) {
        return body.apply(call);
    }

    void fail(Failure failure) {
        future.complete(Outcome.failed(failure));
    }

    /** The connection or the answer is gone although the request had been written. */
    void lose(String reason) {
        fail(effect ? new Failure.Ambiguous(reason) : new Failure.Unavailable(Failure.Origin.NETWORK, reason));
    }

    /** The answer is here; gives the failure back where it is one, so that the link can act on it. */
    Outcome<T> answer(Answer<T> answer, Door door) {
        Outcome<T> outcome = meaning(answer, door);
        future.complete(outcome);
        return outcome;
    }

    private Outcome<T> meaning(Answer<T> answer, Door door) {
        TelegramError error = answer.error();
        if (error == null) {
            return Outcome.done(answer.orThrow());
        }
        Failure failure = door.meaning(error).orElse(null);
        return failure == null
                ? Outcome.done(standing.apply(
                        Objects.requireNonNull(error.doneAs(), "an error that means success says what stands there")))
                : Outcome.failed(failure);
    }
}
