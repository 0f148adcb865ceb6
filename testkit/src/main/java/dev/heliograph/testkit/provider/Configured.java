// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.provider;

import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider and the settings to open it with.
 *
 * @param <P> the kind of provider
 * @param provider it
 * @param settings parsed; every declared setting has a value
 */
public record Configured<P extends Provider>(P provider, Settings settings) {
    /**
     * Parses parameters as an address would.
     *
     * @param provider whose settings they are
     * @param parameters each {@code key=value}, not percent-encoded; {@code =value} for the part before the {@code ?}
     * @throws IllegalArgumentException for a key that is unknown, a value that does not parse or a setting that is missing
     */
    public static <P extends Provider> Configured<P> of(P provider, String... parameters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("parameter '" + parameter + "': expected key=value");
            }
            given.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return new Configured<>(provider, parse(provider.settings(), given));
    }

    private static Settings parse(List<Setting<?>> declared, Map<String, String> given) {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : declared) {
            String text = text(setting, given.remove(setting.key()));
            values.put(setting, setting.parser().apply(text));
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("settings " + given.keySet() + " are not declared by the provider");
        }
        return Settings.of(values);
    }

    private static String text(Setting<?> setting, @Nullable String given) {
        String text = given == null ? setting.fallback() : given;
        if (text == null) {
            throw new IllegalArgumentException("setting '" + setting.key() + "' is missing: " + setting.sentence());
        }
        return text;
    }
}
