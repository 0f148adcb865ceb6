// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Redaction;
import dev.heliograph.plugin.Address;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Decides what may be shown of a value. */
final class Mask {
    static final String HIDDEN = Redaction.HIDDEN;

    private final Plugins plugins;

    Mask(Plugins plugins) {
        this.plugins = plugins;
    }

    /** A secret: nothing of it, unless it only says where it is found. */
    String secret(String text) {
        return References.isReference(text) ? text : HIDDEN;
    }

    /**
     * An address: settings that its plugin calls secret are hidden, all of a plugin that is not known, and what is a secret by its
     * place in a URL.
     */
    String address(String text) {
        try {
            Address address = Address.parse(text);
            List<String> settings = new ArrayList<>();
            address.parameters()
                    .forEach((key, value) ->
                            settings.add(key + "=" + (isOpen(address.scheme(), key) ? open(value) : secret(value))));
            return address.scheme() + ":" + rest(address.rest())
                    + (settings.isEmpty() ? "" : "?" + String.join("&", settings));
        } catch (ConfigurationException unreadable) {
            return HIDDEN;
        }
    }

    private static String open(String value) {
        return References.isReference(value) ? value : Redaction.ofAddress(value);
    }

    /** Up to the last {@code @} it may be a user and a password, which may hold anything. */
    private static String rest(String text) {
        int at = text.lastIndexOf('@');
        String covered = at < 0 ? text : (text.startsWith("//") ? "//" : "") + HIDDEN + text.substring(at);
        return Redaction.of(covered);
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
