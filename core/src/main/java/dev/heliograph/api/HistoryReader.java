// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A chat read from its newest message on, page by page, at the pace that the limits allow. Not for several threads. */
@Stable
public final class HistoryReader {
    private final TelegramClient client;
    private HistoryQuery next;
    private boolean ended;

    HistoryReader(TelegramClient client, HistoryQuery query) {
        this.client = client;
        this.next = query;
    }

    /** Whether the oldest message was read. */
    public boolean isAtEnd() {
        return ended;
    }

    /** The next page, older than the last one; an empty one at the end. A failure may be tried again. */
    public CompletableFuture<Outcome<HistoryPage>> next() {
        if (ended) {
            return CompletableFuture.completedFuture(Outcome.done(new HistoryPage(List.of(), 0, false)));
        }
        return client.history(next).thenApply(outcome -> {
            HistoryPage page = outcome.value();
            if (page != null) {
                List<Message> messages = page.messages();
                ended = !page.hasMore() || messages.isEmpty();
                if (!messages.isEmpty()) {
                    next = next.withOffset(0)
                            .before(messages.get(messages.size() - 1).messageId());
                }
            }
            return outcome;
        });
    }

    /**
     * All messages from here on, read as they are consumed; consuming blocks.
     *
     * @throws dev.heliograph.model.FailureException while it is consumed, where a page cannot be read
     */
    public Stream<Message> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private final class Pages implements Iterator<Message> {
        private Iterator<Message> page = List.<Message>of().iterator();

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !ended) {
                page = HistoryReader.this.next().join().orThrow().messages().iterator();
            }
            return page.hasNext();
        }

        @Override
        public Message next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the chat has no older message");
            }
            return page.next();
        }
    }
}
