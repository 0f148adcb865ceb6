// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.render.Json;
import dev.heliograph.spi.transport.Truth;

/** What every answer says where a session of the fleet is simulated: a rehearsal must not be taken for the real thing. */
final class Simulated {
    private Simulated() {}

    /** The last line of a text, with its line end; empty where all sessions are real. */
    static String line(Heliograph heliograph) {
        return is(heliograph) ? "Simulated: nothing reaches Telegram.\n" : "";
    }

    /** As {@link #line}, to stand below a line that has no line end yet. */
    static String below(Heliograph heliograph) {
        return ("\n" + line(heliograph)).stripTrailing();
    }

    /** The same document, marked where a session is simulated. */
    static Json mark(Json json, Heliograph heliograph) {
        return is(heliograph) ? json.put("simulated", true) : json;
    }

    private static boolean is(Heliograph heliograph) {
        return heliograph.clients().stream()
                .map(client -> client.config().transport())
                .distinct()
                .anyMatch(name -> heliograph.transportFacet(name, Truth.class).isPresent());
    }
}
