// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Durations;
import dev.heliograph.model.Environment;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.plugin.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts flags over environment over {@code .env} over the file, and checks the whole. */
public final class ConfigurationLoader {
    /** The bot of the simulator that is used where nobody configured a session; it is no secret. */
    private static final String SIMULATED_BOT = "7000000001:simulated-bot";

    private static final String METRICS = "HELIOGRAPH_METRICS";

    private static final String SIMULATOR = "simulator:";

    private static final String FILE = "heliograph.yaml";

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private final Mask mask;

    private ConfigurationLoader(Plugins plugins) {
        this.mask = new Mask(plugins);
    }

    /**
     * Loads the configuration.
     *
     * @param flags what the command line says
     * @param process the variables of the process
     * @param directory where {@code .env} and {@code heliograph.yaml} are looked for
     * @param plugins which tell what of an address is secret
     * @throws ConfigurationException that lists every problem
     */
    public static Configuration load(Flags flags, Environment process, Path directory, Plugins plugins) {
        return new ConfigurationLoader(plugins).load(flags, process, directory);
    }

    private Configuration load(Flags flags, Environment process, Path directory) {
        Environment dotenv = Environment.ofFile(directory.resolve(".env"));
        Environment all = process.over(dotenv);
        FileLayer file = layer(flags, directory);
        List<Map<String, Value>> listed = listed(flags, file);
        Map<String, Value> effective = new LinkedHashMap<>(file.values());
        effective.putAll(VariableLayer.read(dotenv, warnings));
        effective.putAll(VariableLayer.read(process, warnings));
        VariableLayer.checkReadable(process, problems);
        flags(flags, effective);
        if (!effective.containsKey("state") && all.get("REDIS_URL") != null) {
            boolean here = process.get("REDIS_URL") != null;
            effective.put(
                    "state",
                    new Value(
                            Objects.requireNonNull(all.get("REDIS_URL")),
                            (here ? process : dotenv).origin("REDIS_URL")));
        }
        if (isEmptied(METRICS, process) || (process.get(METRICS) == null && isEmptied(METRICS, dotenv))) {
            effective.remove("metrics");
        }
        if (!effective.containsKey("state") && isRehearsal(effective, listed)) {
            effective.put("state", new Value("memory:", Value.DEFAULT));
        }
        References references = new References(all, problems);
        Map<String, String> texts = checked(effective, references);
        Map<String, String> transports = transports(effective, texts);
        RetryConfig retry = retry(texts);
        LogSettings log = log(texts);
        SessionReader reader = new SessionReader(references, new LimitsChange(texts), mask, problems, shown);
        List<SessionSettings> sessions = chosen(
                flags,
                sessions(listed, reader, process, dotenv, all, flags.session(), isSimulated(transports)),
                transports);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(
                transports,
                texts.getOrDefault("state", "sqlite:"),
                texts.get("metrics"),
                texts.get("node"),
                Durations.parse(texts.getOrDefault("lease", "15s")),
                Objects.requireNonNull(retry),
                sessions,
                Objects.requireNonNull(log),
                all,
                List.copyOf(shown),
                List.copyOf(warnings));
    }

    /** The file that the configuration is read from, as people name it, or null where there is none. */
    public static @Nullable Path file(Flags flags, Path directory) {
        if (flags.config() != null) {
            return flags.config();
        }
        // people see the name that they know, wherever the process was started
        Path here = directory.resolve(FILE);
        return Files.exists(here) ? here : null;
    }

    private FileLayer layer(Flags flags, Path directory) {
        Path found = file(flags, directory);
        return found == null ? FileLayer.none() : FileLayer.read(found, problems);
    }

    /** The sessions of the file, or of the roster where one is given: which of two lists holds must never be a guess. */
    private List<Map<String, Value>> listed(Flags flags, FileLayer file) {
        Path roster = flags.roster();
        if (roster == null) {
            return file.sessions();
        }
        List<Map<String, Value>> listed = FileLayer.readRoster(roster, problems);
        if (!file.sessions().isEmpty()) {
            problems.add("--roster " + roster + ": the configuration lists sessions too; leave them in one of the two");
        }
        if (listed.isEmpty()) {
            problems.add("--roster " + roster + ": lists no session");
        }
        return listed;
    }

    private static void flags(Flags flags, Map<String, Value> into) {
        put(into, "transport", flags.transport(), "--transport");
        put(into, "state", flags.state(), "--state");
        put(into, "log.level", flags.logLevel(), "--log-level");
    }

    private static void put(Map<String, Value> into, String path, @Nullable String text, String origin) {
        if (text != null) {
            into.put(path, new Value(text, origin));
        }
    }

    /** The texts of the fleet's keys with references replaced and forms checked; defaults included. */
    private Map<String, String> checked(Map<String, Value> effective, References references) {
        Map<String, Value> ordered = new LinkedHashMap<>();
        for (Key key : Schema.FLEET) {
            Value value = effective.get(key.path());
            if (value == null && key.fallback() != null) {
                value = new Value(key.fallback(), Value.DEFAULT);
            }
            if (value != null) {
                ordered.put(key.path(), value);
            }
        }
        effective.forEach(ordered::putIfAbsent);
        Map<String, String> texts = new LinkedHashMap<>();
        ordered.forEach((path, value) -> {
            Key key = Schema.fleet(path).orElseThrow();
            boolean address = key.form() == Key.Form.ADDRESS;
            shown.add(new Shown(path, address ? mask.address(value.text()) : value.text(), value.origin()));
            // the references of an address are replaced by core, value by value, so that a '&' in a secret is harmless
            String text = address ? value.text() : references.resolve(path, value);
            if (text != null && isWellFormed(key, value, text)) {
                texts.put(path, text);
            }
        });
        return texts;
    }

    private boolean isWellFormed(Key key, Value value, String text) {
        try {
            Object unused = key.form().parse(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            // what a reference led to may be a secret that was meant for another key
            boolean own = text.equals(value.text());
            String found = own && message.contains("'" + text + "'") ? "" : " '" + value.text() + "'";
            problems.add(value.origin() + ": " + key.path() + found + ": "
                    + (own ? message : message.replace(text, value.text())));
            return false;
        }
    }

    private static Map<String, String> transports(Map<String, Value> effective, Map<String, String> texts) {
        Map<String, String> transports = new LinkedHashMap<>();
        boolean named = texts.keySet().stream().anyMatch(path -> path.startsWith(Schema.TRANSPORTS));
        if (!named || effective.containsKey("transport")) {
            transports.put(ClientConfig.MAIN_TRANSPORT, texts.getOrDefault("transport", SIMULATOR));
        }
        texts.forEach((path, text) -> {
            if (path.startsWith(Schema.TRANSPORTS)) {
                transports.putIfAbsent(path.substring(Schema.TRANSPORTS.length()), text);
            }
        });
        return transports;
    }

    /** Whether the variable is there and empty: it switches off what a file switches on. */
    private static boolean isEmptied(String name, Environment variables) {
        return variables.names().contains(name) && variables.get(name) == null;
    }

    /** Whether all sessions are simulated: what they do is kept in no store that nobody named, where it would count in earnest. */
    private static boolean isRehearsal(Map<String, Value> effective, List<Map<String, Value>> listed) {
        Value main = new Value(ClientConfig.MAIN_TRANSPORT, Value.DEFAULT);
        return (listed.isEmpty() ? List.of(Map.<String, Value>of()) : listed)
                .stream()
                        .map(session -> session.getOrDefault("transport", main).text())
                        .allMatch(name -> isSimulated(address(effective, name)));
    }

    private static String address(Map<String, Value> effective, String name) {
        Value named = effective.get(Schema.TRANSPORTS + name);
        if (name.equals(ClientConfig.MAIN_TRANSPORT)) {
            Value main = effective.get("transport");
            return main != null ? main.text() : named == null ? SIMULATOR : named.text();
        }
        return named == null ? "" : named.text();
    }

    private @Nullable RetryConfig retry(Map<String, String> texts) {
        RetryConfig defaults = RetryConfig.defaults();
        try {
            return new RetryConfig(
                    Key.Form.number(texts.getOrDefault("retry.maxRetries", "5")),
                    Durations.parse(texts.getOrDefault("retry.baseDelay", Durations.format(defaults.baseDelay()))),
                    Durations.parse(texts.getOrDefault("retry.maxDelay", Durations.format(defaults.maxDelay()))),
                    Key.Form.decimal(texts.getOrDefault("retry.exponentialBase", "2")),
                    Key.Form.flag(texts.getOrDefault("retry.jitter", "true")),
                    Key.Form.flag(texts.getOrDefault("retry.retryOnFlood", "true")),
                    Key.Form.flag(texts.getOrDefault("retry.retryOnServerError", "true")),
                    Key.Form.flag(texts.getOrDefault("retry.retryOnNetworkError", "true")));
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> problems.add(Shown.located(shown, problem)));
            return null;
        }
    }

    private @Nullable LogSettings log(Map<String, String> texts) {
        try {
            return new LogSettings(
                    texts.getOrDefault("log.level", "warn"),
                    texts.get("log.format"),
                    texts.get("log.file"),
                    Key.Form.size(texts.getOrDefault("log.maxSize", "10MB")),
                    Key.Form.number(texts.getOrDefault("log.keep", "7")));
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> problems.add(Shown.located(shown, problem)));
            return null;
        }
    }

    private static boolean isSimulated(Map<String, String> transports) {
        return isSimulated(transports.getOrDefault(ClientConfig.MAIN_TRANSPORT, ""));
    }

    private static boolean isSimulated(String address) {
        return address.startsWith(SIMULATOR);
    }

    private List<SessionSettings> sessions(
            List<Map<String, Value>> listed,
            SessionReader reader,
            Environment process,
            Environment dotenv,
            Environment all,
            @Nullable String wanted,
            boolean simulated) {
        List<SessionSettings> sessions = new ArrayList<>();
        for (Map<String, Value> values : listed) {
            SessionSettings session = reader.read(values);
            if (session != null) {
                sessions.add(session);
            }
        }
        if (!listed.isEmpty()) {
            return sessions;
        }
        SessionFromVariables variables = new SessionFromVariables(process, dotenv, mask, shown);
        try {
            // a bot that was made up is of use in a simulated Telegram only
            boolean made = simulated && !variables.isGiven();
            sessions.add(reader.of(
                    made ? ClientConfig.named("main").botToken(SIMULATED_BOT).build() : variables.read(all, wanted)));
            if (made) {
                shown.add(new Shown("sessions.main", "a simulated bot", Value.DEFAULT));
            }
        } catch (ConfigurationException wrong) {
            problems.addAll(wrong.problems());
        }
        return sessions;
    }

    /** The session that {@code --session} names, else all; a session of an unknown transport is a problem. */
    private List<SessionSettings> chosen(Flags flags, List<SessionSettings> sessions, Map<String, String> transports) {
        for (SessionSettings session : sessions) {
            if (!transports.containsKey(session.config().transport())) {
                problems.add("session " + session.config().sessionName() + ": transport '"
                        + session.config().transport() + "' is not configured; there is "
                        + String.join(", ", transports.keySet()));
            }
        }
        String wanted = flags.session();
        if (wanted == null || sessions.isEmpty()) {
            return List.copyOf(sessions);
        }
        List<SessionSettings> found = sessions.stream()
                .filter(session -> session.config().sessionName().value().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            problems.add("--session " + wanted + ": not configured; there is "
                    + String.join(
                            ", ",
                            sessions.stream()
                                    .map(s -> s.config().sessionName().value())
                                    .toList()));
        }
        return found;
    }
}
