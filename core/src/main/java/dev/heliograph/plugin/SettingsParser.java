// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import dev.heliograph.model.Environment;
import dev.heliograph.model.Redaction;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the texts of an address into the typed settings that a provider declared; collects every problem. */
final class SettingsParser {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    /** Shorter parts of a text stand in many messages. */
    private static final int SHORTEST_PART = 4;

    private static final int LONG_PART = 8;
    private final Environment environment;
    private final List<String> problems;
    /** Whether people wrote {@code --key} rather than {@code key=}. */
    private final boolean options;

    private SettingsParser(Environment environment, List<String> problems, boolean options) {
        this.environment = environment;
        this.problems = problems;
        this.options = options;
    }

    /** For the settings of an address. */
    static SettingsParser ofAddress(Environment environment, List<String> problems) {
        return new SettingsParser(environment, problems, false);
    }

    /** For the options of a command. */
    static SettingsParser ofCommand(Environment environment, List<String> problems) {
        return new SettingsParser(environment, problems, true);
    }

    Settings parse(Address address, List<Setting<?>> declared) {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : declared) {
            Object value = value(address, setting);
            if (value != null) {
                values.put(setting, value);
            }
        }
        for (String key : address.parameters().keySet()) {
            if (declared.stream().noneMatch(setting -> setting.key().equals(key))) {
                problems.add(address.scheme() + ": unknown setting '" + key + "'; expected " + names(declared));
            }
        }
        if (!address.rest().isEmpty()
                && declared.stream().noneMatch(setting -> setting.key().equals(Setting.REST))) {
            problems.add(address.scheme() + ": takes nothing between ':' and '?'; expected " + names(declared));
        }
        return Settings.of(values);
    }

    private @Nullable Object value(Address address, Setting<?> setting) {
        boolean isRest = setting.key().equals(Setting.REST);
        String given = isRest ? address.rest() : address.parameters().get(setting.key());
        String text = given == null || (isRest && given.isEmpty()) ? setting.fallback() : given;
        String name = address.scheme() + ": " + name(setting, isRest);
        if (text == null) {
            problems.add(missing(address, setting, name));
            return null;
        }
        String resolved = resolved(name, text);
        if (resolved == null) {
            return null;
        }
        try {
            return setting.parser().apply(resolved);
        } catch (IllegalArgumentException wrong) {
            String found = setting.secret() ? "" : " '" + Redaction.ofAddress(text) + "'";
            problems.add(name + found + ": " + told(setting, text, resolved, String.valueOf(wrong.getMessage())));
            return null;
        }
    }

    /** The parser may quote what it was given, or a part of it, which is not to be shown where a secret is in it. */
    private static String told(Setting<?> setting, String text, String resolved, String message) {
        boolean isShown = !setting.secret() && resolved.equals(text);
        String seen = isShown ? Redaction.ofAddress(text) : "";
        int shortest = isShown ? SHORTEST_PART : LONG_PART;
        boolean telltale = (!isShown && message.contains(resolved))
                || Arrays.stream(resolved.split("[^\\p{L}\\p{N}_-]+"))
                        .anyMatch(part -> part.length() >= shortest && !seen.contains(part) && message.contains(part));
        return telltale ? "expected " + setting.type() : message;
    }

    private String missing(Address address, Setting<?> setting, String name) {
        if (options && setting.key().equals(Setting.REST)) {
            return address.scheme() + ": " + setting.placeholder() + " is missing. " + setting.sentence();
        }
        return name + " is missing: " + setting.sentence() + " Expected " + setting.type();
    }

    private String name(Setting<?> setting, boolean isRest) {
        if (isRest) {
            return options ? "its argument" : "the part after ':'";
        }
        return options ? "--" + setting.key() : "setting '" + setting.key() + "'";
    }

    /**
     * Replaces {@code ${env:NAME}} and {@code ${file:PATH}}, so that secrets need not stand in configuration; null where
     * one of them leads nowhere, which is a problem of its own.
     */
    private @Nullable String resolved(String name, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            String source = matcher.group(2);
            String found = matcher.group(1).equals("env") ? environment.get(source) : content(source);
            if (found == null) {
                problems.add(name + ": " + matcher.group() + " is not set or cannot be read");
                complete = false;
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(found == null ? "" : found));
        }
        return complete ? matcher.appendTail(out).toString() : null;
    }

    private static @Nullable String content(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }

    private static String names(List<Setting<?>> declared) {
        List<String> keys = declared.stream()
                .map(Setting::key)
                .filter(key -> !key.equals(Setting.REST))
                .toList();
        return keys.isEmpty() ? "none" : String.join(", ", keys);
    }
}
