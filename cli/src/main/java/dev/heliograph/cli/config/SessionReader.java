// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Durations;
import dev.heliograph.model.Limits;
import dev.heliograph.model.ProxyConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the sessions of the file. Every problem is collected. */
final class SessionReader {
    private final References references;
    private final LimitsChange fleetLimits;
    private final Mask mask;
    private final List<String> problems;
    private final List<Shown> shown;
    private final Set<String> names = new TreeSet<>();

    SessionReader(
            References references, LimitsChange fleetLimits, Mask mask, List<String> problems, List<Shown> shown) {
        this.references = references;
        this.fleetLimits = fleetLimits;
        this.mask = mask;
        this.problems = problems;
        this.shown = shown;
    }

    /** The session of one item of the list, or null where it has problems. */
    @Nullable
    SessionSettings read(Map<String, Value> values) {
        Value name = values.get("name");
        Value line = values.getOrDefault("line", new Value("", "sessions"));
        if (name == null) {
            problems.add(line.origin() + ": session without a name; add 'name: news-1'");
            return null;
        }
        if (!names.add(name.text())) {
            problems.add(name.origin() + ": the session name '" + name.text() + "' is used twice");
        }
        int before = problems.size();
        Map<String, String> texts = texts("sessions." + name.text() + ".", values);
        if (problems.size() > before) {
            return null;
        }
        try {
            ClientConfig config = config(name.text(), texts);
            return new SessionSettings(config, limits(texts, config.isBot()));
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(problem -> problems.add(line.origin() + ": " + problem));
        } catch (IllegalArgumentException wrong) {
            problems.add(line.origin() + ": session " + name.text() + ": " + wrong.getMessage());
        }
        return null;
    }

    /** A session that the file does not name. */
    SessionSettings of(ClientConfig config) {
        return new SessionSettings(config, limits(Map.of(), config.isBot()));
    }

    private Limits limits(Map<String, String> texts, boolean bot) {
        Map<String, String> merged = new LinkedHashMap<>(fleetLimits.texts());
        merged.putAll(texts);
        return new LimitsChange(merged).applyTo(Limits.forAccount(bot));
    }

    private Map<String, String> texts(String prefix, Map<String, Value> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Key key : Schema.SESSION) {
            Value value = values.get(key.path());
            if (value == null) {
                continue;
            }
            String text = references.resolve(prefix + key.path(), value);
            shown.add(new Shown(
                    prefix + key.path(), key.secret() ? mask.secret(value.text()) : value.text(), value.origin()));
            if (text != null) {
                check(prefix, key, value, text);
                texts.put(key.path(), text);
            }
        }
        return texts;
    }

    private void check(String prefix, Key key, Value value, String text) {
        try {
            Object unused = key.form().parse(text);
        } catch (IllegalArgumentException wrong) {
            problems.add(value.origin() + ": " + prefix + key.path() + ": " + wrong.getMessage());
        }
    }

    private static ClientConfig config(String name, Map<String, String> texts) {
        ClientConfig.Builder builder = ClientConfig.named(name)
                .apiHash(texts.get("apiHash"))
                .botToken(texts.get("botToken"))
                .phone(texts.get("phone"))
                .sessionString(texts.get("sessionString"));
        ClientConfig defaults = ClientConfig.named("defaults").build();
        builder.device(
                texts.getOrDefault("deviceModel", defaults.deviceModel()),
                texts.getOrDefault("systemVersion", defaults.systemVersion()),
                texts.getOrDefault("appVersion", defaults.appVersion()));
        builder.langCode(texts.getOrDefault("langCode", defaults.langCode()));
        builder.transport(texts.getOrDefault("transport", defaults.transport()));
        builder.share(texts.containsKey("share") && Key.Form.flag(texts.get("share")));
        if (texts.containsKey("apiId")) {
            builder.apiId(Key.Form.number(texts.get("apiId")));
        }
        if (texts.containsKey("proxy")) {
            builder.proxy(ProxyConfig.parse(texts.get("proxy")));
        }
        timing(builder, texts, defaults);
        return builder.build();
    }

    private static void timing(ClientConfig.Builder builder, Map<String, String> texts, ClientConfig defaults) {
        String retries = texts.get("connectionRetries");
        builder.connectionRetries(
                retries == null ? defaults.connectionRetries() : Key.Form.number(retries),
                duration(texts, "retryDelay", defaults.retryDelay()));
        builder.timeout(duration(texts, "timeout", defaults.timeout()));
        builder.floodSleepThreshold(duration(texts, "floodSleepThreshold", defaults.floodSleepThreshold()));
        String reconnect = texts.get("autoReconnect");
        builder.autoReconnect(reconnect == null ? defaults.autoReconnect() : Key.Form.flag(reconnect));
    }

    private static Duration duration(Map<String, String> texts, String key, Duration fallback) {
        String text = texts.get(key);
        return text == null ? fallback : Durations.parse(text);
    }
}
