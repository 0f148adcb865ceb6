// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.History;
import dev.heliograph.transport.tdlight.facet.ChatSigns;
import dev.heliograph.transport.tdlight.facet.HiddenWaits;
import dev.heliograph.transport.tdlight.facet.SignInApproval;
import dev.heliograph.transport.tdlight.message.Messaging;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a link offers beyond sending. It is there whether or not the session is connected, and hands over to the connection
 * that there is. May be called from any thread.
 */
final class LinkCalls implements Editing, Forwarding, History, EntityLookup, ChatSigns, HiddenWaits {
    private static final Set<Class<?>> OWN = Set.of(
            Editing.class, Forwarding.class, History.class, EntityLookup.class, ChatSigns.class, HiddenWaits.class);
    private static final Numbers NONE = new Numbers(0, 0, 0, Duration.ZERO, Duration.ZERO);

    private final TdLink link;
    private volatile Numbers before = NONE;
    private volatile @Nullable HiddenWaits current;

    LinkCalls(TdLink link) {
        this.link = link;
    }

    <F> Optional<F> facet(Class<F> type) {
        if (type == SignInApproval.class) {
            SignInApproval approval = link::approve;
            return Optional.of(type.cast(approval));
        }
        return OWN.contains(type) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Counts for that connection from now on. */
    void follow(Messaging fresh) {
        current = fresh.facet(HiddenWaits.class).orElse(null);
    }

    /** Keeps what was counted for a connection that is ending. */
    void remember() {
        before = numbers();
        current = null;
    }

    @Override
    public Numbers numbers() {
        HiddenWaits counting = current;
        Numbers more = counting == null ? NONE : counting.numbers();
        Numbers sum = before;
        return new Numbers(
                sum.noticed() + more.noticed(),
                more.now(),
                sum.withdrawn() + more.withdrawn(),
                sum.longest().compareTo(more.longest()) > 0 ? sum.longest() : more.longest(),
                sum.sum().plus(more.sum()));
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean linkPreview) {
        return call(Editing.class, editing -> editing.edit(message, text, linkPreview));
    }

    @Override
    public CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        return call(Editing.class, editing -> editing.delete(chatId, messageIds));
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> forward(Peer peer, MessageRef message, boolean silent, long randomId) {
        return call(Forwarding.class, forwarding -> forwarding.forward(peer, message, silent, randomId));
    }

    @Override
    public CompletionStage<Outcome<HistoryPage>> page(HistoryQuery query) {
        return call(History.class, history -> history.page(query));
    }

    @Override
    public CompletionStage<Outcome<Entity>> lookUp(Peer peer) {
        return call(EntityLookup.class, entities -> entities.lookUp(peer));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> typing(Peer peer) {
        return call(ChatSigns.class, signs -> signs.typing(peer));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> read(Peer peer, List<Long> messageIds) {
        return call(ChatSigns.class, signs -> signs.read(peer, messageIds));
    }

    private <F, T> CompletionStage<Outcome<T>> call(Class<F> type, Function<F, CompletionStage<Outcome<T>>> body) {
        return link.whenReady(ready -> ready.facet(type)
                .map(body)
                .orElseGet(() -> CompletableFuture.completedFuture(
                        Outcome.failed(new Failure.Unsupported(type.getSimpleName())))));
    }
}
