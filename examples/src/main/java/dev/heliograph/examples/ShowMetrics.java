// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Shows metrics on a page for Prometheus, and reads that page as Prometheus would. */
public final class ShowMetrics {
    private ShowMetrics() {}

    /** Prints the counters of messages; the first argument is the port, 9464 unless told. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String port = args.length > 0 ? args[0] : "9464";
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .metrics("prometheus:?port=" + port)
                .session(ClientConfig.named("news").botToken("5001:simulated").build())
                .open()) {
            fleet.connect().join();
            fleet.client("news")
                    .send(OutgoingMessage.to("@alice").text("Counted.").build())
                    .join();
            fleet.client("news")
                    .send(OutgoingMessage.to("@blocked").text("Counted, too.").build())
                    .join();

            HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            HttpClient.newHttpClient()
                    .send(page, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("telegram_messages_"))
                    .forEach(System.out::println);
        }
    }
}
