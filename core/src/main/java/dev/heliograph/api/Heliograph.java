// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Fleet;
import dev.heliograph.engine.JobNote;
import dev.heliograph.engine.JobNotes;
import dev.heliograph.engine.NodeList;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.Stable;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A fleet of Telegram sessions with what they share: transports, state, metrics and time. */
@Stable
public final class Heliograph implements AutoCloseable {
    private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);
    private final OpenParts parts;
    private final Map<String, TelegramClient> clients;
    private final Queues queues;
    private final UserValues values;
    private final Jobs jobs;
    private final Exclusions exclusions;
    private final PooledQueues pooledQueues;
    private @Nullable Serving serving;
    private final Map<String, ClientPool> pools = new LinkedHashMap<>();
    private @Nullable CompletableFuture<CloseReport> closing;
    private @Nullable CompletableFuture<CloseReport> closed;

    Heliograph(OpenParts parts, Map<String, TelegramClient> clients, Queues queues) {
        this.parts = parts;
        this.clients = clients;
        this.queues = queues;
        this.jobs = new Jobs(this, new JobNotes(parts.fleet()));
        this.exclusions = new Exclusions(parts.fleet());
        this.exclusions.follow(parts.fleet());
        this.pooledQueues = new PooledQueues(this);
        queues.whenConnected(client -> pooledQueues.carryOn(poolsOf(client)));
        this.values = new UserValues(parts.fleet());
    }

    /** Starts a configuration. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The client of that session.
     *
     * @throws IllegalArgumentException that lists the sessions there are
     */
    public TelegramClient client(String sessionName) {
        TelegramClient client = clients.get(sessionName);
        if (client == null) {
            throw new IllegalArgumentException("session '" + sessionName + "': expected one of " + clients.keySet());
        }
        return client;
    }

    /** All clients, in the order of configuration. */
    public List<TelegramClient> clients() {
        return List.copyOf(clients.values());
    }

    /** A pool of all clients, in turn, named "all". The same one at every call. */
    public ClientPool pool() {
        return pool("all", PoolStrategy.ROUND_ROBIN, List.copyOf(clients.keySet()));
    }

    /**
     * The pool of those sessions; its name names its queue in the outbox. The same name is the same pool, with what was
     * added to it and removed from it since.
     *
     * @throws ConfigurationException where there is a pool of that name with other sessions or another strategy
     * @throws IllegalArgumentException for a session that does not exist
     */
    public ClientPool pool(String name, PoolStrategy strategy, List<String> sessionNames) {
        List<TelegramClient> members = sessionNames.stream().map(this::client).toList();
        synchronized (pools) {
            ClientPool known = pools.get(name);
            if (known == null) {
                known = new ClientPool(name, strategy, members, this);
                pools.put(name, known);
                if (members.stream().anyMatch(TelegramClient::isConnected)) {
                    pooledQueues.carryOn(List.of(known));
                }
            } else if (!known.isMadeOf(strategy, sessionNames)) {
                throw new ConfigurationException(List.of("pool " + name
                        + ": there is one of that name with other sessions or another strategy;"
                        + " expected another name"));
            }
            return known;
        }
    }

    /** Connects all sessions; completes with what came of each, in the order of {@link #clients}. */
    public CompletableFuture<List<Outcome<SelfInfo>>> connect() {
        List<CompletableFuture<Outcome<SelfInfo>>> all = new ArrayList<>();
        clients.values().forEach(client -> all.add(client.connect()));
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    /** The users' own keys and values. */
    public UserValues state() {
        return values;
    }

    /**
     * Starts the configuration of a broadcast.
     *
     * @param job its name: unique among the jobs of the pool that it runs over; the same name resumes
     */
    public Broadcast.Builder broadcast(String job) {
        return new Broadcast.Builder(this, job);
    }

    /** The chats that broadcasts pass over. */
    public Exclusions exclusions() {
        return exclusions;
    }

    Fleet fleet() {
        return parts.fleet();
    }

    /** The broadcasts that the state knows. */
    public Jobs jobs() {
        return jobs;
    }

    /**
     * Keeps the sessions of this fleet connected, each by one of the processes that do so over the same store, and goes on
     * with what the outbox holds, until {@link #close}. The same one at every call.
     */
    public synchronized Serving serve() {
        Serving present = serving;
        if (present == null) {
            Strand strand = timeline().strand("serving");
            present = new Serving(this, new NodeList(parts.fleet(), strand), strand);
            serving = present;
            present.start();
        }
        return present;
    }

    /** The pool of a job that is known from the state: of all clients, unless this process made it of others. */
    ClientPool poolOf(JobNote note) {
        return poolNamed(note.pool(), note.strategy());
    }

    /** The same by its name and strategy. */
    ClientPool poolNamed(String name, String strategy) {
        synchronized (pools) {
            ClientPool known = pools.get(name);
            return known == null ? pool(name, PooledQueues.strategy(strategy), List.copyOf(clients.keySet())) : known;
        }
    }

    private List<ClientPool> poolsOf(TelegramClient client) {
        synchronized (pools) {
            return pools.values().stream()
                    .filter(pool -> pool.clients().contains(client))
                    .toList();
        }
    }

    PooledQueues pooledQueues() {
        return pooledQueues;
    }

    /** Time and chance of this fleet. */
    public Timeline timeline() {
        return parts.fleet().timeline();
    }

    /** An ability of a transport as a whole, such as the truth of a simulated one. */
    public <F> Optional<F> transportFacet(String transportName, Class<F> type) {
        Transport transport = parts.transports().get(transportName);
        return transport == null ? Optional.empty() : transport.facet(type);
    }

    /**
     * Takes no more calls, waits up to that long for those under way and for handlers that run, then closes everything, each
     * part even where another cannot be closed; handlers that still run are interrupted. The first call decides how long; later ones give the same answer.
     *
     * @return what was left undone
     */
    public CompletableFuture<CloseReport> close(Duration drain) {
        long until = timeline().nanos() + drain.toNanos();
        CompletionStage<CloseReport> parted = closeParts(drain);
        CompletableFuture<CloseReport> answer;
        synchronized (this) {
            if (closed != null) {
                return closed;
            }
            answer = new CompletableFuture<>();
            closed = answer;
        }
        parted.thenAccept(report -> parts.closeTimeLater(rest(until), () -> answer.complete(report)));
        return answer;
    }

    /** Closes all but time; never completes exceptionally. */
    private CompletableFuture<CloseReport> closeParts(Duration drain) {
        CompletableFuture<CloseReport> answer;
        synchronized (this) {
            if (closing != null) {
                return closing;
            }
            answer = new CompletableFuture<>();
            closing = answer;
            if (serving != null) {
                Object unused = serving.stop();
            }
        }
        queues.stop();
        Map<String, CompletableFuture<Integer>> left = new LinkedHashMap<>();
        clients.forEach((name, client) ->
                left.put(name, client.core().close(drain).handle((count, bug) -> count == null ? 0 : count)));
        CompletionStage<Void> drained = CompletableFuture.allOf(left.values().toArray(CompletableFuture<?>[]::new));
        drained.thenCompose(done -> queues.emptied())
                .exceptionally(bug -> null)
                .thenCompose(done -> parts.fleet().heartbeats().end())
                .exceptionally(bug -> null)
                .thenCompose(done -> parts.close())
                .whenComplete((done, bug) -> {
                    Map<String, Integer> counts = new LinkedHashMap<>();
                    left.forEach((name, count) -> counts.put(name, count.join()));
                    // what is still owed by now, nobody will answer any more
                    parts.fleet().promises().close();
                    answer.complete(new CloseReport(counts));
                });
        return answer;
    }

    private Duration rest(long until) {
        return Duration.ofNanos(Math.max(0, until - timeline().nanos()));
    }

    /**
     * As {@link #close(Duration)} with ten seconds, waiting for the end. In virtual time it runs the time until then.
     *
     * @throws IllegalStateException where a task of virtual time calls it, such as a handler: use {@link #close(Duration)} there
     */
    @Override
    public void close() {
        long until = timeline().nanos() + DEFAULT_DRAIN.toNanos();
        parts.await(() -> closeParts(DEFAULT_DRAIN));
        parts.closeTime(rest(until));
    }

    Queues queues() {
        return queues;
    }

    /** Collects what a fleet is made of. Not for use by several threads. */
    @Stable
    public static final class Builder {
        private final FleetPlan plan = new FleetPlan();

        private Builder() {}

        /** The transport of all sessions that name no other, such as {@code simulator:?seed=7}. */
        public Builder transport(String address) {
            return transport(ClientConfig.MAIN_TRANSPORT, address);
        }

        /** One of several transports, under a name that sessions refer to. */
        public Builder transport(String name, String address) {
            plan.transports.put(name, address);
            return this;
        }

        /** Where state is kept; {@code memory:} unless told otherwise. */
        public Builder state(String address) {
            plan.state = address;
            return this;
        }

        /** Where metrics go; nowhere unless told. */
        public Builder metrics(@Nullable String address) {
            plan.metrics = address;
            return this;
        }

        /** Adds a session. */
        public Builder session(ClientConfig config) {
            plan.sessions.add(new FleetPlan.PlannedSession(config, null));
            return this;
        }

        /** Adds a session with limits of its own. */
        public Builder session(ClientConfig config, Limits limits) {
            plan.sessions.add(new FleetPlan.PlannedSession(config, limits));
            return this;
        }

        /** The limits of all sessions that have none of their own; else the defaults of their kind of account. */
        public Builder limits(@Nullable Limits limits) {
            plan.limits = limits;
            return this;
        }

        /** When calls are tried again. */
        public Builder retry(RetryConfig retry) {
            plan.retry = retry;
            return this;
        }

        /**
         * The name of this process in a fleet of several, unique in it: 1 to 100 letters, digits, dots, dashes and
         * underscores; made of the machine's and its number unless told.
         */
        public Builder node(@Nullable String name) {
            plan.node = name;
            return this;
        }

        /**
         * How long a session, and a queue, stays this process's after it was last heard of, 1 s to 10 min; 15 s unless told.
         * All processes of a fleet need the same.
         */
        public Builder lease(Duration length) {
            plan.lease = length;
            return this;
        }

        /** Where {@code ${env:NAME}} in addresses is looked up; the process and {@code .env} unless told. */
        public Builder environment(Environment environment) {
            plan.environment = environment;
            return this;
        }

        /** The plugins to choose from; those on the class path unless told. */
        public Builder plugins(Plugins plugins) {
            plan.plugins = plugins;
            return this;
        }

        /** Runs the whole fleet in virtual time, which the caller moves. */
        public Builder virtualTime(VirtualTimeline timeline) {
            plan.virtualTime = timeline;
            return this;
        }

        /** What every transport must offer; matched when the fleet is opened. */
        public Builder require(Feature... features) {
            plan.needs.addAll(List.of(features));
            return this;
        }

        /**
         * Checks what {@link #open} would check first, and opens nothing: addresses and their settings, sessions, needs.
         *
         * @throws ConfigurationException that lists every problem
         */
        public void check() {
            Object unused = plan.check();
        }

        /**
         * Opens transports, state and metrics, and makes the clients; connects none.
         *
         * @throws ConfigurationException with every problem; nothing stays open then
         * @throws dev.heliograph.model.FailureException where the store cannot be reached now; nothing stays open then
         */
        public Heliograph open() {
            return plan.open();
        }
    }
}
