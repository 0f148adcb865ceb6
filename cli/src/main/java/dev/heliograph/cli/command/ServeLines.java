// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.config.SessionSettings;
import dev.heliograph.cli.config.Shown;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.Progress;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** First and last line of {@code serve}: what it serves with, and why it ended. Secrets of addresses are masked. */
final class ServeLines {
    private ServeLines() {}

    /** The line at the beginning. */
    static String begin(Workplace place, String node, Heliograph heliograph) {
        int sessions = heliograph.clients().size();
        List<String> transports = transports(place);
        String state = shown(place, "state", "none");
        String metrics = shown(place, "metrics", "none");
        Path file = place.configurationFile();
        if (place.json()) {
            Json json = new Json()
                    .put("sessions", sessions)
                    .put("node", node)
                    .put("version", Product.version())
                    .put("configuration", file)
                    .put("transports", transports)
                    .put("state", state)
                    .put("metrics", metrics.equals("none") ? null : metrics);
            return Simulated.mark(json, heliograph).toString();
        }
        return "serving " + sessions + " session" + (sessions == 1 ? "" : "s") + " as " + node + " (heliograph "
                + Product.version() + ", transport " + String.join(" and ", transports) + ", state " + state
                + ", metrics " + metrics + ", configuration " + (file == null ? "without a file" : file) + ")"
                + Simulated.below(heliograph);
    }

    /** The line at the end. */
    static String end(Workplace place, String node, String signal, Duration served) {
        return place.json()
                ? new Json()
                        .put("ended_by", signal)
                        .put("node", node)
                        .put("served_ms", served)
                        .toString()
                : "ended by " + signal + " after " + Progress.span(served.toSeconds());
    }

    private static List<String> transports(Workplace place) {
        return place.configuration().sessions().stream()
                .map(SessionSettings::config)
                .map(ClientConfig::transport)
                .distinct()
                .map(name -> shown(
                        place,
                        "transports." + name,
                        name.equals(ClientConfig.MAIN_TRANSPORT) ? shown(place, "transport", name) : name))
                .toList();
    }

    private static String shown(Workplace place, String key, String otherwise) {
        return place.configuration().shown().stream()
                .filter(one -> one.key().equals(key))
                .map(Shown::value)
                .findFirst()
                .orElse(otherwise);
    }
}
