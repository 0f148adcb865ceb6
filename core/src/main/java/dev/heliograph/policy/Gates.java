// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Stable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gates of one account: what Telegram closed, and until when. A flood closes its method for its chat; a second chat
 * that is hit inside the window closes the method, a third the account. When a gate that concerns many chats comes to
 * its end, one call goes through as a probe: its success opens the gate, a flood closes it again.
 *
 * <p>Times are nanoseconds of one clock. Not for use by several threads.
 */
@Stable
public final class Gates {
    /** Waits for the answer of a probe: no time is known. */
    public static final long PROBING = Long.MAX_VALUE;

    private final Map<Gate.Key, Gate> closed = new LinkedHashMap<>();
    private final Set<Gate.Key> probed = new LinkedHashSet<>();
    /** Methods that are closed on suspicion, and when the call left that raised it. */
    private final Map<Method, Long> suspected = new EnumMap<>(Method.class);

    /** All open. */
    public Gates() {}

    /**
     * Closes what the flood means.
     *
     * @param method the refused call
     * @param peer its chat, or null
     * @param scope what the server said of it
     * @param until when the wait is over
     * @param now the present
     * @return the gate that is closed now, after widening
     */
    public Gate close(Method method, @Nullable Peer peer, FloodScope scope, long until, long now) {
        endProbe(method);
        forget(now);
        if (scope == FloodScope.METHOD) {
            suspected.remove(method);
        }
        Gate gate = switch (scope) {
            case REQUEST -> request(method, peer, until, now);
            case CHAT -> new Gate(FloodScope.CHAT, null, peer, until);
            case METHOD -> new Gate(FloodScope.METHOD, method, null, until);
            case ACCOUNT -> new Gate(FloodScope.ACCOUNT, null, null, until);
        };
        put(gate);
        return gate;
    }

    /**
     * Closes a method on suspicion: one chat was hit, and it looks as if all of them were meant. A call to another chat
     * that left no earlier than the refused one and succeeds clears it at once; a second chat that is hit confirms it.
     *
     * @param method the refused call
     * @param leftAt when it left
     * @param until when the wait is over; the present to let one call go as a probe before the others follow
     * @return the gate
     */
    public Gate suspect(Method method, long leftAt, long until) {
        Gate gate = new Gate(FloodScope.METHOD, method, null, until);
        // a gate that is there already had better reasons
        if (!closed.containsKey(gate.key())) {
            suspected.put(method, leftAt);
        }
        put(gate);
        return gate;
    }

    /** When a call may go: now or earlier if it is open, {@link #PROBING} if a probe is out, else its opening. */
    public long opensAt(Method method, @Nullable Peer peer, long now) {
        if (closed.isEmpty()) {
            return now;
        }
        long at = wideOpensAt(method, now);
        if (peer != null) {
            at = Math.max(at, until(new Gate.Key(method, peer), now));
            at = Math.max(at, until(new Gate.Key(null, peer), now));
        }
        return at;
    }

    /** As {@link #opensAt}, for the gates that concern every chat. */
    public long wideOpensAt(Method method, long now) {
        return Math.max(wide(new Gate.Key(null, null), now), wide(new Gate.Key(method, null), now));
    }

    /** A call leaves: if a wide gate is at its end, this call is its probe. */
    public void left(Method method) {
        for (Gate.Key key : List.of(new Gate.Key(null, null), new Gate.Key(method, null))) {
            if (closed.containsKey(key)) {
                probed.add(key);
            }
        }
    }

    /**
     * A call succeeded, or was refused for other reasons than speed: what let it through is open. While a method is closed on
     * suspicion, only calls that left no earlier than the refused one tell something of it.
     *
     * @param leftAt when it left
     * @return whether that cleared a suspicion
     */
    public boolean passed(Method method, @Nullable Peer peer, long leftAt, long now) {
        if (closed.isEmpty()) {
            return false;
        }
        openIfOver(new Gate.Key(method, peer), now);
        openIfOver(new Gate.Key(null, peer), now);
        Long since = suspected.get(method);
        if (since != null && leftAt < since) {
            return false;
        }
        endProbe(method);
        openIfOver(new Gate.Key(null, null), now);
        openIfOver(new Gate.Key(method, null), now);
        if (since != null) {
            suspected.remove(method);
            closed.remove(new Gate.Key(method, null));
        }
        return since != null;
    }

    private void openIfOver(Gate.Key key, long now) {
        Gate gate = closed.get(key);
        if (gate != null && gate.until() <= now) {
            closed.remove(key);
        }
    }

    /**
     * A call came to nothing on the way: it proved nothing, the next one is the probe. One of another method was no probe of
     * this one.
     */
    public void endProbe(Method method) {
        probed.removeIf(key -> key.method() == null || key.method() == method);
    }

    /** The gates that are closed now, in the order of their closing. */
    public List<Gate> closed(long now) {
        List<Gate> gates = new ArrayList<>();
        for (Gate gate : closed.values()) {
            if (gate.until() > now) {
                gates.add(gate);
            }
        }
        return gates;
    }

    /** Closes again what was closed in an earlier life. */
    public void restore(Gate gate) {
        put(gate);
    }

    /** The chat has another id from now on. */
    public void rename(Peer from, Peer to) {
        for (Gate gate : new ArrayList<>(closed.values())) {
            if (from.equals(gate.peer())) {
                closed.remove(gate.key());
                put(new Gate(gate.scope(), gate.method(), to, gate.until()));
            }
        }
    }

    int size() {
        return closed.size();
    }

    /** Gates of single chats need no probe at their end: most of those chats are never asked for again. */
    private void forget(long now) {
        closed.values().removeIf(gate -> gate.peer() != null && gate.until() <= now);
    }

    private Gate request(Method method, @Nullable Peer peer, long until, long now) {
        int others = 0;
        for (Gate gate : closed.values()) {
            if (gate.scope() == FloodScope.REQUEST
                    && gate.method() == method
                    && gate.until() > now
                    && !Objects.equals(gate.peer(), peer)) {
                others++;
            }
        }
        if (peer == null) {
            return new Gate(FloodScope.METHOD, method, null, until);
        }
        if (others == 0) {
            return new Gate(FloodScope.REQUEST, method, peer, until);
        }
        suspected.remove(method);
        // the chat's own gate stays as evidence: it is what the next hit is counted by
        put(new Gate(FloodScope.REQUEST, method, peer, until));
        return others == 1
                ? new Gate(FloodScope.METHOD, method, null, until)
                : new Gate(FloodScope.ACCOUNT, null, null, until);
    }

    private void put(Gate gate) {
        Gate.Key key = gate.key();
        Gate before = closed.get(key);
        if (before == null || before.until() < gate.until()) {
            closed.put(key, gate);
        }
    }

    private long until(Gate.Key key, long now) {
        Gate gate = closed.get(key);
        if (gate == null) {
            return now;
        }
        if (gate.until() <= now) {
            closed.remove(key);
            return now;
        }
        return gate.until();
    }

    private long wide(Gate.Key key, long now) {
        Gate gate = closed.get(key);
        if (gate == null) {
            return now;
        }
        if (gate.until() > now) {
            return gate.until();
        }
        return probed.contains(key) ? PROBING : now;
    }
}
