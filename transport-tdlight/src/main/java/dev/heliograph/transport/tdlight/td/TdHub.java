// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import dev.heliograph.model.ProcessWide;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All clients of one engine, whoever opened them. TDLib has one exit for the whole process, so whoever receives, receives
 * for all: every transport runs a loop, and one of them at a time holds the baton.
 *
 * <p>May be used from any thread.
 */
@ProcessWide("TDLib has one exit for all of its clients, so whoever receives has to know all of them")
public final class TdHub {
    private static final Logger LOG = LoggerFactory.getLogger(TdHub.class);
    private static final IdentityHashMap<TdEngine, TdHub> HUBS = new IdentityHashMap<>();
    /** Long, since a loop that is to end is woken. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String CLIENT = "\"@client_id\":";
    private static final String AUTHORIZATION = "{\"@type\":\"updateAuthorizationState\"";
    private static final String CLOSE = "{\"@type\":\"close\"}";
    /** A number that no client ever has. */
    private static final int NOBODY = 0;

    private static final String CLOSED = "\"authorizationStateClosed\"";

    private final TdEngine engine;
    private final ReentrantLock baton = new ReentrantLock();
    private final Map<Integer, Consumer<String>> clients = new ConcurrentHashMap<>();
    private final AtomicBoolean ending = new AtomicBoolean();

    private TdHub(TdEngine engine) {
        this.engine = engine;
    }

    /** The hub of that engine; there is one. */
    public static synchronized TdHub of(TdEngine engine) {
        return HUBS.computeIfAbsent(engine, TdHub::new);
    }

    /** What it receives from. */
    public TdEngine engine() {
        return engine;
    }

    /** Clients that were opened and are not closed yet. */
    public int open() {
        return clients.size();
    }

    /**
     * Opens a client.
     *
     * @param listener takes every answer and update as it came, on the thread of a loop, and must only hand over
     * @return its number
     * @throws IllegalStateException once the process is ending
     */
    int open(Consumer<String> listener) {
        if (ending.get()) {
            throw new IllegalStateException("the process is ending");
        }
        int client = engine.create();
        clients.put(client, listener);
        return client;
    }

    void send(int client, String request) {
        engine.send(client, request);
    }

    /** Receives for all clients until it is to end; interruption ends it too, and so does {@link #closeAll}. */
    public void run(BooleanSupplier end) {
        while (!end.getAsBoolean() && !ending.get() && !Thread.currentThread().isInterrupted()) {
            try {
                baton.lockInterruptibly();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                // another loop may have swallowed the wake-up while this one waited for the baton
                if (!end.getAsBoolean() && !ending.get()) {
                    receive(PATIENCE);
                }
            } finally {
                baton.unlock();
            }
        }
    }

    /** Wakes the loop that waits, so that it looks whether it is to end. */
    public void wake() {
        // nobody has that number: the engine says so, and that is something to receive
        engine.send(NOBODY, CLOSE);
    }

    /**
     * Closes every client, because the process ends; no more can be opened. Blocks until all are closed.
     *
     * @param patience how long at most
     * @param nanos the clock that it is measured by
     * @return how many are still open
     */
    public int closeAll(Duration patience, LongSupplier nanos) {
        ending.set(true);
        // the loop that holds the baton hands it over
        wake();
        long end = nanos.getAsLong() + patience.toNanos();
        Set<Integer> told = new HashSet<>();
        while (!clients.isEmpty() && nanos.getAsLong() < end) {
            List<Integer> open = new ArrayList<>(clients.keySet());
            // also one that was opened while this began
            open.stream().filter(told::add).forEach(client -> engine.send(client, CLOSE));
            baton.lock();
            try {
                receive(Duration.ofMillis(100));
            } finally {
                baton.unlock();
            }
        }
        return clients.size();
    }

    private void receive(Duration patience) {
        String json = engine.receive(patience);
        if (json == null) {
            return;
        }
        int client = clientOf(json);
        Consumer<String> listener = clients.get(client);
        if (listener == null) {
            return;
        }
        if (json.startsWith(AUTHORIZATION) && json.contains(CLOSED)) {
            clients.remove(client);
        }
        try {
            listener.accept(json);
        } catch (RuntimeException bug) {
            // a mistake of one listener must not stop everybody's loop
            LOG.error("an update could not be handed over", bug);
        }
    }

    /** The number stands at the end of the text; quotes inside of strings have a backslash before them. */
    static int clientOf(String json) {
        int at = json.lastIndexOf(CLIENT);
        int end = json.length() - 1;
        if (at < 0 || end <= at + CLIENT.length()) {
            return NOBODY;
        }
        try {
            return Integer.parseInt(json, at + CLIENT.length(), end, 10);
        } catch (NumberFormatException foreign) {
            return NOBODY;
        }
    }
}
