// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Stable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which plugin to use and how: {@code scheme:rest?key=value&key=value}. Keys and values of settings are percent-decoded.
 *
 * @param scheme names the plugin
 * @param rest the part before the {@code ?}, as written
 * @param parameters the settings, in the order in which they were written
 */
@Stable
public record Address(String scheme, String rest, Map<String, String> parameters) {
    /** Copies the map. */
    public Address {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads an address. The URI class of the JDK is of no use here: it refuses {@code memory:}.
     *
     * @throws ConfigurationException that says what was expected
     */
    public static Address parse(String text) {
        if (text.isBlank()) {
            throw new ConfigurationException(
                    "address: nothing is given; expected scheme:rest?key=value, such as simulator:?seed=7");
        }
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon);
        if (!scheme.matches("[a-z][a-z0-9-]*")) {
            throw new ConfigurationException("address '" + shown(text)
                    + "': expected scheme:rest?key=value, such as simulator:?seed=7"
                    + (colon < 0 ? "; write '" + shown(text) + ":' for the scheme alone, quoted in YAML" : ""));
        }
        int question = text.indexOf('?', colon);
        String rest = question < 0 ? text.substring(colon + 1) : text.substring(colon + 1, question);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (question >= 0 && question + 1 < text.length()) {
            for (String pair : text.substring(question + 1).split("&", -1)) {
                add(scheme, pair, parameters);
            }
        }
        return new Address(scheme, rest, parameters);
    }

    private static void add(String scheme, String pair, Map<String, String> parameters) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new ConfigurationException(
                    "address " + scheme + ": expected key=value pairs joined by '&' after the '?'");
        }
        String key = decoded(scheme, pair.substring(0, equals));
        if (parameters.put(key, decoded(scheme, pair.substring(equals + 1))) != null) {
            throw new ConfigurationException("address " + scheme + ": the setting '" + key + "' is given twice");
        }
    }

    private static String decoded(String scheme, String text) {
        try {
            // the decoder takes '+' for a blank, which is a habit of forms, not of addresses
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("address " + scheme + ": a '%' is followed by two hexadecimal digits");
        }
    }

    /** What may be shown of an address that could hold a secret: at most what stands where its scheme should. */
    private static String shown(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != '?') {
            end++;
        }
        String head = end > 60 ? text.substring(0, 60) + "…" : text.substring(0, end);
        String rest = end == text.length() ? "" : text.charAt(end) + (end + 1 == text.length() ? "" : "…");
        return head + rest;
    }

    /** The scheme alone, since a setting may be a secret. */
    @Override
    public String toString() {
        return scheme + ":" + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters.keySet()));
    }
}
