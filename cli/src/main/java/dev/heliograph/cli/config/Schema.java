// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import static dev.heliograph.cli.config.Key.Form.ADDRESS;
import static dev.heliograph.cli.config.Key.Form.DECIMAL;
import static dev.heliograph.cli.config.Key.Form.DURATION;
import static dev.heliograph.cli.config.Key.Form.FLAG;
import static dev.heliograph.cli.config.Key.Form.LEVEL;
import static dev.heliograph.cli.config.Key.Form.LIMIT;
import static dev.heliograph.cli.config.Key.Form.LIMITS;
import static dev.heliograph.cli.config.Key.Form.LOG_FORMAT;
import static dev.heliograph.cli.config.Key.Form.NUMBER;
import static dev.heliograph.cli.config.Key.Form.SIZE;
import static dev.heliograph.cli.config.Key.Form.TEXT;

import dev.heliograph.cli.config.Key.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key that the configuration knows, in the order in which it is shown. */
final class Schema {
    static final String TRANSPORTS = "transports.";

    private static final List<Key> LIMIT_KEYS = List.of(
            key("limits.session", LIMITS, null),
            key("limits.chat", LIMIT, null),
            key("limits.group", LIMIT, null),
            key("limits.groups", LIMITS, null),
            key("limits.edit", LIMIT, null),
            key("limits.resolve", LIMIT, null),
            key("limits.history", LIMIT, null),
            key("limits.login", LIMIT, null),
            key("limits.minimumDelay", DURATION, null));

    /** The keys that stand once. */
    static final List<Key> FLEET = concat(
            List.of(
                    key("transport", ADDRESS, "simulator:"),
                    key("state", ADDRESS, "sqlite:"),
                    key("metrics", ADDRESS, null),
                    key("node", TEXT, null),
                    key("lease", DURATION, "15s")),
            LIMIT_KEYS,
            List.of(
                    key("retry.maxRetries", NUMBER, "5"),
                    key("retry.baseDelay", DURATION, "1s"),
                    key("retry.maxDelay", DURATION, "60s"),
                    key("retry.exponentialBase", DECIMAL, "2"),
                    key("retry.jitter", FLAG, "true"),
                    key("retry.retryOnFlood", FLAG, "true"),
                    key("retry.retryOnServerError", FLAG, "true"),
                    key("retry.retryOnNetworkError", FLAG, "true"),
                    key("log.level", LEVEL, "warn"),
                    key("log.format", LOG_FORMAT, null),
                    key("log.file", TEXT, null),
                    key("log.maxSize", SIZE, "10MB"),
                    key("log.keep", NUMBER, "7")));

    /** The keys of one session. */
    static final List<Key> SESSION = concat(
            List.of(
                    key("name", TEXT, null),
                    key("apiId", NUMBER, null),
                    secret("apiHash"),
                    secret("botToken"),
                    secret("phone"),
                    secret("sessionString"),
                    key("deviceModel", TEXT, null),
                    key("systemVersion", TEXT, null),
                    key("appVersion", TEXT, null),
                    key("langCode", TEXT, null),
                    key("connectionRetries", NUMBER, null),
                    key("retryDelay", DURATION, null),
                    key("timeout", DURATION, null),
                    key("floodSleepThreshold", DURATION, null),
                    key("autoReconnect", FLAG, null),
                    secret("proxy"),
                    key("transport", TEXT, null),
                    key("share", FLAG, null)),
            LIMIT_KEYS);

    private Schema() {}

    /** The fleet's key at that path; a key of {@code transports} is known under any name. */
    static Optional<Key> fleet(String path) {
        if (path.startsWith(TRANSPORTS) && path.length() > TRANSPORTS.length()) {
            return Optional.of(key(path, ADDRESS, null));
        }
        return find(FLEET, path);
    }

    /** The session's key at that path. */
    static Optional<Key> session(String path) {
        return find(SESSION, path);
    }

    /** The words that may stand at this level, for a hint at the nearest. */
    static List<String> wordsBelow(List<Key> keys, String parent) {
        List<String> words = new ArrayList<>();
        for (Key key : keys) {
            if (key.path().startsWith(parent)) {
                String rest = key.path().substring(parent.length());
                String word = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
                if (!words.contains(word)) {
                    words.add(word);
                }
            }
        }
        if (keys == FLEET && parent.isEmpty()) {
            words.addAll(List.of("transports", "sessions"));
        }
        return words;
    }

    /** The key that an environment variable such as HELIOGRAPH_RETRY_MAX_RETRIES sets. */
    static Optional<Key> ofVariable(String name) {
        String wanted = folded(name.substring("HELIOGRAPH_".length()));
        return FLEET.stream().filter(key -> folded(key.path()).equals(wanted)).findFirst();
    }

    /** The variable that sets the key: its path in upper case. */
    static String variable(Key key) {
        return "HELIOGRAPH_" + key.path().replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String folded(String text) {
        return text.replace("_", "").replace(".", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<Key> find(List<Key> keys, String path) {
        return keys.stream().filter(key -> key.path().equals(path)).findFirst();
    }

    private static Key key(String path, Form form, @Nullable String fallback) {
        return new Key(path, form, false, fallback);
    }

    private static Key secret(String path) {
        return new Key(path, TEXT, true, null);
    }

    @SafeVarargs
    private static List<Key> concat(List<Key>... parts) {
        List<Key> all = new ArrayList<>();
        for (List<Key> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
