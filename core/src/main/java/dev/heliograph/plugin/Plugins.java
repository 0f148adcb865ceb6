// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The plugins that were found, by kind and scheme. A broken one is reported and does not stop the others. */
@Stable
public final class Plugins {
    /** Where the adapters of the project are, for whoever does not have them. */
    private static final Map<String, String> OWN = Map.of(
            "transport simulator", "heliograph-simulator",
            "transport botapi", "heliograph-transport-botapi",
            "transport tdlight", "heliograph-transport-tdlight",
            "state memory", "heliograph-state-memory",
            "state sqlite", "heliograph-state-sqlite",
            "state redis", "heliograph-state-redis",
            "state rediss", "heliograph-state-redis",
            "state redis-sentinel", "heliograph-state-redis",
            "metrics prometheus", "heliograph-metrics-prometheus");

    private final SortedMap<String, TransportProvider> transports;
    private final SortedMap<String, StateStoreProvider> states;
    private final SortedMap<String, MetricsProvider> metrics;
    private final SortedMap<String, CommandProvider> commands;
    private final ClassLoader loader;
    private final List<String> problems;

    private Plugins(ClassLoader loader) {
        this.loader = loader;
        List<String> found = new ArrayList<>();
        transports = byScheme(ServiceLoader.load(TransportProvider.class, loader), "transport", found);
        states = byScheme(ServiceLoader.load(StateStoreProvider.class, loader), "state", found);
        metrics = byScheme(ServiceLoader.load(MetricsProvider.class, loader), "metrics", found);
        commands = byScheme(ServiceLoader.load(CommandProvider.class, loader), "command", found);
        problems = List.copyOf(found);
    }

    /** The plugins that core's own class loader sees. */
    public static Plugins installed() {
        ClassLoader own = Plugins.class.getClassLoader();
        return new Plugins(own == null ? ClassLoader.getSystemClassLoader() : own);
    }

    /** The plugins that the class loader sees. */
    public static Plugins installed(ClassLoader loader) {
        return new Plugins(loader);
    }

    /** Transports by scheme. */
    public SortedMap<String, TransportProvider> transports() {
        return transports;
    }

    /** State stores by scheme. */
    public SortedMap<String, StateStoreProvider> states() {
        return states;
    }

    /** Metrics by scheme. */
    public SortedMap<String, MetricsProvider> metrics() {
        return metrics;
    }

    /** Commands by name. */
    public SortedMap<String, CommandProvider> commands() {
        return commands;
    }

    /**
     * Plugins of a kind that another plugin defines, by scheme; looked up anew with each call, and broken ones are left
     * out.
     */
    public <P extends Provider> SortedMap<String, P> ofKind(Class<P> kind) {
        // core cannot declare in advance what plugins of plugins it will look for
        Plugins.class.getModule().addUses(kind);
        return byScheme(ServiceLoader.load(kind, loader), kind.getSimpleName(), new ArrayList<>());
    }

    /** What was wrong with plugins that were found and are not offered; one line each. */
    public List<String> problems() {
        return problems;
    }

    /** Looks up and checks the addresses of one fleet: collects all problems and reports them at once. */
    public Selection select(Environment environment) {
        return new Selection(this, environment);
    }

    private static <P extends Provider> SortedMap<String, P> byScheme(
            ServiceLoader<P> loader, String kind, List<String> problems) {
        SortedMap<String, P> found = new TreeMap<>();
        Iterator<P> providers = loader.iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return Collections.unmodifiableSortedMap(found);
                }
                P provider = providers.next();
                admitIfSound(provider, kind, found, problems);
            } catch (ServiceConfigurationError | LinkageError broken) {
                problems.add(kind + " plugin cannot be loaded: " + broken.getMessage());
            }
        }
    }

    private static <P extends Provider> void admitIfSound(
            P provider, String kind, SortedMap<String, P> found, List<String> problems) {
        try {
            admit(provider, kind, found, problems);
        } catch (RuntimeException | LinkageError broken) {
            problems.add(
                    kind + " plugin " + provider.getClass().getName() + " cannot be asked for its name: " + broken);
        }
    }

    private static <P extends Provider> void admit(
            P provider, String kind, SortedMap<String, P> found, List<String> problems) {
        String type = provider.getClass().getName();
        int level = provider.apiLevel();
        if (level > PluginApi.LEVEL) {
            problems.add(kind + " plugin " + type + " was built for plugin API level " + level + ", this is "
                    + PluginApi.LEVEL + ": use a newer heliograph-core");
            return;
        }
        if (provider instanceof CommandProvider command && !isGrouped(command)) {
            problems.add(kind + " plugin " + type + " stands under '" + command.group()
                    + "', which must be one word, and its name '" + command.scheme() + "' must begin with '"
                    + command.group() + "-' and go on");
            return;
        }
        P other = found.get(provider.scheme());
        if (other != null) {
            problems.add(kind + " plugin " + type + " answers to '" + provider.scheme() + ":' as does "
                    + other.getClass().getName() + ": remove one of them");
            return;
        }
        found.put(provider.scheme(), provider);
    }

    private static boolean isGrouped(CommandProvider command) {
        String group = command.group();
        return group.isEmpty()
                || (group.matches("[a-z][a-z0-9-]*") && command.scheme().matches(Pattern.quote(group) + "-[a-z0-9-]+"));
    }

    /** The plugins of one fleet, with their settings parsed. */
    @Stable
    public static final class Selection {
        private final Plugins plugins;
        private final List<String> problems = new ArrayList<>();
        private final Environment environment;

        private Selection(Plugins plugins, Environment environment) {
            this.plugins = plugins;
            this.environment = environment;
        }

        /** The transport of that address; a problem is kept for {@link #check}. */
        public Chosen<TransportProvider> transport(String address) {
            return choose("transport", address, plugins.transports);
        }

        /** The state store of that address; a problem is kept for {@link #check}. */
        public Chosen<StateStoreProvider> state(String address) {
            return choose("state", address, plugins.states);
        }

        /** The metrics of that address; a problem is kept for {@link #check}. */
        public Chosen<MetricsProvider> metrics(String address) {
            return choose("metrics", address, plugins.metrics);
        }

        /**
         * The options of a command; a problem is kept for {@link #check}.
         *
         * @param given values by key, as they were typed; {@link dev.heliograph.spi.Setting#REST} for its argument
         */
        public Settings options(CommandProvider command, Map<String, String> given) {
            Map<String, String> keyed = new TreeMap<>(given);
            String argument = keyed.remove(Setting.REST);
            return SettingsParser.ofCommand(environment, problems)
                    .parse(new Address(command.typed(), argument == null ? "" : argument, keyed), command.settings());
        }

        /** Adds a problem found elsewhere, to be reported with the others. */
        public void problem(String line) {
            problems.add(line);
        }

        /**
         * Ends the selection.
         *
         * @throws ConfigurationException with every problem so far
         */
        public void check() {
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
        }

        private <P extends Provider> Chosen<P> choose(String kind, String text, SortedMap<String, P> from) {
            Address address;
            try {
                address = Address.parse(text);
            } catch (ConfigurationException wrong) {
                problems.add(kind + ": " + wrong.getMessage() + ofFile(text, from));
                return new Chosen<>(List.of(), Settings.of(new LinkedHashMap<>()));
            }
            P provider = from.get(address.scheme());
            if (provider == null) {
                problems.add(kind + " '" + address.scheme() + ":' is not known; "
                        + (from.isEmpty()
                                ? "no " + kind + " plugin is on the class path"
                                : "installed: "
                                        + String.join(
                                                ", ",
                                                from.keySet().stream()
                                                        .map(s -> s + ":")
                                                        .toList()))
                        + artifact(kind, address.scheme())
                        + hint(plugins.problems));
                return new Chosen<>(List.of(), Settings.of(new LinkedHashMap<>()));
            }
            Settings settings = SettingsParser.ofAddress(environment, problems).parse(address, provider.settings());
            return new Chosen<>(List.of(provider), settings);
        }

        /** Somebody who writes a path means the plugin that keeps things in a file. */
        private static String ofFile(String text, SortedMap<String, ? extends Provider> from) {
            boolean isPath = text.indexOf(':') < 0 && (text.indexOf('/') >= 0 || text.endsWith(".db"));
            return from.entrySet().stream()
                    .filter(entry -> isPath
                            && entry.getValue().settings().stream()
                                    .anyMatch(setting -> setting.key().equals(Setting.REST)
                                            && setting.type().equals("text")))
                    .findFirst()
                    .map(entry -> "; did you mean '" + entry.getKey() + ":" + text + "'?")
                    .orElse("");
        }

        /** What brings a plugin of the project that is not on the class path. */
        private static String artifact(String kind, String scheme) {
            String artifact = OWN.get(kind + " " + scheme);
            return artifact == null ? "" : "; add dev.heliograph:" + artifact;
        }

        private static String hint(List<String> broken) {
            return broken.isEmpty() ? "" : " (" + String.join("; ", broken) + ")";
        }
    }

    /**
     * A plugin with its settings.
     *
     * @param <P> the kind of plugin
     * @param found the provider, or empty where there was a problem, which {@link Selection#check} reports
     * @param settings its settings
     */
    @Stable
    public record Chosen<P>(List<P> found, Settings settings) {
        /**
         * The provider.
         *
         * @throws IllegalStateException before a check that passed
         */
        public P provider() {
            if (found.isEmpty()) {
                throw new IllegalStateException("the selection was not checked");
            }
            return found.get(0);
        }
    }
}
