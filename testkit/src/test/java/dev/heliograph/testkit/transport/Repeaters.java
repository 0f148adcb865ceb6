// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Liars about errors that may come after an effect. */
final class Repeaters {
    private Repeaters() {}

    /** Takes an error of the server for one that comes before the effect. */
    static final class CallsErrorsCertain extends Liars.Liar {
        CallsErrorsCertain(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome.failure() instanceof Failure.Ambiguous doubt
                    ? Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, doubt.reason()))
                    : outcome;
        }
    }

    /** Sends again by itself what was answered with an error, under another number. */
    static final class RepeatsAfterErrors extends Liars.Liar {
        RepeatsAfterErrors(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Outcome<SentMessage>> send(Link honest, SendRequest request) {
            return honest.send(request).thenCompose(outcome -> {
                if (!(outcome.failure() instanceof Failure.Ambiguous)) {
                    return CompletableFuture.completedFuture(outcome);
                }
                plain.openAll();
                return honest.send(
                        new SendRequest(request.peer(), request.message(), request.randomId() + 1, request.progress()));
            });
        }
    }
}
