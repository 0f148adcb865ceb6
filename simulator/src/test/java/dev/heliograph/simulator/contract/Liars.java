// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.contract;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.ForwardingLink;
import dev.heliograph.spi.transport.ForwardingTransport;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.time.VirtualTimeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The simulator, with one lie in one of its abilities. */
final class Liars {
    private Liars() {}

    /** Replaces the facet of one type by another one. */
    private static <L> UnaryOperator<Transport> facet(Class<L> type, UnaryOperator<L> lie) {
        return link(honest -> new ForwardingLink(honest) {
            @Override
            public <F> Optional<F> facet(Class<F> wanted) {
                Optional<F> facet = super.facet(wanted);
                return wanted == type ? facet.map(found -> wanted.cast(lie.apply(type.cast(found)))) : facet;
            }
        });
    }

    private static UnaryOperator<Transport> link(UnaryOperator<Link> lie) {
        return honest -> new ForwardingTransport(honest) {
            @Override
            public Link link(ClientConfig config, EventSink sink) {
                return lie.apply(super.link(config, sink));
            }
        };
    }

    private static UnaryOperator<Transport> editing(UnaryOperator<Editing> lie) {
        return facet(Editing.class, lie);
    }

    static UnaryOperator<Transport> nobody() {
        return ForwardingOnly::new;
    }

    private static final class ForwardingOnly extends ForwardingTransport {
        ForwardingOnly(Transport target) {
            super(target);
        }
    }

    /** An edit that changes nothing is an error, as the server says in its own words. */
    static UnaryOperator<Transport> refusesTheSameText() {
        Set<String> texts = new HashSet<>();
        return editing(honest -> new LyingEditing(honest) {
            @Override
            public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean preview) {
                if (text.text().startsWith("contract") && texts.add(text.text())) {
                    return CompletableFuture.completedFuture(
                            Outcome.failed(new Failure.Rejected(SendStatus.FAILED, 400, "MESSAGE_NOT_MODIFIED")));
                }
                return super.edit(message, text, preview);
            }
        });
    }

    /** Says that it edited, and did not. */
    static UnaryOperator<Transport> forgetsEdits() {
        return editing(honest -> new LyingEditing(honest) {
            @Override
            public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean preview) {
                return CompletableFuture.completedFuture(
                        Outcome.done(new SentMessage(message.chatId(), message.messageId(), VirtualTimeline.START)));
            }
        });
    }

    /** Counts only what was still there. */
    static UnaryOperator<Transport> countsOnlyWhatWasThere() {
        Set<Long> gone = new HashSet<>();
        return editing(honest -> new LyingEditing(honest) {
            @Override
            public CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> ids) {
                int fresh = (int) ids.stream().filter(gone::add).count();
                return super.delete(chatId, ids).thenApply(outcome -> outcome.map(count -> fresh));
            }
        });
    }

    private static class LyingEditing implements Editing {
        private final Editing honest;

        LyingEditing(Editing honest) {
            this.honest = honest;
        }

        @Override
        public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean preview) {
            return honest.edit(message, text, preview);
        }

        @Override
        public CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> ids) {
            return honest.delete(chatId, ids);
        }
    }

    static UnaryOperator<Transport> answersUnsupported() {
        return facet(
                EntityLookup.class,
                honest ->
                        peer -> CompletableFuture.completedFuture(Outcome.failed(new Failure.Unsupported("look-ups"))));
    }

    static UnaryOperator<Transport> callsChannelsGroups() {
        return facet(
                EntityLookup.class,
                honest -> peer -> honest.lookUp(peer)
                        .thenApply(outcome -> outcome.map(found -> found.kind() == Entity.Kind.CHANNEL
                                ? new Entity.Group(found.id(), found.name(), found.username(), 0, false)
                                : found)));
    }

    static UnaryOperator<Transport> forwardsTwice() {
        long[] number = {0};
        return facet(
                Forwarding.class,
                honest -> (Peer peer, MessageRef message, boolean silent, long randomId) ->
                        honest.forward(peer, message, silent, number[0]++));
    }

    static UnaryOperator<Transport> readsOldestFirst() {
        return pages(page -> {
            List<Message> turned = new ArrayList<>(page.messages());
            Collections.reverse(turned);
            return new HistoryPage(turned, page.total(), page.hasMore());
        });
    }

    static UnaryOperator<Transport> promisesMore() {
        return pages(page -> new HistoryPage(page.messages(), page.total(), true));
    }

    static UnaryOperator<Transport> miscounts() {
        return pages(page -> new HistoryPage(page.messages(), page.messages().size(), page.hasMore()));
    }

    static UnaryOperator<Transport> ignoresBefore() {
        return queries(query -> query.before(0));
    }

    static UnaryOperator<Transport> ignoresOffsets() {
        return queries(query -> query.withOffset(0));
    }

    static UnaryOperator<Transport> ignoresSearches() {
        return queries(query -> query.withSearch(null));
    }

    private static UnaryOperator<Transport> pages(UnaryOperator<HistoryPage> lie) {
        return facet(History.class, honest -> query -> honest.page(query).thenApply(outcome -> outcome.map(lie)));
    }

    private static UnaryOperator<Transport> queries(UnaryOperator<HistoryQuery> lie) {
        return facet(History.class, honest -> query -> honest.page(lie.apply(query)));
    }

    /** Has the facet and does not say so. */
    static UnaryOperator<Transport> hidesHistory() {
        return honest -> new ForwardingTransport(honest) {
            @Override
            public Capabilities capabilities() {
                TreeSet<Feature> fewer = new TreeSet<>(super.capabilities().features());
                fewer.remove(Feature.HISTORY);
                return Capabilities.of(fewer);
            }
        };
    }

    /** Calls harmless what may have happened: the engine would send it twice or report it lost. */
    static UnaryOperator<Transport> callsDoubtsHarmless() {
        return link(honest -> new ForwardingLink(honest) {
            @Override
            public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
                return super.send(request)
                        .thenApply(outcome -> outcome.failure() instanceof Failure.Ambiguous doubt
                                ? Outcome.failed(new Failure.Unavailable(Failure.Origin.NETWORK, doubt.reason()))
                                : outcome);
            }
        });
    }

    /** Sends the text and leaves out what stands behind it. */
    static UnaryOperator<Transport> losesEntities() {
        return sending(request -> request.message().toBuilder()
                .text(FormattedText.plain(request.message().text().text()))
                .build());
    }

    static UnaryOperator<Transport> losesReplies() {
        return sending(request -> request.message().toBuilder().replyTo(0).build());
    }

    private static UnaryOperator<Transport> sending(Function<SendRequest, OutgoingMessage> lie) {
        return link(honest -> new ForwardingLink(honest) {
            @Override
            public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
                return super.send(
                        new SendRequest(request.peer(), lie.apply(request), request.randomId(), request.progress()));
            }
        });
    }
}
