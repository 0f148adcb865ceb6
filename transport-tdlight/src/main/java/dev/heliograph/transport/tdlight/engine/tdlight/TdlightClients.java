// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are open, and the factory that serves them: held from the first to the last, since its thread keeps the
 * process alive.
 *
 * <p>May be used from any thread. The lock is never held while TDLight-Java's handlers run.
 */
final class TdlightClients {
    private final RawTdlight library;
    private final Map<Integer, Client> open = new LinkedHashMap<>();
    private @Nullable Object factory;
    /** Clients that live for one request only; counted down, so that they meet no number of another. */
    private int passing;

    TdlightClients(RawTdlight library) {
        this.library = library;
    }

    /** Makes a client that sleeps until its first request. */
    synchronized void add(int number) {
        if (factory == null) {
            factory = library.acquireFactory();
        }
        open.put(number, new Client(number, library.createClient(factory)));
    }

    /**
     * Sends a request, and wakes the client first if it is the first.
     *
     * @return false where there is no such client
     */
    boolean send(int number, Object request, Consumer<Object> updates, Consumer<Object> answer) {
        Client client = find(number);
        if (client == null) {
            return false;
        }
        client.wake(updates);
        library.send(client.handle, request, answer);
        return true;
    }

    /** Has a client answer at once: whichever is awake, else one that is opened and closed for it. */
    Object execute(Object request) {
        Client awake = anyAwake();
        if (awake != null) {
            return library.execute(awake.handle, request);
        }
        Client passer = addPassing();
        passer.wake(update -> {});
        try {
            return library.execute(passer.handle, request);
        } finally {
            library.close(passer.handle);
        }
    }

    /** Closes all clients; waits for them unless the application has clients of its own. */
    void close() {
        Object left;
        List<Client> clients;
        synchronized (this) {
            left = factory;
            factory = null;
            clients = List.copyOf(open.values());
            open.clear();
        }
        clients.stream().filter(client -> client.awake).forEach(client -> library.close(client.handle));
        if (left != null) {
            library.releaseFactory(left);
        }
    }

    private synchronized @Nullable Client find(int number) {
        return open.get(number);
    }

    private synchronized @Nullable Client anyAwake() {
        return open.values().stream().filter(client -> client.awake).findFirst().orElse(null);
    }

    private synchronized Client addPassing() {
        passing--;
        add(passing);
        Client client = open.get(passing);
        if (client == null) {
            throw new IllegalStateException("the client was closed");
        }
        return client;
    }

    private void closed(int number) {
        Object last = null;
        synchronized (this) {
            open.remove(number);
            if (open.isEmpty()) {
                last = factory;
                factory = null;
            }
        }
        if (last != null) {
            // on its own thread it does not wait for itself
            library.releaseFactory(last);
        }
    }

    /** One client. */
    private final class Client {
        private final int number;
        private final Object handle;
        private volatile boolean awake;

        Client(int number, Object handle) {
            this.number = number;
            this.handle = handle;
        }

        synchronized void wake(Consumer<Object> updates) {
            if (!awake) {
                library.initialize(handle, update -> {
                    updates.accept(update);
                    if (library.isLast(update)) {
                        closed(number);
                    }
                });
                awake = true;
            }
        }
    }
}
