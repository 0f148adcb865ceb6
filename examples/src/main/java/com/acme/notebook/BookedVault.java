// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Sealed bytes of sessions. */
final class BookedVault implements SessionVault {
    private static final String STORE = "store";
    private static final String FORGET = "forget";
    private final TreeMap<String, Bytes> sealed = new TreeMap<>();
    private final Book book;

    BookedVault(Book book) {
        this.book = book;
        book.teach(STORE, this::store);
        book.teach(FORGET, this::forget);
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
        return book.look(() -> Optional.ofNullable(sealed.get(session.value())));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes bytes) {
        return book.change(Deed.of(STORE).with(session.value()).with(bytes), this::store);
    }

    private boolean store(Deed deed) {
        sealed.put(deed.text(), deed.bytes());
        return true;
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
        return book.change(Deed.of(FORGET).with(session.value()), this::forget);
    }

    private boolean forget(Deed deed) {
        return sealed.remove(deed.text()) != null;
    }

    @Override
    public CompletionStage<Outcome<List<SessionName>>> list() {
        return book.look(
                () -> sealed.navigableKeySet().stream().map(SessionName::of).toList());
    }
}
