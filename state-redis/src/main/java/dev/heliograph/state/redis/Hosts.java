// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Numbers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where servers are: {@code //user:password@host:port,host:port/database}.
 *
 * @param hosts at least one
 * @param database 0 where none is given
 * @param user empty where none is given
 * @param password empty where none is given
 */
record Hosts(List<Host> hosts, int database, String user, String password) {
    /** One server. */
    record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
        }
    }

    /**
     * Reads the part of an address after the scheme.
     *
     * @throws IllegalArgumentException that says what was expected; it quotes nothing, since a password may be inside
     */
    static Hosts parse(String rest, int defaultPort) {
        String text = rest.startsWith("//") ? rest.substring(2) : rest;
        int at = text.lastIndexOf('@');
        String user = "";
        String password = "";
        if (at >= 0) {
            int colon = text.substring(0, at).indexOf(':');
            user = decoded(text.substring(0, colon < 0 ? at : colon));
            password = colon < 0 ? "" : decoded(text.substring(colon + 1, at));
            text = text.substring(at + 1);
        }
        int slash = text.indexOf('/');
        String places = slash < 0 ? text : text.substring(0, slash);
        String database = slash < 0 ? "" : text.substring(slash + 1);
        List<Host> hosts = new ArrayList<>();
        for (String place : places.split(",", -1)) {
            hosts.add(host(place.isEmpty() ? "localhost" : place, defaultPort));
        }
        return new Hosts(List.copyOf(hosts), database.isEmpty() ? 0 : number(database, 0, 65_535), user, password);
    }

    private static Host host(String place, int defaultPort) {
        int colon = place.lastIndexOf(':');
        boolean isBracketed = place.startsWith("[");
        if (colon < 0 || (isBracketed && place.endsWith("]"))) {
            return new Host(bare(place), defaultPort);
        }
        return new Host(bare(place.substring(0, colon)), number(place.substring(colon + 1), 1, 65_535));
    }

    private static String bare(String name) {
        String bare = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        if (bare.isEmpty() || !bare.matches("[A-Za-z0-9._:-]+")) {
            throw wrong();
        }
        return bare;
    }

    private static int number(String text, int least, int most) {
        try {
            return (int) Numbers.whole(text, least, most);
        } catch (IllegalArgumentException beside) {
            throw wrong();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("expected //host:port/database, with several hosts joined by commas");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return String.join(",", hosts.stream().map(Host::toString).toList());
    }
}
