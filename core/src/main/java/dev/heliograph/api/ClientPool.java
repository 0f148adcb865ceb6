// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.PoolQueues;
import dev.heliograph.engine.SessionCore;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.model.Stable;
import dev.heliograph.policy.SessionLife;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Several sessions behind one call: each message goes out by one of them, and its result says which. */
@Stable
public final class ClientPool {
    private static final long JUDGED_FOR = Duration.ofSeconds(1).toNanos();
    private final String name;
    private final PoolStrategy strategy;
    private final CopyOnWriteArrayList<TelegramClient> clients;
    private final AtomicInteger turn = new AtomicInteger();
    private final Timeline timeline;
    private final PooledQueues queues;
    private final List<String> madeOf;
    private final Map<TelegramClient, Judged> judged = new ConcurrentHashMap<>();

    /** Whether a client was healthy at that time: judging each of them for every message would cost more than sending. */
    private record Judged(boolean healthy, long at) {}

    ClientPool(String name, PoolStrategy strategy, List<TelegramClient> clients, Heliograph heliograph) {
        this.name = name;
        this.strategy = strategy;
        this.timeline = heliograph.timeline();
        this.queues = heliograph.pooledQueues();
        this.madeOf = clients.stream().map(client -> client.name().value()).toList();
        this.clients = new CopyOnWriteArrayList<>(clients);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** How it chooses. */
    public PoolStrategy strategy() {
        return strategy;
    }

    /** Its clients, in order. */
    public List<TelegramClient> clients() {
        return List.copyOf(clients);
    }

    /** Adds a client, where it is not in the pool yet. */
    public void add(TelegramClient client) {
        clients.addIfAbsent(client);
    }

    /** Takes the client of that session out; its messages under way go on. True where it was in the pool. */
    public boolean remove(String session) {
        judged.keySet().removeIf(client -> client.name().value().equals(session));
        return clients.removeIf(client -> client.name().value().equals(session));
    }

    /** Sends by the session that the strategy chooses; FAILED with reason NO_SESSION where none can. */
    public CompletableFuture<SendResult> send(OutgoingMessage message) {
        return choose(message)
                .map(client -> client.send(message))
                .orElseGet(() -> CompletableFuture.completedFuture(SendResult.refused(
                        SendStatus.FAILED,
                        "NO_SESSION",
                        Reasons.sentence(SendStatus.FAILED, "sent to " + message.peer(), "NO_SESSION", null),
                        null)));
    }

    /**
     * Stores a message in the pool's outbox; it goes out by the session that the strategy chooses when its turn has come,
     * floods however long included. Messages to one chat go out in the order in which they were stored. Completes when it is
     * stored; a message whose key is there already in this pool is the earlier one. What a durable state holds goes out
     * later, too, by a process that has a pool of this name and one of its sessions connected, or serves.
     */
    public CompletableFuture<Outcome<Enqueued>> enqueue(OutgoingMessage message) {
        return queues.enqueue(this, message);
    }

    /**
     * Sends by that session and no other.
     *
     * @throws IllegalArgumentException where it is not in the pool
     */
    public CompletableFuture<SendResult> sendVia(String session, OutgoingMessage message) {
        for (TelegramClient client : clients) {
            if (client.name().value().equals(session)) {
                return client.send(message);
            }
        }
        throw new IllegalArgumentException("session '" + session + "': expected one of "
                + clients.stream().map(client -> client.name().value()).toList());
    }

    /** What the pool and its sessions did so far. */
    public PoolStatistics statistics() {
        List<SessionStatistics> sessions =
                clients.stream().map(TelegramClient::statistics).toList();
        return new PoolStatistics(
                sessions.size(),
                (int) clients.stream().filter(TelegramClient::isConnected).count(),
                sessions.stream().mapToLong(SessionStatistics::sent).sum(),
                sessions.stream().mapToLong(SessionStatistics::failed).sum(),
                sessions);
    }

    /** Whether no session of it will ever send again. */
    boolean isLost() {
        return clients.stream().allMatch(client -> SessionLife.isOver(client.state()));
    }

    /** The name of its queue in the outbox. */
    String queue() {
        return PoolQueues.of(name);
    }

    /** Whether Telegram keeps messages for later for every session that it has. */
    boolean schedules() {
        return clients.stream().allMatch(client -> client.core().schedules());
    }

    /** The session that a message of the outbox goes out by. */
    Optional<SessionCore> chooseCore(OutgoingMessage message) {
        return choose(message).map(TelegramClient::core);
    }

    /** Whether one of its sessions is this process's, connected or coming back. */
    boolean hasSomebodyHere() {
        return clients.stream().anyMatch(client -> client.core().isHere());
    }

    private Optional<TelegramClient> choose(OutgoingMessage message) {
        List<TelegramClient> able = clients.stream()
                .filter(client -> client.state() == SessionState.READY)
                .toList();
        List<TelegramClient> healthy = able.stream().filter(this::isHealthy).toList();
        List<TelegramClient> from = healthy.isEmpty() ? able : healthy;
        if (from.isEmpty()) {
            // a session that is coming back is better than none: the message waits for it
            from = clients.stream()
                    .filter(client -> client.state() == SessionState.RESTING
                            || client.state() == SessionState.CONNECTING
                            || client.state() == SessionState.AUTHORIZING)
                    .toList();
        }
        return from.isEmpty() ? Optional.empty() : Optional.of(pick(from, message.peer()));
    }

    private boolean isHealthy(TelegramClient client) {
        long now = timeline.nanos();
        Judged known = judged.get(client);
        if (known == null || now - known.at() >= JUDGED_FOR) {
            known = new Judged(client.health().healthy(), now);
            judged.put(client, known);
        }
        return known.healthy();
    }

    /** Whether it was made of those sessions and with that strategy, whatever was added and removed since. */
    boolean isMadeOf(PoolStrategy wanted, List<String> sessions) {
        return strategy == wanted && madeOf.equals(sessions);
    }

    private TelegramClient pick(List<TelegramClient> from, Peer peer) {
        return switch (strategy) {
            case ROUND_ROBIN -> from.get(Math.floorMod(turn.getAndIncrement(), from.size()));
            case LEAST_LOADED ->
                from.stream()
                        .min(Comparator.comparingInt(client -> client.core().depth()))
                        .orElseThrow();
            // the highest of the hashes with each name: a session that goes away moves its own chats only
            case STICKY ->
                from.stream()
                        .max(Comparator.comparingLong(
                                client -> mixed(client.name().value(), peer.toString())))
                        .orElseThrow();
        };
    }

    /** Every letter of both counts for every bit, so that each session gets its share of chats however alike the names. */
    static long mixed(String session, String chat) {
        long hash = 0;
        for (int i = 0; i < session.length(); i++) {
            hash = finished(hash ^ session.charAt(i));
        }
        for (int i = 0; i < chat.length(); i++) {
            hash = finished(hash ^ chat.charAt(i));
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    private static long finished(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
