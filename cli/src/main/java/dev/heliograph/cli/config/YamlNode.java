// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a YAML file that remembers its line. Numbers and booleans stay the text that was written, so that a phone
 * number keeps its plus sign and {@code no} is not a surprise.
 *
 * @param line counted from 1
 * @param kind what it is
 * @param text the scalar's text, else empty
 * @param items the items of a list, else empty
 * @param fields the fields of a map in the order of the file, else empty
 */
record YamlNode(int line, Kind kind, String text, List<YamlNode> items, Map<String, YamlNode> fields) {
    enum Kind {
        SCALAR,
        EMPTY,
        LIST,
        MAP
    }

    static YamlNode scalar(int line, String text) {
        return new YamlNode(line, Kind.SCALAR, text, List.of(), new LinkedHashMap<>());
    }

    static YamlNode empty(int line) {
        return new YamlNode(line, Kind.EMPTY, "", List.of(), new LinkedHashMap<>());
    }

    static YamlNode list(int line, List<YamlNode> items) {
        return new YamlNode(line, Kind.LIST, "", items, new LinkedHashMap<>());
    }

    static YamlNode map(int line, Map<String, YamlNode> fields) {
        return new YamlNode(line, Kind.MAP, "", List.of(), fields);
    }
}
