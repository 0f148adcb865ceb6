// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.NodeList;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.Stable;
import dev.heliograph.policy.SessionLife;
import dev.heliograph.policy.Spread;
import dev.heliograph.spi.time.Strand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each session of a fleet connected by one of the processes that serve it: evenly spread, and taken over from one that
 * died or was cut off. Over a store that nobody shares, this process has them all.
 */
@Stable
public final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private final Heliograph heliograph;
    private final NodeList nodes;
    private final Strand strand;
    private final Map<String, TelegramClient> clients = new LinkedHashMap<>();
    private volatile List<String> alive = List.of();
    private boolean stopped;

    Serving(Heliograph heliograph, NodeList nodes, Strand strand) {
        this.heliograph = heliograph;
        this.nodes = nodes;
        this.strand = strand;
        heliograph.clients().forEach(client -> clients.put(client.name().value(), client));
    }

    void start() {
        strand.execute(this::tick);
    }

    /** The nodes that live, as this one sees it, itself among them. */
    public List<String> nodes() {
        return alive;
    }

    /** The name of this node. */
    public String node() {
        return nodes.self();
    }

    /** Takes no more sessions over; those that it has stay until the fleet is closed. Others see at once that it goes. */
    public CompletableFuture<Void> stop() {
        return heliograph
                .fleet()
                .promises()
                .ask(strand, () -> true, promise -> {
                    stopped = true;
                    nodes.leave().whenComplete((gone, bug) -> promise.accept(true));
                })
                .thenAccept(done -> {});
    }

    private void tick() {
        if (!stopped) {
            nodes.look().whenCompleteAsync(this::looked, strand);
        }
    }

    private void looked(@Nullable Outcome<List<String>> outcome, @Nullable Throwable bug) {
        if (stopped) {
            return;
        }
        List<String> living = outcome == null ? null : outcome.value();
        // where the state does not say which nodes live, everything stays as it is
        if (living != null) {
            if (!living.equals(alive)) {
                LOG.atInfo().addKeyValue("nodes", living).log("the nodes of the fleet");
            }
            alive = living;
            place(Spread.over(clients.keySet(), living));
        }
        strand.after(nodes.rhythm(), this::tick);
    }

    private void place(Map<String, String> spread) {
        clients.forEach((name, client) -> {
            boolean isOurs = client.config().share() || nodes.self().equals(spread.get(name));
            if (isOurs && client.state() == SessionState.DISCONNECTED) {
                Object unused = client.connect();
            } else if (!isOurs && SessionLife.isConnected(client.state())) {
                LOG.atInfo()
                        .addKeyValue("session", name)
                        .addKeyValue("to", spread.get(name))
                        .log("a session moves to another node");
                Object unused = client.disconnect();
            }
        });
        heliograph.jobs().carryOn();
        heliograph.pooledQueues().carryOnAll();
    }
}
