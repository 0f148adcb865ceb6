// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.plugin.Address;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Decides what may be shown of a value. */
final class Mask {
    static final String HIDDEN = "***";

    private final Plugins plugins;

    Mask(Plugins plugins) {
        this.plugins = plugins;
    }

    /** A secret: nothing of it, unless it only says where it is found. */
    String secret(String text) {
        return References.isReference(text) ? text : HIDDEN;
    }

    /** An address: settings that its plugin calls secret are hidden, and all of a plugin that is not known. */
    String address(String text) {
        try {
            Address address = Address.parse(text);
            List<String> settings = new ArrayList<>();
            address.parameters()
                    .forEach((key, value) ->
                            settings.add(key + "=" + (isOpen(address.scheme(), key) ? value : secret(value))));
            return address.scheme() + ":" + address.rest().replaceAll("[^/@]*@", HIDDEN + "@")
                    + (settings.isEmpty() ? "" : "?" + String.join("&", settings));
        } catch (ConfigurationException unreadable) {
            return HIDDEN;
        }
    }

    private boolean isOpen(String scheme, String setting) {
        return isOpen(plugins.transports(), scheme, setting)
                || isOpen(plugins.states(), scheme, setting)
                || isOpen(plugins.metrics(), scheme, setting);
    }

    private static boolean isOpen(SortedMap<String, ? extends Provider> providers, String scheme, String setting) {
        Provider provider = providers.get(scheme);
        return provider != null
                && provider.settings().stream().anyMatch(one -> one.key().equals(setting) && !one.secret());
    }
}
