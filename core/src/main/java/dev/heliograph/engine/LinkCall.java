// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.transport.Link;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A call of another kind than sending: look-up, page of history, edit, deletion. It may be repeated without harm.
 *
 * @param <T> what the server answers
 */
final class LinkCall<T> extends Call<T> {
    private final Domain domain;
    private final long patience;
    private final BiFunction<Link, Peer, CompletionStage<Outcome<T>>> request;
    private final Consumer<Ending<T>> taker;

    LinkCall(
            SessionCore core,
            Domain domain,
            BiFunction<Link, Peer, CompletionStage<Outcome<T>>> request,
            Consumer<Ending<T>> taker) {
        super(
                domain == Domain.EDIT ? TrafficClass.EDIT : TrafficClass.READ,
                Job.NONE,
                core.timeline().nanos(),
                NEVER);
        this.domain = domain;
        this.patience = core.config().floodSleepThreshold().toNanos();
        this.request = request;
        this.taker = taker;
    }

    @Override
    Domain domain(Peer peer) {
        return domain;
    }

    @Override
    CompletionStage<Outcome<T>> start(Link link, Peer peer) {
        return request.apply(link, peer);
    }

    @Override
    boolean isRepeatable() {
        return true;
    }

    @Override
    long floodPatience() {
        return patience;
    }

    @Override
    void end(Ending<T> ending) {
        taker.accept(ending);
    }
}
