// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.PluginContext;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one proxy. The JDK's client keeps connections that the server may be about to close, and a request
 * that is written into one of those gets no answer: nobody knows whether it was carried out. So a client whose
 * connections may have rested for long is left for a new one, and so is one that may be broken or that gave the answer to
 * another request. May be used from any thread.
 */
final class ClientPool {
    /** Servers keep a connection for 60 s and more; below that it is alive. */
    static final Duration REST = Duration.ofSeconds(20);

    /** What a client is for. */
    record Key(@Nullable ProxyConfig proxy, boolean polls) {}

    /** The use of a client for one request. */
    final class Loan {
        private final Generation generation;

        private Loan(Generation generation) {
            this.generation = generation;
        }

        HttpClient client() {
            return generation.client;
        }

        void giveBack() {
            ClientPool.this.giveBack(generation, true);
        }

        /** No later request uses that client, whether this one was given back or not. */
        void doubt() {
            ClientPool.this.doubt(generation);
        }

        /** Gives it back after a failure that may be its own: a client whose thread has ended fails for ever. */
        void giveBackDoubted() {
            ClientPool.this.giveBack(generation, false);
        }
    }

    /** A client and what is known of its connections. */
    private static final class Generation {
        private final HttpClient client;
        /** Requests under way. */
        private int busy;
        /** The most there ever were at once: it has no more connections than that. */
        private int peak;

        /** Requests that were made in the window, or were under way when it began. */
        private int used;

        private long windowFrom;
        private long usedAt;
        private boolean left;
        private boolean doubted;

        private Generation(HttpClient client, long now) {
            this.client = client;
            this.windowFrom = now;
        }
    }

    private final Key key;
    private final PluginContext context;
    private final LeftClients<HttpClient> leftBehind;
    private @Nullable Generation current;

    ClientPool(Key key, PluginContext context) {
        this.key = key;
        this.context = context;
        this.leftBehind = new LeftClients<>(context.blocking());
    }

    synchronized Loan borrow() {
        long now = context.timeline().nanos();
        Generation generation = current;
        if (generation == null || hasRested(generation, now)) {
            if (generation != null) {
                leave(generation);
            }
            HttpClient bare = leftBehind.bare(now);
            generation = new Generation(bare == null ? client() : bare, now);
            current = generation;
        }
        generation.usedAt = now;
        generation.used++;
        generation.busy++;
        generation.peak = Math.max(generation.peak, generation.busy);
        return new Loan(generation);
    }

    synchronized void close() {
        if (current != null) {
            leave(current);
            current = null;
        }
    }

    private synchronized void giveBack(Generation generation, boolean sound) {
        generation.usedAt = context.timeline().nanos();
        generation.busy--;
        generation.doubted |= !sound;
        if (!sound && generation == current) {
            current = null;
            leave(generation);
        } else {
            end(generation);
        }
    }

    private synchronized void doubt(Generation generation) {
        generation.doubted = true;
        if (generation == current) {
            current = null;
            leave(generation);
        }
    }

    /** Whether a connection may have been unused for longer than {@link #REST}, or nearly twice that under load. */
    private boolean hasRested(Generation generation, long now) {
        if (generation.busy == 0 && now - generation.usedAt > REST.toNanos()) {
            return true;
        }
        if (now - generation.windowFrom <= REST.toNanos()) {
            return false;
        }
        // the JDK takes the connection that rested longest, so as many requests as connections have used them all
        boolean someRested = generation.used < generation.peak;
        generation.windowFrom = now;
        // those do not rest: a poll stays open for longer than a window
        generation.used = generation.busy;
        return someRested;
    }

    private void leave(Generation generation) {
        generation.left = true;
        end(generation);
    }

    private void end(Generation generation) {
        if (generation.left && generation.busy == 0) {
            if (generation.doubted) {
                leftBehind.addForGood(generation.client);
            } else {
                leftBehind.add(generation.client, generation.usedAt);
            }
        }
    }

    private HttpClient client() {
        ProxyConfig proxy = key.proxy();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(context.blocking());
        // never the proxy of the process: a session says what it uses
        builder.proxy(
                proxy == null
                        ? HttpClient.Builder.NO_PROXY
                        : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        return builder.build();
    }
}
