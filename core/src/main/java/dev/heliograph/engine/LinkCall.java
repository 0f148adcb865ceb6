// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    private LinkCall(
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

    /** Who is behind a name. */
    static LinkCall<Entity> lookUp(SessionCore core, Consumer<Ending<Entity>> taker) {
        return new LinkCall<>(
                core,
                Domain.RESOLVE,
                (link, peer) -> link.facet(EntityLookup.class)
                        .map(lookup -> lookup.lookUp(peer))
                        .orElseGet(() -> unsupported("look-ups of names")),
                taker);
    }

    /** A page of a chat. */
    static LinkCall<HistoryPage> history(SessionCore core, HistoryQuery query, Consumer<Ending<HistoryPage>> taker) {
        return new LinkCall<>(
                core,
                Domain.HISTORY,
                (link, peer) -> link.facet(History.class)
                        .map(history -> history.page(new HistoryQuery(
                                peer, query.search(), query.beforeId(), query.offset(), query.limit())))
                        .orElseGet(() -> unsupported("history")),
                taker);
    }

    /** The end of messages; it keeps its place among the messages to that chat. */
    static LinkCall<Integer> deletion(SessionCore core, List<Long> messageIds, Consumer<Ending<Integer>> taker) {
        return new LinkCall<>(
                core,
                Domain.EDIT,
                (link, peer) -> link.facet(Editing.class)
                        .map(editing -> editing.delete(core.intake().chatId(peer), messageIds))
                        .orElseGet(() -> unsupported("deleting")),
                taker);
    }

    private static <T> CompletionStage<Outcome<T>> unsupported(String what) {
        return CompletableFuture.completedStage(Outcome.failed(new Failure.Unsupported(what)));
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
