// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.config.Configuration;
import dev.heliograph.cli.config.SessionSettings;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Address;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.TransportProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens the fleet that was configured. */
final class Fleets {
    private final Configuration configuration;
    private final Plugins plugins;

    Fleets(Configuration configuration, Plugins plugins) {
        this.configuration = configuration;
        this.plugins = plugins;
    }

    /**
     * Opens it; connects nothing.
     *
     * @param metrics whether the metrics are opened too: worth it for commands that stay
     */
    Heliograph open(boolean metrics) {
        try {
            return builder(metrics).open();
        } catch (ConfigurationException wrong) {
            throw located(wrong);
        }
    }

    /** What keeps it, or a transport that no session uses, from being opened; opens nothing. */
    List<String> problems() {
        try {
            Heliograph.Builder builder = builder(true);
            configuration.transports().forEach(builder::transport);
            builder.check();
            return List.of();
        } catch (ConfigurationException wrong) {
            return located(wrong).problems();
        }
    }

    private ConfigurationException located(ConfigurationException wrong) {
        ConfigurationException located = new ConfigurationException(
                wrong.problems().stream().map(configuration::located).toList());
        located.initCause(wrong);
        return located;
    }

    private Heliograph.Builder builder(boolean metrics) {
        Heliograph.Builder builder = Heliograph.builder()
                .plugins(plugins)
                .environment(configuration.environment())
                .state(configuration.state())
                .node(configuration.node())
                .lease(configuration.lease())
                .retry(configuration.retry());
        SortedSet<String> used = new TreeSet<>();
        for (SessionSettings session : configuration.sessions()) {
            used.add(session.config().transport());
            builder.session(session.config(), session.limits());
        }
        configuration.transports().forEach((name, address) -> {
            if (used.contains(name)) {
                builder.transport(name, address);
            }
        });
        String address = configuration.metrics();
        if (metrics && address != null) {
            builder.metrics(address);
        }
        return builder;
    }

    /** The session that a command for one session uses: the first one. */
    String firstSession() {
        return configuration.sessions().get(0).config().sessionName().value();
    }

    /** Whether what the fleet is told outlives the process. */
    boolean isDurable() {
        return !Address.parse(configuration.state()).scheme().equals("memory");
    }

    /**
     * Refuses what the first session's transport does not offer, before anything is opened.
     *
     * @param wanted what the command needs
     * @param instead what else could be done, or null
     * @throws ConfigurationException that says which transports offer it
     */
    void require(Feature wanted, @Nullable String instead) {
        String name = configuration.sessions().get(0).config().transport();
        String scheme = Address.parse(String.valueOf(configuration.transports().get(name)))
                .scheme();
        TransportProvider provider = plugins.transports().get(scheme);
        if (provider == null || provider.capabilities().offers(wanted)) {
            return;
        }
        List<String> offering = new ArrayList<>();
        plugins.transports().forEach((other, one) -> {
            if (one.capabilities().offers(wanted)) {
                offering.add(other + ":");
            }
        });
        throw new ConfigurationException("the transport '" + scheme + ":' does not offer " + wanted
                + (offering.isEmpty() ? "; no installed transport does" : "; these do: " + String.join(", ", offering))
                + (instead == null ? "" : "; " + instead));
    }

    /** The lines under a table that tell how old it is, and whether it is of a simulated fleet. */
    String asOf(Heliograph heliograph, Instant now) {
        return "As of " + Words.of(now)
                + (isDurable() ? "." : "; memory: keeps nothing between processes, so this begins with this command.")
                + "\n" + Simulated.line(heliograph);
    }
}
