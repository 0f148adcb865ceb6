// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All keys that the door knows. May be used from any thread. */
public final class AuthKeys {
    private static final int MOST = 20_000;

    private final Map<Long, AuthKey> keys = new LinkedHashMap<>();

    AuthKeys() {}

    /**
     * Makes a key known that was agreed upon elsewhere, such as one of a session string.
     *
     * @param bytes 256 bytes
     * @throws IllegalArgumentException where it has another length
     */
    public AuthKey register(DcAddress dc, byte[] bytes) {
        if (bytes.length != 256) {
            throw new IllegalArgumentException("a key of " + bytes.length + " bytes; it has 256");
        }
        return add(new AuthKey(bytes, dc, 0, 0));
    }

    /** The key of that number at that data centre, or null. */
    public synchronized @Nullable AuthKey find(DcAddress dc, long id) {
        AuthKey key = keys.get(id);
        return key != null && key.dc().shares(dc) ? key : null;
    }

    /** All keys, in the order in which they became known. */
    public synchronized List<AuthKey> all() {
        return new ArrayList<>(keys.values());
    }

    /**
     * Forgets a key and the temporary ones before it: clients that use it are told that it is unknown.
     *
     * @return whether it was known
     */
    public synchronized boolean forget(AuthKey key) {
        keys.values().removeIf(other -> {
            boolean goes = other == key || other.root() == key;
            if (goes) {
                other.destroy();
            }
            return goes;
        });
        return key.isDestroyed();
    }

    synchronized AuthKey add(AuthKey key) {
        AuthKey known = keys.putIfAbsent(key.id(), key);
        if (known != null) {
            return known;
        }
        if (keys.size() > MOST) {
            makeRoom();
        }
        return key;
    }

    private void makeRoom() {
        Iterator<AuthKey> oldest = keys.values().iterator();
        while (oldest.hasNext()) {
            AuthKey key = oldest.next();
            if (!key.root().isKept()) {
                key.destroy();
                oldest.remove();
                return;
            }
        }
    }
}
