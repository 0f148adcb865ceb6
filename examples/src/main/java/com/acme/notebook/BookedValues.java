// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users' values. */
final class BookedValues implements Values {
    private static final String SET = "set";
    private static final String UNSET = "unset";
    private final Map<String, Value> values = new TreeMap<>();
    private final Book book;

    private record Value(Bytes bytes, @Nullable Instant expires) {
        boolean isOver(Instant now) {
            return expires != null && !now.isBefore(expires);
        }
    }

    BookedValues(Book book) {
        this.book = book;
        book.teach(SET, this::set);
        book.teach(UNSET, this::unset);
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
        return book.look(() -> present(key, now));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> set(String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        return book.change(Deed.of(SET).with(key).with(value).with(timeToLive).with(now), this::set);
    }

    private boolean set(Deed deed) {
        String key = deed.text();
        Bytes bytes = deed.bytes();
        Duration timeToLive = deed.durationOrNull();
        values.put(
                key, new Value(bytes, timeToLive == null ? null : deed.instant().plus(timeToLive)));
        return true;
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
        return book.change(Deed.of(UNSET).with(key).with(now), this::unset);
    }

    private boolean unset(Deed deed) {
        String key = deed.text();
        boolean present = present(key, deed.instant()).isPresent();
        values.remove(key);
        return present;
    }

    private Optional<Bytes> present(String key, Instant now) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.isOver(now))
                .map(Value::bytes);
    }
}
