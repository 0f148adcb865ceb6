// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

/** Settings of the JDK's HTTP server, which it takes from system properties only and reads once. Those set already stay. */
final class HttpServerTuning {
    private static final String PREFIX = "sun.net.httpserver.";

    private HttpServerTuning() {}

    static void apply() {
        // headers and body are written apart: without this an answer waits 40 ms for an acknowledgement
        set("nodelay", "true");
        // a connection that the server closes while a client writes into it is a loss that no dice decided
        set("idleInterval", "3600");
        set("maxIdleConnections", "10000");
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
