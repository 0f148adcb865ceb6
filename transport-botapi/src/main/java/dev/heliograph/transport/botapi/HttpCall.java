// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ProxyConfig;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One request, and how far it has come: {@link Http} says when its last byte leaves, its owner may abandon it, and only
 * one of the two happens first. So it is always certain that a request that was abandoned early cannot be carried out.
 * May be used from any thread.
 */
final class HttpCall {
    /** What a request is for, which decides what it has to wait for. */
    enum Purpose {
        CALL,
        UPLOAD,
        /** Stays open until something happens. */
        POLL
    }

    private enum Fate {
        OPEN,
        WRITTEN,
        ABANDONED,
        ABANDONED_AFTER_WRITTEN
    }

    private final Purpose purpose;
    private final String path;
    private final HttpBody body;
    private final @Nullable ProxyConfig proxy;
    private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.OPEN);
    private final AtomicReference<@Nullable Runnable> breaker = new AtomicReference<>();
    private volatile LongConsumer movement = bytes -> {};
    private volatile Runnable doubt = () -> {};

    /**
     * @param path of the method, below the endpoint; holds the token
     */
    HttpCall(Purpose purpose, String path, HttpBody body, @Nullable ProxyConfig proxy) {
        this.purpose = purpose;
        this.path = path;
        this.body = body;
        this.proxy = proxy;
    }

    Purpose purpose() {
        return purpose;
    }

    String path() {
        return path;
    }

    HttpBody body() {
        return body;
    }

    @Nullable
    ProxyConfig proxy() {
        return proxy;
    }

    /** To be asked by {@link Http} before the last byte of the body leaves; false = it must not. */
    boolean depart() {
        return fate.compareAndSet(Fate.OPEN, Fate.WRITTEN);
    }

    /** Whether the last byte may have left. */
    boolean hasDeparted() {
        Fate now = fate.get();
        return now == Fate.WRITTEN || now == Fate.ABANDONED_AFTER_WRITTEN;
    }

    boolean isAbandoned() {
        Fate now = fate.get();
        return now == Fate.ABANDONED || now == Fate.ABANDONED_AFTER_WRITTEN;
    }

    /** Gives the request up: what has not left never will. */
    void abandon() {
        if (!fate.compareAndSet(Fate.OPEN, Fate.ABANDONED)) {
            fate.compareAndSet(Fate.WRITTEN, Fate.ABANDONED_AFTER_WRITTEN);
        }
        Runnable known = breaker.getAndSet(null);
        if (known != null) {
            known.run();
        }
    }

    /** How {@link Http} breaks it off; run once, at once where it is abandoned already. */
    void whenAbandoned(Runnable breaking) {
        breaker.set(breaking);
        if (isAbandoned()) {
            Runnable late = breaker.getAndSet(null);
            if (late != null) {
                late.run();
            }
        }
    }

    /** What {@link Http} does where the connection of this request turns out to be one that cannot be trusted. */
    void whenDoubted(Runnable action) {
        doubt = action;
    }

    /** The answer was none to this request, so the connection gives the wrong answer to later ones as well. */
    void doubtConnection() {
        doubt.run();
    }

    /** To be told by {@link Http} how many bytes of the body have left in all. */
    void moved(long bytes) {
        movement.accept(bytes);
    }

    void onMovement(LongConsumer listener) {
        movement = listener;
    }

    /** The path is left out: it holds the token. */
    @Override
    public String toString() {
        return "HttpCall[" + purpose + ", " + body.contentType() + ", " + body.length() + " bytes]";
    }
}
