// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Values;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The ports over one book. Each teaches the book its verbs; then the book reads what was written. */
final class NotebookStore implements StateStore {
    private final Book book;
    private final Cells cells;
    private final Buckets buckets;
    private final Outbox outbox;
    private final Bells signals = new Bells();
    private final Values values;
    private final SessionVault vault;

    NotebookStore(Book book) {
        this.book = book;
        this.cells = new BookedCells(book);
        this.buckets = new BookedBuckets(book);
        this.outbox = new BookedOutbox(book);
        this.values = new BookedValues(book);
        this.vault = new BookedVault(book);
        book.read();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Cells cells() {
        return cells;
    }

    @Override
    public Buckets buckets() {
        return buckets;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public SessionVault vault() {
        return vault;
    }

    @Override
    public Optional<String> replaced() {
        return book.isReplaced() ? Optional.of("the notebook was removed or replaced") : Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        signals.close();
        return book.close();
    }

    @Override
    public String toString() {
        return "notebook:";
    }
}
