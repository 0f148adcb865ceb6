// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authorization key: what a client and the server agreed upon, and by which the server knows the client again.
 *
 * <p>What is public may be used from any thread.
 */
public final class AuthKey {
    private static final int MOST_SESSIONS = 64;

    private final long id;
    private final byte[] bytes;
    private final DcAddress dc;
    private final long expiresAt;
    private final Salts salts;
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private volatile @Nullable AuthKey permanent;
    private volatile @Nullable TlObject client;
    private volatile int layer;
    private volatile Owners.@Nullable Holder holder;
    private volatile boolean kept;
    private volatile boolean destroyed;

    AuthKey(byte[] bytes, DcAddress dc, long expiresAt, long firstSalt) {
        this.id = idOf(bytes);
        this.bytes = bytes.clone();
        this.dc = dc;
        this.expiresAt = expiresAt;
        this.salts = new Salts(bytes, firstSalt);
    }

    static long idOf(byte[] key) {
        return Digests.int64(Digests.sha1(key), 12);
    }

    /** Its number, which travels with every message. */
    public long id() {
        return id;
    }

    /** A copy of its 256 bytes, as sessions are exported with. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The data centre that knows it. */
    public DcAddress dc() {
        return dc;
    }

    /** Whether it is good for a while only, and needs a permanent one behind it. */
    public boolean isTemporary() {
        return expiresAt > 0;
    }

    /** What the client said about itself in initConnection, without its query; null where it never did. */
    public @Nullable TlObject client() {
        return client;
    }

    /** The layer that the client speaks; 0 where it never said. */
    public int layer() {
        return layer;
    }

    /** Whether the door no longer knows it. */
    public boolean isDestroyed() {
        return destroyed;
    }

    /** Keeps it while others make room for new ones: for keys that somebody is signed in with. */
    public void keep() {
        kept = true;
    }

    /** Lets it make room for new ones again. */
    public void release() {
        kept = false;
    }

    boolean isKept() {
        return kept;
    }

    byte[] secret() {
        return bytes;
    }

    Salts salts() {
        return salts;
    }

    boolean isOver(long second) {
        return expiresAt > 0 && second >= expiresAt;
    }

    long expiresAt() {
        return expiresAt;
    }

    /** The permanent key behind a temporary one that is bound, or the key itself. */
    AuthKey root() {
        AuthKey bound = permanent;
        return bound == null ? this : bound;
    }

    boolean isBound() {
        return !isTemporary() || permanent != null;
    }

    /** Puts a permanent key behind a temporary one, which takes its sessions along. */
    void bind(AuthKey to) {
        permanent = to;
        to.sessions.putAll(sessions);
        sessions.clear();
    }

    void describe(TlObject description) {
        client = description;
    }

    void speak(int spoken) {
        layer = spoken;
    }

    Owners.@Nullable Holder holder() {
        return holder;
    }

    void hold(Owners.Holder by) {
        holder = by;
    }

    void destroy() {
        destroyed = true;
    }

    @Nullable
    Session session(long number) {
        return sessions.get(number);
    }

    /** Adds a session; where there are too many, the oldest goes. */
    void add(Session session) {
        sessions.put(session.id(), session);
        if (sessions.size() > MOST_SESSIONS) {
            Long oldest = sessions.keySet().iterator().next();
            remove(oldest);
        }
    }

    boolean remove(long number) {
        Session removed = sessions.remove(number);
        if (removed != null) {
            removed.close();
        }
        return removed != null;
    }

    List<Session> sessions() {
        return new ArrayList<>(sessions.values());
    }

    @Override
    public String toString() {
        return String.format("key %016x", id);
    }
}
