// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import dev.heliograph.transport.tdlight.engine.TdEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine that says what a test wants it to say. */
final class QueueEngine implements TdEngine {
    final List<String> sent = new ArrayList<>();
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    private int clients;

    void says(int client, String json) {
        said.add(json.substring(0, json.length() - 1) + ",\"@client_id\":" + client + "}");
    }

    boolean isSilent() {
        return said.isEmpty();
    }

    void state(int client, String state) {
        says(
                client,
                "{\"@type\":\"updateAuthorizationState\",\"authorization_state\":{\"@type\":\"authorizationState"
                        + state + "\"}}");
    }

    @Override
    public synchronized int create() {
        return ++clients;
    }

    @Override
    public synchronized void send(int client, String request) {
        sent.add(client + " " + request);
        if (client == 0) {
            said.add("{\"@type\":\"error\",\"code\":400,\"message\":\"Invalid TDLib instance specified\"}");
        }
    }

    @Override
    public @Nullable String receive(Duration timeout) {
        try {
            return said.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public String execute(String request) {
        return "{\"@type\":\"ok\"}";
    }

    @Override
    public String version() {
        return "1.8.67";
    }
}
