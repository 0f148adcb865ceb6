// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.LeaseTerms;
import dev.heliograph.engine.SessionCore;
import dev.heliograph.engine.WorldMark;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Limits;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a fleet is to be made of; checks all of it before anything is opened. */
final class FleetPlan {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Pattern NODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);

    final Map<String, String> transports = new LinkedHashMap<>();
    final List<PlannedSession> sessions = new ArrayList<>();
    final SortedSet<Feature> needs = new TreeSet<>();
    String state = "memory:";

    @Nullable
    String metrics;

    @Nullable
    Limits limits;

    RetryConfig retry = RetryConfig.defaults();

    @Nullable
    String node;

    Duration lease = LeaseTerms.USUAL;

    @Nullable
    Environment environment;

    @Nullable
    Plugins plugins;

    @Nullable
    VirtualTimeline virtualTime;

    /**
     * A session of the plan.
     *
     * @param config how it signs in
     * @param limits its own limits, or null
     */
    record PlannedSession(ClientConfig config, @Nullable Limits limits) {}

    Heliograph open() {
        Checked checked = check();
        OpenParts parts = new OpenParts(virtualTime);
        try {
            parts.openMetrics(checked.metrics());
            parts.openState(checked.state(), node, lease);
            WorldMark world = new WorldMark(parts.fleet(), worlds(checked.transports()));
            checkWorld(world);
            parts.fleet().world(world);
            checked.transports().forEach(parts::openTransport);
            Queues queues = new Queues(parts.fleet(), world);
            return new Heliograph(parts, clients(parts, queues), queues);
        } catch (RuntimeException | Error failed) {
            parts.abandon();
            throw failed;
        }
    }

    /**
     * The plugins of a plan in which nothing is wrong, with their settings.
     *
     * @param transports by name
     * @param state the store
     * @param metrics the metrics, or null for none
     */
    record Checked(
            Map<String, Plugins.Chosen<TransportProvider>> transports,
            Plugins.Chosen<StateStoreProvider> state,
            Plugins.@Nullable Chosen<MetricsProvider> metrics) {}

    Checked check() {
        Plugins found = plugins == null ? Plugins.installed() : plugins;
        Plugins.Selection selection = found.select(environment == null ? Environment.ofProcess() : environment);
        Map<String, Plugins.Chosen<TransportProvider>> chosen = new LinkedHashMap<>();
        transports.forEach((name, address) -> chosen.put(name, selection.transport(address)));
        Plugins.Chosen<StateStoreProvider> chosenState = selection.state(state);
        Plugins.Chosen<MetricsProvider> chosenMetrics = metrics == null ? null : selection.metrics(metrics);
        checkSessions(selection, chosen);
        checkNode(selection);
        checkNeeds(selection, chosen, found);
        selection.check();
        return new Checked(chosen, chosenState, chosenMetrics);
    }

    private SortedMap<String, String> worlds(Map<String, Plugins.Chosen<TransportProvider>> chosen) {
        SortedMap<String, String> worlds = new TreeMap<>();
        for (PlannedSession planned : sessions) {
            Plugins.Chosen<TransportProvider> transport =
                    chosen.get(planned.config().transport());
            if (transport != null) {
                worlds.put(
                        planned.config().sessionName().value(),
                        transport.provider().world(transport.settings()));
            }
        }
        return worlds;
    }

    /** In virtual time nothing can be waited for here; there a session that does not belong to the store is not connected. */
    private void checkWorld(WorldMark world) {
        Failure other =
                virtualTime == null ? world.look().toCompletableFuture().join().failure() : null;
        if (other != null && other.kind() == Failure.Kind.REJECTED) {
            throw new ConfigurationException(
                    other.reason().substring(other.word().length() + 2)
                            + "; name another store, such as --state sqlite:rehearsal.db, or run 'heliograph state world --forget'"
                            + " where what is kept there is right for the new one all the same");
        }
    }

    private Map<String, TelegramClient> clients(OpenParts parts, Queues queues) {
        Map<String, TelegramClient> clients = new LinkedHashMap<>();
        for (PlannedSession planned : sessions) {
            Transport transport = parts.transport(planned.config().transport());
            Limits own = planned.limits() == null ? limits : planned.limits();
            SessionCore core = new SessionCore(planned.config(), parts.fleet(), transport, retry, own);
            parts.fleet().heartbeats().watch(core);
            clients.put(planned.config().sessionName().value(), new TelegramClient(core, queues));
        }
        return clients;
    }

    private void checkSessions(Plugins.Selection selection, Map<String, Plugins.Chosen<TransportProvider>> chosen) {
        if (transports.isEmpty()) {
            selection.problem("transport: none is configured; expected an address such as simulator:?seed=7");
        }
        if (sessions.isEmpty()) {
            selection.problem("sessions: none is configured; expected at least one");
        }
        Map<String, Integer> names = new LinkedHashMap<>();
        Map<String, Integer> perTransport = new LinkedHashMap<>();
        for (PlannedSession planned : sessions) {
            ClientConfig config = planned.config();
            if (names.merge(config.sessionName().value(), 1, Integer::sum) == 2) {
                selection.problem("sessions: the name '" + config.sessionName() + "' is given twice");
            }
            if (!transports.isEmpty() && !transports.containsKey(config.transport())) {
                selection.problem("session " + config.sessionName() + ": transport '" + config.transport()
                        + "' is not configured; expected one of " + transports.keySet());
            }
            perTransport.merge(config.transport(), 1, Integer::sum);
        }
        chosen.forEach((name, transport) -> {
            int count = perTransport.getOrDefault(name, 0);
            if (!transport.found().isEmpty()
                    && count > transport.provider().capabilities().maxSessions()) {
                selection.problem("transport " + name + ": " + count + " sessions; it carries at most "
                        + transport.provider().capabilities().maxSessions());
            }
        });
    }

    private void checkNode(Plugins.Selection selection) {
        if (node != null && !NODE.matcher(node).matches()) {
            selection.problem(
                    "node: '" + node + "': expected a name of 1 to 100 letters, digits, dots, dashes and underscores");
        }
        String wrong = wrongLease(lease);
        if (wrong != null) {
            selection.problem(wrong);
        }
    }

    /** What is wrong with that length of leases, or null. */
    static @Nullable String wrongLease(Duration lease) {
        return lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0
                ? "lease: " + lease + ": expected 1s to 10m"
                : null;
    }

    private void checkNeeds(
            Plugins.Selection selection, Map<String, Plugins.Chosen<TransportProvider>> chosen, Plugins found) {
        chosen.forEach((name, transport) -> {
            if (transport.found().isEmpty()) {
                return;
            }
            Capabilities offered = transport.provider().capabilities();
            for (Feature need : needs) {
                if (!offered.offers(need)) {
                    List<String> others = found.transports().values().stream()
                            .filter(other -> other.capabilities().offers(need))
                            .map(other -> other.scheme() + ":")
                            .toList();
                    selection.problem("transport " + name + " does not offer " + need + "; "
                            + (others.isEmpty()
                                    ? "no installed transport does"
                                    : "installed ones that do: " + String.join(", ", others)));
                }
            }
        });
    }
}
