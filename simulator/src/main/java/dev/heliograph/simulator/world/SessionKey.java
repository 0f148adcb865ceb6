// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session is known by to the server: its authorization key, the account behind it, and what waits to be told. */
public final class SessionKey {
    /** Updates that the server keeps for a session that is away; of more it forgets the oldest. */
    private static final int KEPT_UPDATES = 1000;

    private final String session;
    private final Account account;
    private final ArrayDeque<Event> updates = new ArrayDeque<>();
    private boolean signedIn;
    private @Nullable TelegramError death;
    private @Nullable Runnable connection;

    SessionKey(String session, Account account) {
        this.session = session;
        this.account = account;
    }

    /** The name of the session. */
    public String session() {
        return session;
    }

    /** Whose session it is. */
    public Account account() {
        return account;
    }

    boolean isSignedIn() {
        return signedIn;
    }

    void signIn() {
        signedIn = true;
    }

    /** Why it is no longer accepted, or null. */
    @Nullable
    TelegramError death() {
        return death;
    }

    void die(TelegramError why) {
        death = why;
        updates.clear();
        Runnable last = connection;
        connection = null;
        if (last != null) {
            last.run();
        }
    }

    boolean isConnected() {
        return connection != null;
    }

    /** The connection is told whenever there is something to fetch. */
    void connect(Runnable wake) {
        connection = wake;
        if (!updates.isEmpty()) {
            wake.run();
        }
    }

    void disconnect(Runnable wake) {
        if (connection == wake) {
            connection = null;
        }
    }

    void tell(Event event) {
        // a session that never signed in has nothing to catch up with
        if (death != null || !signedIn) {
            return;
        }
        if (updates.size() == KEPT_UPDATES) {
            updates.remove();
        }
        updates.add(event);
        if (connection != null) {
            connection.run();
        }
    }

    List<Event> fetch() {
        List<Event> fetched = new ArrayList<>(updates);
        updates.clear();
        return fetched;
    }
}
