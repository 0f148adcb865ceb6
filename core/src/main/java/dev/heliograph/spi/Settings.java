// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Stable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parsed settings of one plugin instance. Its text form masks secrets. */
@Stable
public final class Settings {
    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /** Parsed values by setting, in the provider's order; every declared setting has one. */
    public static Settings of(Map<Setting<?>, Object> values) {
        return new Settings(new LinkedHashMap<>(values));
    }

    /**
     * The value of a declared setting.
     *
     * @throws IllegalArgumentException for a setting that the provider did not declare: a bug of the plugin
     */
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
        for (Map.Entry<Setting<?>, Object> entry : values.entrySet()) {
            if (entry.getKey().key().equals(setting.key())) {
                return (T) entry.getValue();
            }
        }
        throw new IllegalArgumentException("setting '" + setting.key() + "' was not declared by its provider");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Settings[");
        values.forEach((setting, value) -> text.append(text.length() > 9 ? ", " : "")
                .append(setting.key())
                .append('=')
                .append(setting.secret() ? "***" : value));
        return text.append(']').toString();
    }
}
